//! Many who want few seats, at the program itself: killed in the middle, or two of them on one database.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::courses::Registration;
use domain::ids::EventId;
use jiff::SignedDuration;
use jiff::civil::date;
use load::desk::Desk;
use server::jobs::Jobs;
use server::mail::Mailer;
use server::pulse::Pulse;
use service::session::SignInDesk;
use service::session::code::Key;
use service::{Clock, Services};
use store::{DatabaseConfig, Store, Tx, courses};
use tempfile::TempDir;
use tokio::task::JoinSet;

/// People who register one after another, beside each other.
const CLIENTS: usize = 16;
/// Seats of a course: some get one, the rest wait.
const SEATS: u32 = 12;
/// How long a server may take to answer for the first time.
const PATIENCE: Duration = Duration::from_secs(60);
/// Longer than any lease of a job.
const LATER: SignedDuration = SignedDuration::from_mins(5);

/// A database, and what lies beside it.
struct Place {
    folder: TempDir,
    database: String,
    /// A server's user and password are both this.
    user: Option<&'static str>,
}

impl Place {
    /// With a store in a folder.
    fn embedded() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("surrealkv://{}?sync=every", folder.path().join("store").display());
        Self {
            folder,
            database,
            user: None,
        }
    }

    /// On a SurrealDB server.
    fn on_a_server(database: String, user: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("user"), user).unwrap();
        Self {
            folder,
            database,
            user: Some(user),
        }
    }

    async fn open(&self) -> Store {
        let mut config = DatabaseConfig::parse(&self.database).unwrap();
        if let Some(user) = self.user {
            config = config.with_credentials(user, user);
        }
        Store::connect(&config).await.unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, step: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        command
            .arg(step)
            .current_dir(self.folder.path())
            .env("HANDLINGSROM_DATABASE", &self.database)
            .env("HANDLINGSROM_SECRET_FILE", self.path("secret.key"))
            .env("HANDLINGSROM_FILES", self.path("files"))
            .env("HANDLINGSROM_MAIL", format!("file://{}", self.path("outbox").display()))
            .env("HANDLINGSROM_PROFILE", "demo")
            .env("HANDLINGSROM_INTERNAL_ADDR", "off")
            .env("HANDLINGSROM_TRUSTED_PROXY", "127.0.0.1")
            .env("RUST_LOG", "warn");
        if self.user.is_some() {
            command
                .env("HANDLINGSROM_DATABASE_USER_FILE", self.path("user"))
                .env("HANDLINGSROM_DATABASE_PASSWORD_FILE", self.path("user"));
        }
        command
    }

    fn fill(&self) {
        for step in ["migrate", "seed"] {
            let done = self.command(step).output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
    }

    /// A program on this database, once it answers.
    async fn serve(&self) -> Program {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let url = format!("http://127.0.0.1:{port}");
        let child = self
            .command("serve")
            .env("HANDLINGSROM_ADDR", format!("127.0.0.1:{port}"))
            .env("HANDLINGSROM_PUBLIC_URL", &url)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut program = Program { child, url };
        let started = Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            assert_eq!(program.child.try_wait().unwrap(), None, "the server ended");
            assert!(started.elapsed() < PATIENCE, "the server does not answer");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        program
    }

    /// What `check` finds: nothing, or a panic with its lines.
    fn check(&self) {
        let done = self.command("check").output().unwrap();
        let text = String::from_utf8_lossy(&done.stdout);
        assert!(
            text.ends_with("nothing is wrong\n"),
            "{text}{}",
            String::from_utf8_lossy(&done.stderr)
        );
    }

    /// Sends what waits, also what somebody who is dead had begun to send, and counts the mails by the address that they go to.
    async fn mails(&self, store: &Store) -> BTreeMap<String, usize> {
        let later = Clock::starting_on(date(2026, 11, 23)).now() + LATER;
        let services = Arc::new(Services::new(store.clone(), Clock::manual(later)));
        let jobs = Jobs {
            desk: Arc::new(SignInDesk::new(services.clone(), Key::new([7; 32]))),
            services,
            mailer: Arc::new(
                Mailer::new(
                    Some(&format!("file://{}", self.path("outbox").display())),
                    "Handlingsrom <noreply@handlingsrom.example>",
                )
                .unwrap(),
            ),
            public_url: "http://localhost".to_owned(),
            pulse: Pulse::default(),
        };
        while jobs.run_outbox("test").await.unwrap() > 0 {}
        self.sent()
    }

    /// How many mails were sent to each address.
    fn sent(&self) -> BTreeMap<String, usize> {
        let mut sent = BTreeMap::new();
        for entry in fs::read_dir(self.path("outbox")).unwrap() {
            *sent.entry(receiver(&entry.unwrap().path())).or_default() += 1;
        }
        sent
    }

    /// What a program would leave that sent a mail twice.
    fn send_again(&self, email: &str) {
        let mut all = fs::read_dir(self.path("outbox"))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let mail = all.find(|mail| receiver(mail) == email).expect("a mail to them");
        fs::copy(&mail, self.path("outbox").join("again.eml")).unwrap();
    }
}

