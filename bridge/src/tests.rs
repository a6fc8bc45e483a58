//! The bridge at its socket, as a browser meets it.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::net::TcpListener;

use crate::device::{CARDS, Devices};
use crate::door::{Door, router};
use crate::pairing::{Pairings, message};

const DESK: &str = "https://desk.example";

struct Bridge {
    address: SocketAddr,
    codes: Arc<Mutex<Vec<String>>>,
    devices: Arc<Devices>,
}

/// An answer: status and body.
type Answer = (u16, Vec<u8>);

fn said(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.1).unwrap_or(Value::Null)
}

impl Bridge {
    async fn open(card: usize) -> Arc<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let devices = Arc::new(Devices::new(card));
        let codes: Arc<Mutex<Vec<String>>> = Arc::default();
        let shown = Arc::clone(&codes);
        let pairings = Pairings::new(move |code| shown.lock().unwrap().push(code.to_owned()));
        let door = Door::new(vec![DESK.to_owned()], address.port(), pairings, Arc::clone(&devices));
        tokio::spawn(async move { axum::serve(listener, router(Arc::new(door))).await });
        Arc::new(Self { address, codes, devices })
    }

    fn code(&self) -> String {
        self.codes.lock().unwrap().last().unwrap().clone()
    }

    async fn ask(
        self: &Arc<Self>,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> Answer {
        let bridge = Arc::clone(self);
        let (method, path) = (method.to_owned(), path.to_owned());
        let headers: Vec<(String, String)> =
            headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let asked = tokio::task::spawn_blocking(move || {
            let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
            let mut request = ureq::http::Request::builder()
                .method(method.as_str())
                .uri(format!("http://{}/daowei-bridge/1/{path}", bridge.address))
                .header("content-type", "application/json");
            for (name, value) in headers {
                request = request.header(name, value);
            }
            let mut answer = agent.run(request.body(body).unwrap()).unwrap();
            (answer.status().as_u16(), answer.body_mut().read_to_vec().unwrap())
        });
        asked.await.unwrap()
    }

    async fn pair(self: &Arc<Self>) -> (String, String) {
        let body = json!({ "code": self.code() }).to_string();
        let paired = said(&self.ask("POST", "pairing", &[("origin", DESK)], body).await);
        (paired["pairing"].as_str().unwrap().to_owned(), paired["secret"].as_str().unwrap().to_owned())
    }

    async fn token(self: &Arc<Self>) -> String {
        let hello = said(&self.ask("GET", "hello", &[("origin", DESK)], String::new()).await);
        assert_eq!(hello["protocol"], 1);
        hello["token"].as_str().unwrap().to_owned()
    }

    async fn command(self: &Arc<Self>, paired: &(String, String), token: &str, command: &str) -> Answer {
        let proof = proof(&paired.1, token, command);
        let headers = [
            ("origin", DESK),
            ("x-bridge-pairing", paired.0.as_str()),
            ("x-bridge-token", token),
            ("x-bridge-proof", proof.as_str()),
        ];
        self.ask("POST", command, &headers, String::new()).await
    }
}

fn proof(secret: &str, token: &str, command: &str) -> String {
    let secret = base16ct::lower::decode_vec(secret).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&secret).unwrap();
    mac.update(message(token, command).as_bytes());
    base16ct::lower::encode_string(&mac.finalize().into_bytes())
}

