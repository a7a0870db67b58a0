//! What is asked for, and as whom.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use reqwest::header::{ACCEPT_ENCODING, CONTENT_TYPE, COOKIE, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

/// Ingrid Moen, an adviser in the profiles `demo` and `full`; ids of the demonstration's people are fixed.
pub const ADVISER: &str = "01KDVDNA000000000000000401";
/// Vegard Strøm, of the professional team.
pub const TEAM: &str = "01KDVDNA000000000000000404";
/// The cookie of the signed-in session.
const SESSION_COOKIE: &str = "__Host-hr";
/// What browsers offer; nothing is unpacked here.
const ENCODINGS: &str = "gzip, deflate, br, zstd";
/// As many sessions as a group can have; the page with most on it is the one to measure.
const MOST_SESSIONS: usize = 16;
/// The module that is made to be measured, and how many blocks it has.
const MODULE: &str = "01KDVDNA0000000000000BE940";
const BLOCKS: usize = 40;
/// The demonstration's webinar.
const COURSE: &str = "01KDVDNA000000000000001402";
pub const JSON: &str = "application/json";
pub const FORM: &str = "application/x-www-form-urlencoded";

/// Something to ask for.
#[derive(Debug, Clone)]
pub struct Target {
    /// What the tables call it.
    pub name: &'static str,
    /// Whether it is a page that the server draws.
    pub is_page: bool,
    path: String,
    signed_in: bool,
    /// Content type and body of a POST; a GET without.
    body: Option<(&'static str, String)>,
}

impl Target {
    fn file(name: &'static str, path: &str) -> Self {
        Self {
            name,
            is_page: false,
            path: path.to_owned(),
            signed_in: false,
            body: None,
        }
    }

    fn page(name: &'static str, path: String, signed_in: bool) -> Self {
        Self {
            name,
            is_page: true,
            path,
            signed_in,
            body: None,
        }
    }

    fn function(name: &'static str, path: &str, kind: &'static str, body: String) -> Self {
        Self {
            name,
            is_page: false,
            path: path.to_owned(),
            signed_in: true,
            body: Some((kind, body)),
        }
    }
}

/// A server, signed in to as an adviser with groups.
#[derive(Debug, Clone)]
pub struct Site {
    client: Client,
    url: String,
    cookie: String,
    encodings: &'static str,
    group: String,
    session: u64,
}

impl Site {
    /// Signs in through the demonstration's door and looks up the adviser's longest group, which then gets all the sessions it can have.
    ///
    /// # Errors
    /// When the server does not answer, has no such door, or the adviser leads no group.
    pub async fn sign_in(url: &str) -> Result<Self> {
        let client = client()?;
        let cookie = sign_in_as(&client, url, ADVISER).await?;
        let mut site = Self {
            client,
            url: url.to_owned(),
            cookie,
            encodings: "identity",
            group: String::new(),
            session: 1,
        };
        let list = Target::function("list", "/api/groups/list", JSON, "{}".to_owned());
        let groups: Vec<Value> = serde_json::from_slice(&site.ask(&list).await?)?;
        let longest = groups
            .iter()
            .max_by_key(|group| group["sessions"].as_u64())
            .context("the adviser leads no group")?;
        site.group = longest["id"].as_str().context("a group without an id")?.to_owned();
        // The next one, which has a run sheet.
        let held = longest["held"].as_u64().unwrap_or_default();
        site.session = (held + 1).min(longest["sessions"].as_u64().unwrap_or(1));
        site.fill_up().await?;
        site.make_module().await?;
        site.encodings = ENCODINGS;
        Ok(site)
    }

    /// Adds sessions until the group has as many as a group can have.
    async fn fill_up(&self) -> Result<()> {
        loop {
            let view: Value = serde_json::from_slice(&self.ask(&self.group_view()).await?)?;
            let group = &view["group"];
            let sessions = group["sessions"].as_array().map_or(MOST_SESSIONS, Vec::len);
            if sessions >= MOST_SESSIONS {
                return Ok(());
            }
            let slot = json!({ "date": format!("2027-03-{:02}", sessions + 1), "start": "12:15:00", "minutes": 75 });
            let command = json!({ "do": "add_session", "session": { "slot": slot, "theme": "" } });
            let envelope = json!({
                "key": format!("01KDVDNA0000000000000BE{sessions:03}"),
                "expected_version": group["version"],
                "confirmed": [],
                "command": command,
            });
            let body = json!({ "id": self.group, "envelope": envelope }).to_string();
            self.ask(&Target::function("groups/change", "/api/groups/change", JSON, body))
                .await?;
        }
    }