/// Whom a mail goes to.
fn receiver(mail: &Path) -> String {
    let text = fs::read_to_string(mail).unwrap();
    let line = text
        .lines()
        .find(|line| line.starts_with("To: "))
        .expect("somebody to send it to");
    let address = line.rsplit('<').next().unwrap().trim_end_matches('>');
    address.trim_start_matches("To: ").to_owned()
}

/// A running program; ends with this value.
struct Program {
    child: Child,
    url: String,
}

impl Program {
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// As an operator does.
    fn stop(mut self) {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(told.success());
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Lets people register until the program answers no more, and gives the addresses of those who were told that it is done.
fn press(desk: &Desk, course: &str) -> JoinSet<BTreeSet<String>> {
    let mut people = JoinSet::new();
    for _ in 0..CLIENTS {
        let (desk, course) = (desk.clone(), course.to_owned());
        people.spawn(async move {
            let mut done = BTreeSet::new();
            while let Ok(email) = desk.register(&course).await {
                done.insert(email);
            }
            done
        });
    }
    people
}

fn event(course: &str) -> EventId {
    course.parse().unwrap()
}

fn address(registration: &Registration) -> String {
    registration.given.contact.email.to_string()
}

/// One course's side of a rush: what people were told, and what the program has kept.
#[derive(Debug, Clone, Default)]
struct Course {
    /// Addresses of those who were told that it is done.
    told: BTreeSet<String>,
    /// The address of each registration, in the order of their numbers.
    kept: Vec<String>,
    /// Seats that the course counts as taken.
    taken: u32,
}

impl Course {
    async fn read(store: &Store, course: &str, told: &BTreeSet<String>) -> Self {
        let registrations = courses::registrations(store, event(course)).await.unwrap();
        Self {
            told: told.clone(),
            kept: registrations.iter().map(address).collect(),
            taken: courses::book(store, event(course)).await.unwrap().taken,
        }
    }
}

/// What a rush must not do to anybody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// Told that it is done, and not registered.
    Lost(String),
    /// Registered twice.
    Doubled(String),
    /// More registrations than people asked: so many.
    Unasked(usize),
    /// So many seats are counted as taken where another number of people has registered.
    Miscounted(u32),
    /// Registered, and mailed so often: each is mailed once, also one who did not hear that it was done.
    Mails(String, usize),
}

/// Everything that went wrong; `asking` people per course may have asked without being answered.
fn faults(courses: &[Course], mails: &BTreeMap<String, usize>, asking: usize) -> BTreeSet<Fault> {
    let mut found = BTreeSet::new();
    for course in courses {
        let kept: BTreeSet<String> = course.kept.iter().cloned().collect();
        found.extend(course.told.difference(&kept).cloned().map(Fault::Lost));
        for email in &kept {
            if course.kept.iter().filter(|one| *one == email).count() > 1 {
                found.insert(Fault::Doubled(email.clone()));
            }
        }
        let most = course.told.len() + asking;
        if course.kept.len() > most {
            found.insert(Fault::Unasked(course.kept.len() - most));
        }
        if course.taken != SEATS.min(u32::try_from(kept.len()).unwrap()) {
            found.insert(Fault::Miscounted(course.taken));
        }
        for email in kept.union(&course.told) {
            let sent = mails.get(email).copied().unwrap_or_default();
            if sent != 1 {
                found.insert(Fault::Mails(email.clone(), sent));
            }
        }
    }
    found
}

/// The control arms: a rush in which something is wrong is told from one in which nothing is.
mod control {
    use super::*;

