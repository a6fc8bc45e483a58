use std::future::{pending, ready};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, duplex};
use tokio::net::TcpStream;
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;

use super::{Still, house, routes};
use crate::connection;
use crate::server::Surface;
use crate::stage::Stage;
use crate::{Error, Limits, Options, Server};

struct Running {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    at_once: Option<oneshot::Sender<()>>,
    ended: JoinHandle<()>,
}

impl Running {
    async fn on(options: Options, routes: Router) -> Self {
        let listen = "127.0.0.1:0".parse().unwrap();
        let server = Server::bind(Options { listen, ..options }).await.unwrap();
        let address = server.address();
        let ((stop, stopped), (at_once, cut)) = (oneshot::channel::<()>(), oneshot::channel::<()>());
        let ended = tokio::spawn(server.serve(
            ready((routes, Still::new())),
            async { stopped.await.unwrap_or(()) },
            async { cut.await.unwrap_or(()) },
        ));
        Self { address, stop: Some(stop), at_once: Some(at_once), ended }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }
}

/// Reads one answer with its body, as far as its length says.
async fn answer(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return text;
            }
        }
        let mut more = [0; 1024];
        match stream.read(&mut more).await {
            Ok(count) if count > 0 => bytes.extend_from_slice(&more[..count]),
            end => panic!("{end:?} after {text}"),
        }
    }
}

