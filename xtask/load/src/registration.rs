//! Registering as people do: the form is fetched and sent, and the page after it read, by each from an address of its own. A
//! registration counts when that last page has come: the seat is on the disk and the mail is queued by then.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use hdrhistogram::Histogram;
use reqwest::header::{CONTENT_TYPE, COOKIE, LOCATION};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::target::{ADVISER, FORM, JSON, TEAM, client, sign_in_as};

/// Seats of a course that nobody fills.
const MANY: u32 = 2000;
/// Longest registration that is told apart, in microseconds: five minutes.
const LONGEST: u64 = 300_000_000;
/// So many clients at a time.
const CLIENTS: [usize; 3] = [1, 8, 32];
/// Courses that the clients register for in turn, in the second table.
const COURSES: usize = 20;

/// A server with courses to register for.
#[derive(Clone)]
struct Desk {
    client: Client,
    url: String,
    adviser: String,
    team: String,
    turn: Arc<AtomicU64>,
}

/// Measures registrations on one course and on twenty, then a rush, and prints tables.
///
/// # Errors
/// When something is not answered as it should be, or the rush does not end with exactly as many as there are seats.
pub async fn measure(url: &str, time: Duration, people: u32, seats: u32) -> Result<()> {
    let client = client()?;
    let desk = Desk {
        adviser: sign_in_as(&client, url, ADVISER).await?,
        team: sign_in_as(&client, url, TEAM).await?,
        client,
        url: url.to_owned(),
        turn: Arc::default(),
    };
    println!("\nWhole registrations without an account: form, sending, page after it; durable, mail queued:\n");
    println!("| courses | clients | registrations | per second | p50 ms | p99 ms | max ms |");
    println!("| --: | --: | --: | --: | --: | --: | --: |");
    let mut number = 0;
    for courses in [1, COURSES] {
        for clients in CLIENTS {
            let mut open = Vec::new();
            for _ in 0..courses {
                number += 1;
                open.push(desk.open(number, MANY).await?);
            }
            let (seen, took) = desk.press(&open, clients, time).await?;
            println!(
                "| {courses} | {clients} | {} | {:.0} | {:.1} | {:.1} | {:.1} |",
                seen.len(),
                seen.len() as f64 / took.as_secs_f64(),
                milliseconds(seen.value_at_quantile(0.5)),
                milliseconds(seen.value_at_quantile(0.99)),
                milliseconds(seen.max()),
            );
        }
    }
    number += 1;
    desk.rush(number, people, seats).await
}

impl Desk {
    /// Plans a course, has both sides say yes, and publishes it.
    async fn open(&self, number: usize, seats: u32) -> Result<String> {
        let id = format!("01KDVDNA0000000000000C{number:04}");
        let plan = json!({
            "title": format!("Kurs {number}"), "about": "", "programme": "09.00 Velkommen", "themes": [], "services": ["nav"],
            "municipalities": [], "format": "physical", "place": "Kulturhuset", "access": "", "video": null,
            "parts": [{ "date": "2027-02-11", "start": "09:00:00", "minutes": 360 }], "speakers": "", "host": "",
            "contact": "Vegard Strøm", "contact_email": "vegard@imdi.example", "capacity": seats, "deadline": "2027-02-04",
            "promotion": "offer", "group_policy": "skip_over", "language": "nb",
        });
        let command = json!({ "id": id, "adviser": null, "plan": plan });
        self.call(
            &self.adviser,
            "courses/create",
            &json!({ "envelope": envelope(&id, 0, command) }),
        )
        .await?;
        for (turn, by, command) in [
            (1, &self.adviser, json!({ "do": "approve", "side": "adviser" })),
            (2, &self.team, json!({ "do": "approve", "side": "team" })),
            (3, &self.team, json!({ "do": "publish" })),
        ] {
            let body = json!({ "id": id, "envelope": envelope(&id, turn, command) });
            self.call(by, "courses/change", &body).await?;
        }
        Ok(id)
    }

    async fn call(&self, cookie: &str, function: &str, body: &Value) -> Result<Value> {
        let answer = self
            .client
            .post(format!("{}/api/{function}", self.url))
            .header(CONTENT_TYPE, JSON)
            .header("sec-fetch-site", "same-origin")
            .header(COOKIE, cookie)
            .body(body.to_string())
            .send()
            .await?;
        let status = answer.status();
        let text = answer.text().await?;
        if status != StatusCode::OK {
            bail!("{function} answered {status}: {text}");
        }
        Ok(serde_json::from_str(&text)?)
    }