    fn people(numbers: std::ops::Range<u32>) -> Vec<String> {
        numbers.map(|number| format!("person{number}@nav.example")).collect()
    }

    /// Twenty were told, and two more were kept whose answer did not come.
    fn sound() -> (Course, BTreeMap<String, usize>) {
        let course = Course {
            told: people(0..20).into_iter().collect(),
            kept: people(0..22),
            taken: SEATS,
        };
        let mails = course.kept.iter().map(|email| (email.clone(), 1)).collect();
        (course, mails)
    }

    fn found(course: Course, mails: &BTreeMap<String, usize>) -> Vec<Fault> {
        faults(&[course], mails, CLIENTS).into_iter().collect()
    }

    #[test]
    fn nothing_is_found_where_all_who_were_told_are_kept() {
        let (course, mails) = sound();
        assert_eq!(found(course, &mails), []);
        assert_eq!(found(Course::default(), &BTreeMap::new()), []);
    }

    #[test]
    fn somebody_who_was_told_and_is_not_kept_is_found() {
        let (mut course, mails) = sound();
        let lost = course.kept.remove(3);
        assert_eq!(found(course, &mails), [Fault::Lost(lost)]);
    }

    #[test]
    fn somebody_who_is_kept_twice_is_found() {
        let (mut course, mails) = sound();
        let twice = course.kept[5].clone();
        course.kept.push(twice.clone());
        assert_eq!(found(course, &mails), [Fault::Doubled(twice)]);
    }

    #[test]
    fn more_than_have_asked_are_found() {
        let (mut course, mut mails) = sound();
        course.kept.extend(people(100..120));
        mails.extend(people(100..120).into_iter().map(|email| (email, 1)));
        assert_eq!(found(course, &mails), [Fault::Unasked(42 - 20 - CLIENTS)]);
    }

    #[test]
    fn a_seat_that_is_sold_twice_or_counted_for_nobody_is_found() {
        for taken in [SEATS - 1, SEATS + 1] {
            let (mut course, mails) = sound();
            course.taken = taken;
            assert_eq!(found(course, &mails), [Fault::Miscounted(taken)]);
        }
        let (course, mails) = sound();
        let few = Course {
            told: people(0..2).into_iter().collect(),
            kept: people(0..2),
            taken: 3,
        };
        assert_eq!(
            faults(&[course, few], &mails, CLIENTS).into_iter().collect::<Vec<_>>(),
            [Fault::Miscounted(3)]
        );
    }

