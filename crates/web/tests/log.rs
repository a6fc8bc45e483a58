//! The log of requests, in a process of its own: whoever else logs for the first time while a subscriber is being set may
//! be left without one.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use std::future::{pending, ready};
use std::io;
use std::sync::{Arc, Mutex};

use daowei_api::testing::{PASSWORD, Served};
use daowei_web::{Options, Server};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl Page {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The lines of requests, as far as they are written.
    fn requests(&self) -> Vec<Value> {
        let lines =
            self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>();
        lines.into_iter().filter(|line| line["target"] == "daowei::request").collect()
    }
}

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::Write::write(&mut *self.0.lock().unwrap(), bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Page {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_line_per_request_says_who_acted_and_nothing_personal() {
    let page = Page::default();
    tracing_subscriber::fmt().json().with_writer(page.clone()).init();
    let center = tokio::task::spawn_blocking(Served::sqlite).await.unwrap().center;
    let options = Options {
        listen: "127.0.0.1:0".parse().unwrap(),
        trusted_proxies: vec!["127.0.0.1".parse().unwrap()],
        ..Options::default()
    };
    let server = Server::bind(options).await.unwrap();
    let address = server.address();
    tokio::spawn(server.run(ready(center.app.clone()), pending(), pending()));
    let ask = async |request: String| {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    };
    let head = "HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.9\r\n";
    while !ask(format!("GET /readyz {head}\r\n")).await.ends_with("ready\n") {
        tokio::task::yield_now().await;
    }
    let signed = center.app.sign_in(center.clerk.login, PASSWORD, None, None).await.unwrap();
    let before = page.requests().len();

    let path = "/api/v1/cases/by-number/5120001711060001?name=zhang&id=110101199003070011";
    let stranger =
        ask(format!("GET {path} {head}X-Request-Id: first-1\r\nAuthorization: Bearer dws_x\r\n\r\n")).await;
    assert!(stranger.starts_with("HTTP/1.1 401"), "{stranger}");
    let secret = signed.secret.as_str();
    let clerk = ask(format!(
        "GET /api/v1/cases {head}X-Request-Id: second-2\r\nAuthorization: Bearer {secret}\r\n\r\n"
    ))
    .await;
    assert!(clerk.starts_with("HTTP/1.1 200"), "{clerk}");

    // Refused before anybody has asked who it is.
    let malformed = ask(format!(
        "GET /api/v1/cases?limit=1000 {head}X-Request-Id: third-3\r\nAuthorization: Bearer {secret}\r\n\r\n"
    ))
    .await;
    assert!(malformed.starts_with("HTTP/1.1 400"), "{malformed}");
    let body = format!(r#"{{"login":"{}","password":"{PASSWORD}"}}"#, center.clerk.login);
    let entering = ask(format!(
        "POST /api/v1/session {head}X-Request-Id: fourth-4\r\nOrigin: http://localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    ))
    .await;
    assert!(entering.starts_with("HTTP/1.1 201"), "{entering}");

    let lines = page.requests();
    let [stranger, clerk, malformed, entering] = &lines[before..] else { panic!("{}", page.text()) };
    let person = center.clerk.person.to_string();
    let expected = [
        (stranger, "GET", "/api/v1/cases/by-number/{number}", 401, "first-1", "-"),
        (clerk, "GET", "/api/v1/cases", 200, "second-2", &person),
        (malformed, "GET", "/api/v1/cases", 400, "third-3", &person),
        (entering, "POST", "/api/v1/session", 201, "fourth-4", &person),
    ];
    for (line, method, route, status, id, actor) in expected {
        let fields = &line["fields"];
        assert_eq!(fields["method"], method);
        assert_eq!(fields["route"], route);
        assert_eq!(fields["status"], status);
        assert_eq!(fields["request_id"], id);
        assert_eq!(fields["actor"], actor);
        assert!(fields["micros"].is_u64());
    }
    for planted in
        ["5120001711060001", "zhang", "110101199003070011", "203.0.113.9", "dws_", center.clerk.login]
    {
        assert!(!page.text().contains(planted), "{planted} in {}", page.text());
    }
}
