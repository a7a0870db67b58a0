//! A browser as far as the server can tell: cookies, an address, the headers that browsers send.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use domain::people::Person;
use http::{HeaderMap, Method, Request, StatusCode};
use tower::ServiceExt as _;

use crate::support::{PASSWORD, TestApp};

pub struct Browser<'a> {
    app: &'a TestApp,
    address: SocketAddr,
    pub cookies: BTreeMap<String, String>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// Of the body, as sent.
    pub bytes: usize,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn request_id(&self) -> &str {
        self.header("x-request-id")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }

    /// The page without what differs from answer to answer.
    pub fn stable_text(&self) -> String {
        let policy = self.header("content-security-policy");
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .and_then(|rest| rest.split('\'').next())
            .unwrap_or("none");
        self.text.replace(nonce, "NONCE").replace(self.request_id(), "REQUEST")
    }
}

impl<'a> Browser<'a> {
    pub fn new(app: &'a TestApp, address: &str) -> Self {
        Self {
            app,
            address: SocketAddr::new(address.parse().unwrap(), 40_000),
            cookies: BTreeMap::new(),
        }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(
            self.request(Method::GET, path).header("accept", "text/html"),
            Body::empty(),
        )
        .await
    }

    pub async fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        let request = self
            .request(Method::POST, path)
            .header("accept", "text/html")
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request, body.join("&").into()).await
    }

    /// A call of a server function by the browser's half.
    pub async fn call(&mut self, path: &str, body: &str) -> Answer {
        let kind = if body.starts_with('{') {
            "application/json"
        } else {
            "application/x-www-form-urlencoded"
        };
        let request = self
            .request(Method::POST, &format!("/api/{path}"))
            .header("accept", "application/json")
            .header("content-type", kind);
        self.send(request, body.to_owned().into()).await
    }

    /// A request to add headers to.
    pub fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let builder = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "handlingsrom.example")
            .header("sec-fetch-site", "same-origin")
            .header(
                "user-agent",
                "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Safari/537.36",
            )
            .extension(ConnectInfo(self.address));
        if cookies.is_empty() {
            builder
        } else {
            builder.header("cookie", cookies.join("; "))
        }
    }

    pub async fn send(&mut self, request: http::request::Builder, body: Body) -> Answer {
        let request = request.body(body).unwrap();
        let response = self.app.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all("set-cookie") {
            self.keep(cookie.to_str().unwrap());
        }
        let bytes = to_bytes(body, 10_000_000).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes: bytes.len(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, flags) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').unwrap();
        if flags.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// First step.
    pub async fn give_password(&mut self, email: &str, password: &str) -> Answer {
        self.form("/sign-in", &[("email", email), ("password", password)]).await
    }

    /// Second step.
    pub async fn give_code(&mut self, code: &str) -> Answer {
        self.form("/sign-in/code", &[("code", code)]).await
    }

    /// Both steps, as they should go.
    pub async fn sign_in(&mut self, person: &Person) {
        let first = self.give_password(person.email.as_str(), PASSWORD).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text);
        let code = self.app.mailed_code().await;
        let second = self.give_code(&code).await;
        assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.text);
        assert!(self.cookies.contains_key("__Host-hr"));
    }

    /// Without password and code, by the demonstration's door.
    pub async fn demo_sign_in(&mut self, person: &Person) {
        let answer = self.form("/demo/sign-in", &[("person", &person.id.to_string())]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    }

    /// Whether the server knows who this is.
    pub async fn is_signed_in(&mut self) -> bool {
        let answer = self.call("session/current_person", "").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        !answer.json().is_null()
    }
}

pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