    /// Makes a long module. A second time is the first: the key is the same.
    async fn make_module(&self) -> Result<()> {
        let blocks: Vec<Value> = (0..BLOCKS)
            .map(|at| {
                json!({
                    "id": format!("01KDVDNA0000000000000BEA{at:02}"),
                    "minutes": 2,
                    "step": format!("Del {at}"),
                    "method": "samtale i par",
                    "material": "kort, penn",
                    "goal": "Kjenne egne rettigheter",
                    "note": "",
                    "lock": null,
                    "min_minutes": null,
                    "actual": null,
                })
            })
            .collect();
        let head = json!({
            "title": "Et langt opplegg", "summary": "Til å måle med.", "grades": ["vg1"], "minutes": 80, "goals": "Vite mer",
            "subject": "", "aims": [], "themes": ["rights"], "links": [], "language": "bokmal", "prerequisites": "",
            "sensitivity": "low", "safety": { "duties": "", "present": "", "afterwards": "", "opt_out": "" }, "licence": "cc_by",
        });
        let command =
            json!({ "id": MODULE, "credit": null, "content": { "head": head, "run_sheet": { "blocks": blocks } } });
        let envelope = json!({ "key": MODULE, "expected_version": null, "confirmed": [], "command": command });
        let body = json!({ "envelope": envelope }).to_string();
        self.ask(&Target::function("modules/import", "/api/modules/import", JSON, body))
            .await
            .map(|_| ())
    }

    fn group_view(&self) -> Target {
        let body = json!({ "id": self.group }).to_string();
        Target::function("groups/view", "/api/groups/view", JSON, body)
    }

    /// Asks, reads the whole answer and gives its bytes as they came over the line.
    ///
    /// # Errors
    /// When the answer is not 200.
    pub async fn ask(&self, target: &Target) -> Result<Vec<u8>> {
        let answer = self.request(target).send().await?;
        let status = answer.status();
        let bytes = answer.bytes().await?;
        if status != StatusCode::OK {
            bail!("{} answered {status}", target.path);
        }
        Ok(bytes.to_vec())
    }

    /// The pages that advisers look at most.
    pub fn pages(&self) -> Vec<Target> {
        let group = format!("/groups/{}", self.group);
        vec![
            Target::page("My week", "/".to_owned(), true),
            Target::page("group page", group.clone(), true),
            Target::page("session page", format!("{group}/sessions/{}", self.session), true),
            Target::page("catalogue of courses", "/training".to_owned(), false),
            Target::page("course", format!("/training/{COURSE}"), false),
            Target::page("form of a course", format!("/training/{COURSE}/register"), false),
            Target::page("library of modules", "/modules".to_owned(), true),
            Target::page("module of 40 blocks", format!("/modules/{MODULE}"), true),
        ]
    }

    /// A file and a page without data to compare with, the pages, and the server functions behind them.
    pub fn everything(&self) -> Vec<Target> {
        let emergency = || "/emergency".to_owned();
        let mut all = vec![
            Target::page("emergency page", emergency(), false),
            Target::page("the same, signed in", emergency(), true),
        ];
        all.extend(self.pages());
        all.extend([
            Target::file("a file (icon.svg)", "/icon.svg"),
            Target::function(
                "session/current_person",
                "/api/session/current_person",
                FORM,
                String::new(),
            ),
            Target::function("groups/week", "/api/groups/week", JSON, r#"{"day":null}"#.to_owned()),
            self.group_view(),
        ]);
        all
    }

    fn request(&self, target: &Target) -> RequestBuilder {
        let method = if target.body.is_some() {
            Method::POST
        } else {
            Method::GET
        };
        let mut request = self
            .client
            .request(method, format!("{}{}", self.url, target.path))
            .header("sec-fetch-site", "same-origin")
            .header(ACCEPT_ENCODING, self.encodings);
        if target.signed_in {
            request = request.header(COOKIE, &self.cookie);
        }
        if let Some((kind, body)) = &target.body {
            request = request.header(CONTENT_TYPE, *kind).body(body.clone());
        }
        request
    }
}

/// A client that follows nothing and keeps its connections.
///
/// # Errors
/// When it can't be made.
pub fn client() -> Result<Client> {
    let builder = Client::builder()
        .redirect(Policy::none())
        .timeout(Duration::from_secs(60))
        .pool_max_idle_per_host(usize::MAX);
    Ok(builder.build()?)
}

/// Signs in as a person of the demonstration, and gives the session's cookie.
///
/// # Errors
/// When the server does not answer or has no such door.
pub async fn sign_in_as(client: &Client, url: &str, person: &str) -> Result<String> {
    let answer = client
        .post(format!("{url}/demo/sign-in"))
        .header(CONTENT_TYPE, FORM)
        .header("sec-fetch-site", "same-origin")
        .body(format!("person={person}"))
        .send()
        .await?;
    session_cookie(&answer).with_context(|| format!("signing in gave no session but {}", answer.status()))
}

fn session_cookie(answer: &Response) -> Option<String> {
    answer
        .headers()
        .get_all(SET_COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok()?.split(';').next())
        .find(|pair| {
            pair.split_once('=')
                .is_some_and(|(name, value)| name == SESSION_COOKIE && !value.is_empty())
        })
        .map(str::to_owned)
}
