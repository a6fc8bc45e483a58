use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::response::Response;
use futures_util::{StreamExt, stream};
use tokio::task::JoinHandle;

use super::{ask, house, json, request, text};
use crate::layers::Peer;
use crate::{Limits, Options};

fn small() -> Options {
    Options { limits: Limits { body: 100, bodies: 150, ..Limits::default() }, ..Options::default() }
}

fn sending(body: Body) -> Request {
    request("POST", "/api/v1/echo").map(|_| body)
}

fn pieces(count: usize, bytes: usize) -> Body {
    let piece = Bytes::from(vec![b'a'; bytes]);
    Body::from_stream(stream::iter((0..count).map(move |_| Ok::<_, std::io::Error>(piece.clone()))))
}

#[tokio::test]
async fn a_body_within_the_limit_arrives_whole() {
    let (router, house) = house(small());
    assert_eq!(text(ask(&router, sending(pieces(10, 10))).await).await, "a".repeat(100));
    assert_eq!(house.bodies.held(), 0);
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_not_read_on() {
    let (router, house) = house(small());
    let endless = stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(b"aaaa")));
    for body in [pieces(101, 1), pieces(1, 101), Body::from_stream(endless)] {
        let response = ask(&router, sending(body)).await;
        assert_eq!(
            (response.status().as_u16(), &response.headers()["connection"]),
            (413, &"close".parse().unwrap())
        );
        assert_eq!(json(response).await["code"], "input.too_large");
        assert_eq!(house.bodies.held(), 0);
    }
}

#[tokio::test]
async fn a_declared_excess_is_refused_unread() {
    let (router, _) = house(small());
    let unread =
        stream::poll_fn(|_| -> std::task::Poll<Option<std::io::Result<Bytes>>> { panic!("was read") });
    let mut request = sending(Body::from_stream(unread));
    request.headers_mut().insert("content-length", "101".parse().unwrap());
    assert_eq!(ask(&router, request).await.status(), 413);
}

#[tokio::test]
async fn a_broken_body_is_the_clients_fault() {
    let (router, _) = house(small());
    let broken = stream::iter([Ok(Bytes::from_static(b"a")), Err(std::io::Error::other("reset"))]);
    assert_eq!(ask(&router, sending(Body::from_stream(broken))).await.status(), 400);
}

#[tokio::test(start_paused = true)]
async fn all_bodies_together_have_a_budget() {
    let (router, house) = house(small());
    let held = stream::iter([Ok::<_, std::io::Error>(Bytes::from(vec![b'a'; 90]))]).chain(stream::pending());
    let holding = tokio::spawn({
        let router = router.clone();
        async move { ask(&router, sending(Body::from_stream(held))).await }
    });
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(house.bodies.held(), 90);
    assert_eq!(ask(&router, sending(pieces(1, 60))).await.status(), 200, "there is room for both");
    assert_eq!(house.bodies.held(), 90);
    tokio::time::advance(Duration::from_secs(1)).await;
    // Where there is not, the one that has been coming for a second gives way to the one that is here at once.
    assert_eq!(ask(&router, sending(pieces(1, 80))).await.status(), 200);
    let response = holding.await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["retry-after"]),
        (503, &"2".parse().unwrap())
    );
    assert_eq!(house.bodies.held(), 0);
}

/// From that address, with a body that begins and then says no more.
fn stalled(from: &str, bytes: usize) -> Request {
    let begun = stream::iter([Ok::<_, std::io::Error>(Bytes::from(vec![b'a'; bytes]))]);
    let mut request = sending(Body::from_stream(begun.chain(stream::pending())));
    request.extensions_mut().insert(Peer(from.parse().unwrap()));
    request
}

/// Sends each of them on its own and waits until all are read as far as they come.
async fn all_at_once(router: &Router, requests: Vec<Request>) -> Vec<JoinHandle<Response>> {
    let asked = requests.into_iter().map(|request| {
        let router = router.clone();
        tokio::spawn(async move { ask(&router, request).await })
    });
    let asked = asked.collect();
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    asked
}

#[tokio::test(start_paused = true)]
async fn many_who_never_end_stop_nobody() {
    let (router, house) = house(Options::default());
    let most = house.options.limits.body;
    // 640 connections of ten networks: more than the budget takes.
    let many = (0..640).map(|n| stalled(&format!("203.0.113.{}", n % 10), most - 1)).collect();
    let many = all_at_once(&router, many).await;
    let full = house.bodies.held();
    assert!(full <= house.options.limits.bodies && full > house.options.limits.bodies / 2, "{full}");
    tokio::time::advance(Duration::from_secs(1)).await;
    let mut clerk = sending(pieces(4, 60 << 10));
    clerk.extensions_mut().insert(Peer("198.51.100.7".parse().unwrap()));
    assert_eq!(ask(&router, clerk).await.status(), 200);
    for one in many {
        let status = one.await.unwrap().status().as_u16();
        assert!(matches!(status, 408 | 503), "{status}");
    }
    assert_eq!(house.bodies.held(), 0);
}