    #[test]
    fn a_mail_that_is_sent_twice_or_not_at_all_is_found_also_of_one_who_was_not_answered() {
        for (email, sent) in [(0, 2), (0, 0), (21, 2), (21, 0)] {
            let (course, mut mails) = sound();
            let email = course.kept[email].clone();
            mails.insert(email.clone(), sent);
            assert_eq!(found(course, &mails), [Fault::Mails(email, sent)]);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_who_was_told_so_is_lost_or_doubled_when_the_program_is_killed_in_a_rush() {
    let rounds: usize = std::env::var("HANDLINGSROM_KILL_ROUNDS").map_or(3, |rounds| rounds.parse().unwrap());
    let place = Place::embedded();
    place.fill();
    let mut told = Vec::new();
    for round in 0..rounds {
        let mut program = place.serve().await;
        let desk = Desk::sign_in(&[program.url.clone()]).await.unwrap();
        let course = desk.open(round, SEATS).await.unwrap();
        let people = press(&desk, &course);
        tokio::time::sleep(Duration::from_millis(300) + a_moment()).await;
        program.kill();
        let done: BTreeSet<String> = people.join_all().await.into_iter().flatten().collect();
        told.push((course, done));
    }
    // It starts again on what it left, and ends as it should.
    place.serve().await.stop();
    place.check();

    let all: usize = told.iter().map(|(_, done)| done.len()).sum();
    assert!(all > rounds, "{all} were told in {rounds} rounds: that is no rush");
    let store = place.open().await;
    let mails = place.mails(&store).await;
    let read = async || {
        let mut read = Vec::new();
        for (course, done) in &told {
            read.push(Course::read(&store, course, done).await);
        }
        read
    };
    assert_eq!(faults(&read().await, &mails, CLIENTS), BTreeSet::new());

    // The control arm: had it lost one and mailed one twice, that would have been found in this very place.
    let (course, email) = told
        .iter()
        .find_map(|(course, done)| Some((course, done.first()?)))
        .unwrap();
    let registrations = courses::registrations(&store, event(course)).await.unwrap();
    let lost: Vec<Registration> = registrations.into_iter().filter(|one| address(one) == *email).collect();
    let mut tx = Tx::new();
    courses::forget(&mut tx, &lost);
    store.commit(tx).await.unwrap();
    place.send_again(email);
    let found = faults(&read().await, &place.sent(), CLIENTS);
    assert!(found.contains(&Fault::Lost(email.clone())), "{found:?}");
    assert!(found.contains(&Fault::Mails(email.clone(), 2)), "{found:?}");
    let others = found.iter().filter(|fault| !matches!(fault, Fault::Miscounted(_)));
    assert_eq!(others.count(), 2, "{found:?}");
}

/// Less than a second, another one each time.
fn a_moment() -> Duration {
    Duration::from_millis(u64::try_from(ulid::Ulid::generate().random() % 1000).unwrap())
}

/// Two programs on one SurrealDB server: `cargo xtask test --only database`.
mod on_a_server {
    use super::*;

    /// All at once, at both in turn.
    const PEOPLE: u32 = 100;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "for a SurrealDB server: cargo xtask test --only database"]
    async fn two_programs_sell_no_seat_twice_and_send_each_mail_once() {
        let url = std::env::var("HANDLINGSROM_TEST_SERVER").expect("the address of a SurrealDB server");
        let place = Place::on_a_server(url, "root");
        place.fill();
        let (one, other) = (place.serve().await, place.serve().await);
        let desk = Desk::sign_in(&[one.url.clone(), other.url.clone()]).await.unwrap();
        let course = desk.open(0, SEATS).await.unwrap();
        let mut people = JoinSet::new();
        for _ in 0..PEOPLE {
            let (desk, course) = (desk.clone(), course.clone());
            people.spawn(async move { desk.register(&course).await.unwrap() });
        }
        let done: BTreeSet<String> = people.join_all().await.into_iter().collect();
        assert_eq!(
            desk.count(&course).await.unwrap(),
            (u64::from(SEATS), u64::from(PEOPLE - SEATS))
        );
        one.stop();
        other.stop();
        place.check();
        let store = place.open().await;
        let mails = place.mails(&store).await;
        let read = Course::read(&store, &course, &done).await;
        // Everybody was answered: nobody may be there who was not told so.
        assert_eq!(faults(std::slice::from_ref(&read), &mails, 0), BTreeSet::new());

        // The control arm.
        let email = done.first().unwrap();
        place.send_again(email);
        assert_eq!(
            faults(&[read], &place.sent(), 0),
            BTreeSet::from([Fault::Mails(email.clone(), 2)])
        );
    }
}
