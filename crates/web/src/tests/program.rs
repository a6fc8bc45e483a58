//! With the real API and a real store.

use std::future::{Future, pending, ready};

use daowei_api::testing::Served;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::{Error, Options, Server, serve, signals};

async fn say(stream: &mut TcpStream, request: &str) -> String {
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_whole_program_answers_over_a_socket() {
    let center = tokio::task::spawn_blocking(Served::sqlite).await.unwrap().center;
    let listen = "127.0.0.1:0".parse().unwrap();
    let server = Server::bind(Options { listen, ..Options::default() }).await.unwrap();
    let address = server.address();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running =
        tokio::spawn(server.run(ready(center.app.clone()), async { stopped.await.unwrap_or(()) }, pending()));
    let ask = async |line: &str, rest: &str| {
        let mut stream = TcpStream::connect(address).await.unwrap();
        say(&mut stream, &format!("{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{rest}")).await
    };
    while !ask("GET /readyz", "\r\n").await.ends_with("ready\n") {
        tokio::task::yield_now().await;
    }
    let description = ask("GET /openapi.json", "\r\n").await;
    assert!(
        description.starts_with("HTTP/1.1 200") && description.contains("\"openapi\": \"3.1"),
        "{description}"
    );
    assert!(ask("GET /", "\r\n").await.contains("<html lang=\"zh-CN\""));
    let unknown = ask("GET /api/v1/nothing", "\r\n").await;
    assert!(unknown.starts_with("HTTP/1.1 404") && unknown.contains("application/problem+json"), "{unknown}");

    let body = format!(
        "{{\"login\":\"{}\",\"password\":\"{}\"}}",
        center.clerk.login,
        daowei_api::testing::PASSWORD
    );
    let sent = format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len());
    let foreign =
        ask("POST /api/v1/session", &format!("{sent}Sec-Fetch-Site: cross-site\r\n\r\n{body}")).await;
    assert!(foreign.starts_with("HTTP/1.1 403") && foreign.contains("access.cross_site"), "{foreign}");
    let signed =
        ask("POST /api/v1/session", &format!("{sent}Sec-Fetch-Site: same-origin\r\n\r\n{body}")).await;
    assert!(signed.starts_with("HTTP/1.1 2"), "{signed}");
    let cookie = signed.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    for part in ["__Host-daowei=", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(!cookie.contains("Domain"));
    let pair = cookie.split(';').next().unwrap();
    let me = ask("GET /api/v1/session", &format!("Cookie: {pair}\r\n\r\n")).await;
    assert!(me.starts_with("HTTP/1.1 200") && me.contains("cache-control: no-store"), "{me}");
    assert!(ask("GET /api/v1/session", "\r\n").await.starts_with("HTTP/1.1 401"));
    stop.send(()).unwrap();
    running.await.unwrap();
}

#[tokio::test]
async fn without_a_store_it_lives_and_says_so() {
    let listen = "127.0.0.1:0".parse().unwrap();
    let server = Server::bind(Options { listen, ..Options::default() }).await.unwrap();
    let address = server.address();
    tokio::spawn(server.run(pending(), pending(), pending()));
    let ask = async |path: &str| {
        let mut stream = TcpStream::connect(address).await.unwrap();
        say(&mut stream, &format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).await
    };
    assert!(ask("/livez").await.ends_with("ok\n"));
    assert!(ask("/readyz").await.starts_with("HTTP/1.1 503"));
    let refused = ask("/api/v1/session").await;
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("retry-after: 2"), "{refused}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_can_be_served_in_one_breath() {
    let center = tokio::task::spawn_blocking(Served::sqlite).await.unwrap().center;
    let options = |listen: &str| Options { listen: listen.parse().unwrap(), ..Options::default() };
    serve(center.app.clone(), options("127.0.0.1:0"), ready(())).await.unwrap();
    let outside = serve(center.app.clone(), options("0.0.0.0:0"), pending()).await;
    assert!(matches!(outside, Err(Error::PlainHttp { .. })));
}

#[tokio::test]
async fn the_first_signal_asks_and_the_second_insists() {
    let (first, second) = signals().unwrap();
    let send = |name: &str| {
        let line = format!("kill -{name} {}", std::process::id());
        assert!(std::process::Command::new("sh").args(["-c", &line]).status().unwrap().success());
    };
    send("TERM");
    first.await;
    let mut second = std::pin::pin!(second);
    let waker = std::task::Waker::noop();
    assert!(second.as_mut().poll(&mut std::task::Context::from_waker(waker)).is_pending());
    send("INT");
    second.await;
}