    /// Each client registers somebody new as soon as the one before is answered.
    async fn press(&self, courses: &[String], clients: usize, time: Duration) -> Result<(Histogram<u64>, Duration)> {
        let gate = Arc::new(Barrier::new(clients + 1));
        let mut workers = JoinSet::new();
        for first in 0..clients {
            let (desk, gate, courses) = (self.clone(), gate.clone(), courses.to_vec());
            workers.spawn(async move {
                let mut seen = histogram()?;
                let mut turn = courses.iter().cycle().skip(first % courses.len());
                if let Some(course) = turn.next() {
                    desk.register(course).await?;
                }
                gate.wait().await;
                let until = Instant::now() + time;
                for course in turn {
                    let started = Instant::now();
                    if started >= until {
                        break;
                    }
                    desk.register(course).await?;
                    seen.saturating_record(micros(started.elapsed()));
                }
                anyhow::Ok(seen)
            });
        }
        gate.wait().await;
        let started = Instant::now();
        let mut all = histogram()?;
        while let Some(done) = workers.join_next().await {
            all.add(&done??)?;
        }
        Ok((all, started.elapsed()))
    }

    /// Many want few seats, all at once.
    async fn rush(&self, number: usize, people: u32, seats: u32) -> Result<()> {
        let course = self.open(number, seats).await?;
        let gate = Arc::new(Barrier::new(people as usize + 1));
        let mut workers = JoinSet::new();
        for _ in 0..people {
            let (desk, gate, course) = (self.clone(), gate.clone(), course.clone());
            workers.spawn(async move {
                gate.wait().await;
                let started = Instant::now();
                desk.register(&course).await?;
                anyhow::Ok(started.elapsed())
            });
        }
        gate.wait().await;
        let started = Instant::now();
        let mut seen = histogram()?;
        while let Some(done) = workers.join_next().await {
            seen.saturating_record(micros(done??));
        }
        let took = started.elapsed();
        let view = self.call(&self.team, "courses/view", &json!({ "id": course })).await?;
        let count = &view["count"];
        println!(
            "\nA rush: {people} people want {seats} seats in the same instant; all are answered after {:.2} s (p50 {:.0} ms, p99 {:.0} ms); {} have a seat, {} wait",
            took.as_secs_f64(),
            milliseconds(seen.value_at_quantile(0.5)),
            milliseconds(seen.value_at_quantile(0.99)),
            count["taken"],
            count["waiting"],
        );
        if count["taken"] != seats || count["waiting"] != people - seats {
            bail!("the seats do not add up: {count}");
        }
        Ok(())
    }

    async fn register(&self, course: &str) -> Result<()> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        // A household each: what one address may do is another test's matter.
        let address = format!("10.{}.{}.{}", (turn >> 16) & 255, (turn >> 8) & 255, turn & 255);
        let page = format!("{}/training/{course}/register", self.url);
        let form = read(
            self.client
                .get(&page)
                .header("x-forwarded-for", &address)
                .send()
                .await?,
            StatusCode::OK,
        )
        .await?;
        let key = form
            .split_once("name=\"key\" value=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(key, _)| key)
            .context("the form has no key")?;
        let body = format!(
            "key={key}&kind=one&name=Kari+Nordmann&email=kari{turn}%40nav.example&role=nav_adviser&service=nav&workplace=NAV+Oslo&municipality=0301&needs=&question="
        );
        let sent = self
            .client
            .post(&page)
            .header(CONTENT_TYPE, FORM)
            .header("sec-fetch-site", "same-origin")
            .header("x-forwarded-for", &address)
            .body(body)
            .send()
            .await?;
        let next = sent
            .headers()
            .get(LOCATION)
            .and_then(|next| next.to_str().ok())
            .map(str::to_owned);
        read(sent, StatusCode::SEE_OTHER).await?;
        let next = next.context("the form led nowhere")?;
        let receipt = self
            .client
            .get(format!("{}{next}", self.url))
            .header("x-forwarded-for", &address);
        read(receipt.send().await?, StatusCode::OK).await.map(|_| ())
    }
}

fn envelope(id: &str, turn: u64, command: Value) -> Value {
    // The key's last letter tells the turn; the id's own last four tell the course.
    let key = format!("{}{}{turn}", &id[..21], &id[22..]);
    let seen = if turn == 0 { Value::Null } else { turn.into() };
    json!({ "key": key, "expected_version": seen, "confirmed": [], "command": command })
}

async fn read(answer: Response, expected: StatusCode) -> Result<String> {
    let (status, address) = (answer.status(), answer.url().path().to_owned());
    let text = answer.text().await?;
    if status != expected {
        bail!("{address} answered {status}");
    }
    Ok(text)
}

fn histogram() -> Result<Histogram<u64>> {
    Ok(Histogram::new_with_max(LONGEST, 3)?)
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(LONGEST)
}

fn milliseconds(micros: u64) -> f64 {
    micros as f64 / 1000.0
}