#[test]
fn the_cards_obey_their_check_digits() {
    for card in CARDS {
        assert!(card.id_number.parse::<daowei_ident::ResidentId>().is_ok(), "{}", card.id_number);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_origin_and_a_name_of_another_host_are_turned_away() {
    let bridge = Bridge::open(1).await;
    let other = [("origin", "https://other.example")];
    for headers in [&other[..], &[][..], &[("origin", DESK), ("host", "desk.example:80")][..]] {
        let answer = bridge.ask("GET", "hello", headers, String::new()).await;
        assert_eq!((answer.0, &said(&answer)["code"]), (403, &json!("origin")), "{headers:?}");
    }
    assert_eq!(bridge.ask("OPTIONS", "card", &other, String::new()).await.0, 403);
    assert_eq!(bridge.ask("OPTIONS", "card", &[("origin", DESK)], String::new()).await.0, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paired_browser_reads_the_card_once_with_each_token() {
    let bridge = Bridge::open(2).await;
    let first_code = bridge.code();
    let paired = bridge.pair().await;
    assert_ne!(bridge.code(), first_code, "a code is void once it was used");
    let token = bridge.token().await;
    let answer = bridge.command(&paired, &token, "card").await;
    assert_eq!(answer.0, 200);
    assert_eq!(said(&answer)["id_number"], CARDS[1].id_number);
    assert_eq!(said(&answer).as_object().unwrap().len(), 4, "no more of a card than a desk needs");
    assert_eq!(bridge.command(&paired, &token, "card").await.0, 401, "used");
    // A proof of one command is none of another, and a secret that somebody made up proves nothing.
    let token = bridge.token().await;
    let elsewhere = proof(&paired.1, &token, "page");
    let headers = [
        ("origin", DESK),
        ("x-bridge-pairing", paired.0.as_str()),
        ("x-bridge-token", token.as_str()),
        ("x-bridge-proof", elsewhere.as_str()),
    ];
    assert_eq!(bridge.ask("POST", "card", &headers, String::new()).await.0, 401);
    let forged = (paired.0.clone(), "00".repeat(32));
    assert_eq!(bridge.command(&forged, &bridge.token().await, "card").await.0, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_codes_make_a_new_one() {
    let bridge = Bridge::open(1).await;
    let code = bridge.code();
    for _ in 0..5 {
        let answer =
            bridge.ask("POST", "pairing", &[("origin", DESK)], json!({ "code": "x" }).to_string()).await;
        assert_eq!(said(&answer)["code"], "pairing.code");
    }
    let late = bridge.ask("POST", "pairing", &[("origin", DESK)], json!({ "code": code }).to_string()).await;
    assert_eq!(late.0, 403);
    bridge.pair().await;
    let long = json!({ "code": "1".repeat(2_000) }).to_string();
    assert_eq!(bridge.ask("POST", "pairing", &[("origin", DESK)], long).await.0, 413);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_without_a_card_waits_and_is_told_to_stop() {
    let bridge = Bridge::open(0).await;
    let paired = bridge.pair().await;
    let (waiting, token) = (Arc::clone(&bridge), bridge.token().await);
    let held = paired.clone();
    let mut reading = tokio::spawn(async move { waiting.command(&held, &token, "card").await });
    // Whichever of two comes second is told that the first is waiting.
    let (other, token) = (Arc::clone(&bridge), bridge.token().await);
    let held = paired.clone();
    let mut second = tokio::spawn(async move { other.command(&held, &token, "card").await });
    let busy = tokio::select! {
        busy = &mut second => busy,
        busy = &mut reading => { reading = second; busy }
    };
    assert_eq!(said(&busy.unwrap())["code"], "device.busy");
    assert_eq!(bridge.command(&paired, &bridge.token().await, "cancel").await.0, 204);
    assert_eq!(said(&reading.await.unwrap())["code"], "cancelled");
    bridge.devices.lay(1);
    assert_eq!(bridge.command(&paired, &bridge.token().await, "card").await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_camera_makes_a_jpeg_of_each_page_within_three_seconds() {
    let bridge = Bridge::open(0).await;
    let paired = bridge.pair().await;
    let mut pages = Vec::new();
    for _ in 0..2 {
        let token = bridge.token().await;
        let shot = tokio::time::timeout(Duration::from_secs(3), bridge.command(&paired, &token, "page"));
        let answer = shot.await.expect("three seconds are enough (UX-19)");
        assert_eq!(answer.0, 200);
        assert!(answer.1.starts_with(&[0xff, 0xd8, 0xff]) && answer.1.ends_with(&[0xff, 0xd9]));
        pages.push(answer.1);
    }
    assert_ne!(pages[0], pages[1], "each shot shows which it is");
}
