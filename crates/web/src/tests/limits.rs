use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use futures_util::{StreamExt, stream};

use super::{ask, house, json, request, text};
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
    let response = ask(&router, sending(pieces(1, 80))).await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()["retry-after"]),
        (503, &"2".parse().unwrap())
    );
    assert_eq!(ask(&router, sending(pieces(1, 60))).await.status(), 200);
    // The one that held so much never came to its end: its time runs out, its bytes come back.
    assert_eq!(holding.await.unwrap().status(), 408);
    assert_eq!(house.bodies.held(), 0);
    assert_eq!(ask(&router, sending(pieces(1, 80))).await.status(), 200);
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
    assert!(house.options.limits.body_time < Duration::from_secs(30));
}