async fn ask(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), line: &str) -> String {
    stream.write_all(format!("{line} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes()).await.unwrap();
    answer(stream).await
}

async fn is_closed(stream: &mut (impl AsyncRead + Unpin)) -> bool {
    !matches!(stream.read(&mut [0; 1]).await, Ok(1))
}

#[tokio::test]
async fn plain_http_stays_on_the_machine() {
    for outside in ["0.0.0.0:0", "[::]:0", "192.0.2.7:80"] {
        let listen = outside.parse().unwrap();
        let Err(error) = Server::bind(Options { listen, ..Options::default() }).await else {
            panic!("{outside} was taken")
        };
        assert!(matches!(error, Error::PlainHttp { .. }));
        assert!(error.en().contains("--behind-tls") && error.zh().contains("明文 HTTP"));
    }
    let listen = "0.0.0.0:0".parse().unwrap();
    let unnamed = Server::bind(Options { listen, behind_tls: true, ..Options::default() }).await;
    let Err(error) = unnamed else { panic!("a proxy that nobody named") };
    assert!(matches!(error, Error::ProxyUnnamed) && error.en().contains("--trusted-proxy"));
    let trusted_proxies = vec!["10.0.0.1".parse().unwrap()];
    let named = Options { listen, behind_tls: true, trusted_proxies, ..Options::default() };
    assert!(Server::bind(named).await.is_ok());
    let listen = "[::ffff:127.0.0.1]:0".parse().unwrap();
    assert!(Options { listen, ..Options::default() }.check().is_ok());
}

#[tokio::test]
async fn an_address_in_use_is_named() {
    let listen = "127.0.0.1:0".parse().unwrap();
    let first = Server::bind(Options { listen, ..Options::default() }).await.unwrap();
    let listen = first.address();
    let Err(error) = Server::bind(Options { listen, ..Options::default() }).await else {
        panic!("taken twice")
    };
    assert!(error.en().contains(&listen.to_string()) && error.zh().contains(&listen.to_string()));
}

#[tokio::test]
async fn it_serves_and_knows_its_peer() {
    let running = Running::on(Options::default(), routes()).await;
    let mut stream = running.connect().await;
    assert!(ask(&mut stream, "GET /api/v1/whence").await.ends_with("127.0.0.1"));
    // The same connection goes on.
    let second = ask(&mut stream, "TRACE /livez").await;
    assert!(second.starts_with("HTTP/1.1 405") && second.contains("allow: GET,HEAD"), "{second}");
    assert!(!second.contains("server:"));
}

#[tokio::test]
async fn nonsense_is_refused() {
    let running = Running::on(Options::default(), routes()).await;
    let mut stream = running.connect().await;
    stream.write_all(b"\x16\x03\x01 nonsense\r\n\r\n").await.unwrap();
    // What is no HTTP gets a bare status and a closed door, as docs/api-design.md says.
    let bare = answer(&mut stream).await;
    assert!(bare.starts_with("HTTP/1.1 400") && bare.contains("content-length: 0"), "{bare}");
    assert!(is_closed(&mut stream).await);
    let mut stream = running.connect().await;
    let long = format!("GET /livez HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "x".repeat(20_000));
    stream.write_all(long.as_bytes()).await.unwrap();
    assert!(answer(&mut stream).await.starts_with("HTTP/1.1 431"));
}

#[tokio::test]
async fn whoever_waits_makes_room_for_whoever_works() {
    let limits = Limits { connections: 2, ..Limits::default() };
    let running = Running::on(Options { limits, ..Options::default() }, routes()).await;
    let mut idle = running.connect().await;
    assert!(ask(&mut idle, "GET /livez").await.ends_with("ok\n"));
    let mut slow = running.connect().await;
    slow.write_all(b"GET /livez HT").await.unwrap();
    let mut third = running.connect().await;
    assert!(ask(&mut third, "GET /livez").await.ends_with("ok\n"));
    assert!(is_closed(&mut idle).await);
    slow.write_all(b"TP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    assert!(answer(&mut slow).await.ends_with("ok\n"));
}

#[tokio::test]
async fn whoever_works_makes_no_room() {
    let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let working = {
        let (begun, go) = (Arc::clone(&begun), Arc::clone(&go));
        move || async move {
            begun.notify_one();
            go.notified().await;
            "finished"
        }
    };
    let limits = Limits { connections: 1, ..Limits::default() };
    let routes = routes().route("/working", get(working));
    let running = Running::on(Options { limits, ..Options::default() }, routes).await;
    let mut first = running.connect().await;
    first.write_all(b"GET /working HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    begun.notified().await;
    let mut second = running.connect().await;
    assert!(is_closed(&mut second).await);
    go.notify_one();
    assert!(answer(&mut first).await.ends_with("finished"));
    // Now it waits for its client and goes.
    assert!(ask(&mut running.connect().await, "GET /livez").await.ends_with("ok\n"));
}

#[tokio::test]
async fn what_has_begun_comes_to_its_end() {
    let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = {
        let (begun, go) = (Arc::clone(&begun), Arc::clone(&go));
        move || async move {
            begun.notify_one();
            go.notified().await;
            "finished"
        }
    };
    let mut running = Running::on(Options::default(), routes().route("/slow", get(slow))).await;
    let mut idle = running.connect().await;
    assert!(ask(&mut idle, "GET /livez").await.ends_with("ok\n"));
    let mut stream = running.connect().await;
    stream.write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    begun.notified().await;
    running.stop.take().unwrap().send(()).unwrap();
    // The idle one is sent home; then nobody is let in any more.
    assert!(is_closed(&mut idle).await);
    while TcpStream::connect(running.address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!running.ended.is_finished());
    go.notify_one();
    let last = answer(&mut stream).await;
    assert!(last.ends_with("finished"), "{last}");
    running.ended.await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_fails_because_it_stops() {
    let mut running = Running::on(Options::default(), routes()).await;
    let clients: Vec<JoinHandle<usize>> = (0..8)
        .map(|_| {
            let address = running.address;
            tokio::spawn(async move {
                let mut stream = TcpStream::connect(address).await.unwrap();
                let mut answers = 0;
                loop {
                    let answer = ask(&mut stream, "GET /api/v1/whence").await;
                    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
                    answers += 1;
                    if answer.contains("connection: close") {
                        return answers;
                    }
                }
            })
        })
        .collect();
    let mut stream = running.connect().await;
    for _ in 0..100 {
        ask(&mut stream, "GET /livez").await;
    }
    running.stop.take().unwrap().send(()).unwrap();
    for client in clients {
        assert!(client.await.unwrap() > 0);
    }
    running.ended.await.unwrap();
}

#[tokio::test]
async fn the_second_signal_ends_it_at_once() {
    let mut running = Running::on(Options::default(), routes()).await;
    let mut stream = running.connect().await;
    stream.write_all(b"GET /api/v1/never HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    assert!(ask(&mut running.connect().await, "GET /livez").await.ends_with("ok\n"));
    running.stop.take().unwrap().send(()).unwrap();
    running.at_once.take().unwrap().send(()).unwrap();
    running.ended.await.unwrap();
    assert!(is_closed(&mut stream).await);
}

#[tokio::test]
async fn patience_ends() {
    let limits = Limits { drain: Duration::from_millis(1), ..Limits::default() };
    let mut running = Running::on(Options { limits, ..Options::default() }, routes()).await;
    let mut stream = running.connect().await;
    stream.write_all(b"GET /api/v1/never HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    running.stop.take().unwrap().send(()).unwrap();
    running.ended.await.unwrap();
    assert!(is_closed(&mut stream).await);
}

#[tokio::test]
async fn figures_have_a_door_of_their_own() {
    let options = Options {
        listen: "127.0.0.1:0".parse().unwrap(),
        metrics: Some("127.0.0.1:0".parse().unwrap()),
        ..Options::default()
    };
    let server = Server::bind(options).await.unwrap();
    let (address, metrics) = (server.address(), server.metrics_address().unwrap());
    tokio::spawn(server.serve(ready((routes(), Still::new())), pending(), pending()));
    let mut public = TcpStream::connect(address).await.unwrap();
    assert!(ask(&mut public, "GET /metrics").await.starts_with("HTTP/1.1 404"));
    let mut inner = TcpStream::connect(metrics).await.unwrap();
    let text = ask(&mut inner, "GET /metrics").await;
    assert!(text.contains("daowei_ready 1") && text.contains("daowei_http_connections 1"), "{text}");
    assert!(ask(&mut inner, "GET /livez").await.starts_with("HTTP/1.1 404"));
}

/// A conversation on a pipe, where time is the test's.
fn converse(
    limits: Limits,
    pipe: usize,
) -> (tokio::io::DuplexStream, JoinHandle<()>, Arc<crate::layers::House>) {
    let (router, house) = house(Options { limits, ..Options::default() });
    let (ours, theirs) = duplex(pipe);
    let kept = Arc::clone(&house);
    let ended = tokio::spawn(async move {
        let place = house.connections.admit().unwrap();
        let surface = Arc::new(Surface::new(router));
        let (limits, stages) = (&house.options.limits, &house.stages);
        connection::serve(theirs, "127.0.0.1".parse().unwrap(), place, surface, limits, stages).await;
    });
    (ours, ended, kept)
}

#[tokio::test(start_paused = true)]
async fn a_client_that_says_nothing_is_sent_away() {
    let begun = tokio::time::Instant::now();
    let (mut stream, ended, _) = converse(Limits::default(), 1 << 16);
    stream.write_all(b"GET /livez HTTP/1.1\r\nHo").await.unwrap();
    ended.await.unwrap();
    assert_eq!(begun.elapsed(), Limits::default().first_request);
    assert!(is_closed(&mut stream).await);
}

#[tokio::test(start_paused = true)]
async fn a_connection_is_kept_for_the_next_request_but_not_for_ever() {
    let (mut stream, ended, _) = converse(Limits::default(), 1 << 16);
    ask(&mut stream, "GET /livez").await;
    tokio::time::advance(Duration::from_secs(60)).await;
    ask(&mut stream, "GET /livez").await;
    let begun = tokio::time::Instant::now();
    ended.await.unwrap();
    assert_eq!(begun.elapsed(), Limits::default().idle);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_takes_nothing_is_sent_away() {
    let (mut stream, ended, _) = converse(Limits::default(), 64);
    stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    let begun = tokio::time::Instant::now();
    ended.await.unwrap();
    assert_eq!(begun.elapsed(), Limits::default().stall);
    // It had what fitted into the pipe.
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).await.unwrap();
    assert_eq!(rest.len(), 64);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_takes_little_by_little_is_served() {
    let (mut stream, ended, house) = converse(Limits::default(), 64);
    stream.write_all(b"GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut page = Vec::new();
    let mut piece = [0; 64];
    loop {
        tokio::time::advance(house.options.limits.stall / 2).await;
        match stream.read(&mut piece).await.unwrap() {
            0 => break,
            count => page.extend_from_slice(&piece[..count]),
        }
    }
    assert!(String::from_utf8(page).unwrap().ends_with('}'));
    ended.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_request_on_its_way_when_the_door_closes_is_answered() {
    let (mut stream, ended, house) = converse(Limits::default(), 1 << 16);
    house.stages.reach(Stage::Closing);
    tokio::task::yield_now().await;
    let answer = ask(&mut stream, "GET /livez").await;
    assert!(answer.contains("connection: close") && answer.ends_with("ok\n"), "{answer}");
    ended.await.unwrap();
}