#[tokio::test(start_paused = true)]
async fn one_client_has_a_share_and_an_ipv6_network_is_one_client() {
    let limits = Limits { body: 100, bodies: 10_000, share: 150, small: 10, ..Limits::default() };
    let (router, house) = house(Options { limits, ..Options::default() });
    let from = |address: &str, bytes| {
        let mut request = sending(pieces(1, bytes));
        request.extensions_mut().insert(Peer(address.parse().unwrap()));
        request
    };
    let holding = all_at_once(&router, vec![stalled("2001:db8:0:1::1", 90)]).await;
    assert_eq!(ask(&router, from("2001:db8:0:1:ffff::2", 60)).await.status(), 200);
    assert_eq!(ask(&router, from("2001:db8:0:2::1", 80)).await.status(), 200, "another one");
    assert_eq!(house.bodies.held(), 90);
    tokio::time::advance(Duration::from_secs(1)).await;
    assert_eq!(ask(&router, from("2001:db8:0:1:ffff::2", 80)).await.status(), 200);
    let [slow] = <[_; 1]>::try_from(holding).unwrap();
    assert_eq!(slow.await.unwrap().status(), 503, "the same network: its slowest one gives way");
    assert_eq!(house.bodies.held(), 0);
}

#[tokio::test(start_paused = true)]
async fn one_slow_machine_of_a_hall_keeps_its_neighbours_from_nothing() {
    let (router, house) = house(Options::default());
    let Limits { share, body, small, .. } = house.options.limits;
    let hall = "198.51.100.7";
    let from_hall = |size: usize| {
        let mut request = sending(pieces(size >> 10, 1 << 10));
        request.extensions_mut().insert(Peer(hall.parse().unwrap()));
        request
    };
    // Whatever the address may hold is held, by bodies that never end.
    let slow = all_at_once(&router, (0..=share / body).map(|_| stalled(hall, body - 1)).collect()).await;
    let held = house.bodies.held();
    assert!(held <= share && held > share - body, "{held}");
    // Short requests need no share: nobody gives way to them.
    assert_eq!(ask(&router, from_hall(small)).await.status(), 200);
    assert_eq!(house.bodies.held(), held);
    tokio::time::advance(Duration::from_secs(1)).await;
    for _ in 0..3 {
        assert_eq!(ask(&router, from_hall(256 << 10)).await.status(), 200, "a part of a file");
    }
    let mut cut = 0;
    for one in slow {
        cut += usize::from(one.await.unwrap().status() == 503);
    }
    assert_eq!(cut, 2, "one had no room from the beginning, and one gave way");
}

#[tokio::test(start_paused = true)]
async fn a_body_that_keeps_the_least_pace_is_taken_however_long_it_takes() {
    let (router, house) = house(Options::default());
    let Limits { pace, pace_time, .. } = house.options.limits;
    let steady = stream::unfold(0, move |sent| async move {
        tokio::time::sleep(pace_time - Duration::from_millis(1)).await;
        (sent < 32).then(|| (Ok::<_, std::io::Error>(Bytes::from(vec![b'a'; pace])), sent + 1))
    });
    let begun = tokio::time::Instant::now();
    assert_eq!(ask(&router, sending(Body::from_stream(steady))).await.status(), 200);
    assert!(begun.elapsed() > Duration::from_secs(120), "a part of a file on a bad line");
}

#[tokio::test(start_paused = true)]
async fn a_body_keeps_a_least_pace() {
    let (router, house) = house(Options::default());
    let begun = tokio::time::Instant::now();
    let response = ask(&router, stalled("203.0.113.1", 9 << 10)).await;
    assert_eq!(response.status(), 408);
    assert_eq!(begun.elapsed(), house.options.limits.pace_time * 2, "the first five seconds were enough");
    // Two kilobytes a second are a bad line, not an attack.
    let slow = stream::unfold(0, |sent| async move {
        tokio::time::sleep(Duration::from_secs(1)).await;
        (sent < 15).then(|| (Ok::<_, std::io::Error>(Bytes::from(vec![b'a'; 2 << 10])), sent + 1))
    });
    assert_eq!(ask(&router, sending(Body::from_stream(slow))).await.status(), 200);
}

#[tokio::test(start_paused = true)]
async fn an_answer_comes_in_time_or_its_outcome_is_unknown() {
    let (router, house) = house(Options::default());
    let begun = tokio::time::Instant::now();
    let response = ask(&router, request("GET", "/api/v1/never")).await;
    assert_eq!(begun.elapsed(), house.options.limits.answer_time);
    assert_eq!(
        (response.status().as_u16(), &response.headers()["retry-after"]),
        (503, &"2".parse().unwrap())
    );
    assert_eq!(json(response).await["code"], "request.timeout");
    assert!(
        house.options.limits.answer_time < house.options.limits.drain,
        "what has begun ends before the end"
    );
}
