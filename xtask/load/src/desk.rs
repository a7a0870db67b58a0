//! Registering as people do: the form is fetched and sent, and the page after it read, by each from an address of its own. A
//! registration counts when that last page has come: the seat is on the disk and the mail is queued by then.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, bail};
use reqwest::header::{CONTENT_TYPE, COOKIE, LOCATION};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};

use crate::target::{ADVISER, FORM, JSON, TEAM, client, sign_in_as};

/// One program, or several on one database, with courses to register for.
#[derive(Clone, Debug)]
pub struct Desk {
    client: Client,
    /// Where the programs answer; asked in turn.
    urls: Vec<String>,
    adviser: String,
    team: String,
    turn: Arc<AtomicUsize>,
}

impl Desk {
    /// Signs in, through the demonstration's door of the first, as those who make a course.
    ///
    /// # Errors
    /// When the server does not answer or has no such door.
    pub async fn sign_in(urls: &[String]) -> Result<Self> {
        let client = client()?;
        let first = urls.first().context("there is no server")?;
        Ok(Self {
            adviser: sign_in_as(&client, first, ADVISER).await?,
            team: sign_in_as(&client, first, TEAM).await?,
            client,
            urls: urls.to_vec(),
            turn: Arc::default(),
        })
    }

    /// Plans a course, has both sides say yes, and publishes it. The number, of four digits, makes its id.
    ///
    /// # Errors
    /// When a step is refused.
    pub async fn open(&self, number: usize, seats: u32) -> Result<String> {
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

    /// How many of a course's seats are taken, and how many people wait.
    ///
    /// # Errors
    /// When the course can't be read.
    pub async fn count(&self, course: &str) -> Result<(u64, u64)> {
        let view = self.call(&self.team, "courses/view", &json!({ "id": course })).await?;
        let number = |name: &str| {
            view["count"][name]
                .as_u64()
                .with_context(|| format!("{name} is no number"))
        };
        Ok((number("taken")?, number("waiting")?))
    }

    async fn call(&self, cookie: &str, function: &str, body: &Value) -> Result<Value> {
        let url = self.urls.first().context("there is no server")?;
        let answer = self
            .client
            .post(format!("{url}/api/{function}"))
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

    /// Registers somebody new, at the next of the programs; gives their mail address.
    ///
    /// # Errors
    /// When a page is not what it should be, or no answer comes.
    pub async fn register(&self, course: &str) -> Result<String> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let url = self.urls.get(turn % self.urls.len()).context("there is no server")?;
        // A household each: what one address may do is another test's matter.
        let address = format!("10.{}.{}.{}", (turn >> 16) & 255, (turn >> 8) & 255, turn & 255);
        let email = format!("kari{turn}.{}@nav.example", course.to_lowercase());
        let page = format!("{url}/training/{course}/register");
        let asked = self.client.get(&page).header("x-forwarded-for", &address);
        let form = read(asked.send().await?, StatusCode::OK).await?;
        let key = form
            .split_once("name=\"key\" value=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(key, _)| key)
            .context("the form has no key")?;
        let body = format!(
            "key={key}&kind=one&name=Kari+Nordmann&email={}&role=nav_adviser&service=nav&workplace=NAV+Oslo&municipality=0301&needs=&question=",
            email.replace('@', "%40")
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
            .get(format!("{url}{next}"))
            .header("x-forwarded-for", &address);
        read(receipt.send().await?, StatusCode::OK).await?;
        Ok(email)
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
