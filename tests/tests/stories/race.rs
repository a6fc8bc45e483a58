//! REL-05: of many that decide one case at once, one does. A letter revoked a moment before a decision wins.

use std::sync::Barrier;

use serde_json::{Value, json};

use crate::harness::{City, Client, Desk, Engine, on_both, walk};

on_both!(of_sixty_four_one_decides, a_revoked_letter_decides_nothing);

const DECIDERS: usize = 64;
const PAIRS: usize = 12;

fn of_sixty_four_one_decides(engine: Engine) {
    let city = City::on(engine);
    let server = city.serve();
    let desk = Desk::open(&server, &city.people());
    let licenses = city.count("license_row");
    let case = desk.awaiting_decision();
    let start = Barrier::new(DECIDERS);
    let replies: Vec<_> = std::thread::scope(|scope| {
        let decide = || {
            let desk = desk.apart();
            start.wait();
            desk.decide(&case)
        };
        let deciding: Vec<_> = (0..DECIDERS).map(|_| scope.spawn(decide)).collect();
        deciding.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let (won, lost): (Vec<_>, Vec<_>) = replies.into_iter().partition(|reply| reply.status < 300);
    assert_eq!(won.len(), 1);
    for reply in lost {
        assert!(matches!(reply.status, 409 | 412), "{} {}", reply.status, reply.text());
    }
    let brief = won[0].json();
    let decisions = brief["documents"].as_array().unwrap().iter().filter(|d| d["kind"] == "grant_decision");
    assert_eq!(decisions.count(), 1);
    assert_eq!(desk.chief.get(&case).done()["revision"], brief["revision"]);
    assert_eq!(city.count("license_row") - licenses, 1);
    server.stop();
    city.is_sound();
}

fn a_revoked_letter_decides_nothing(engine: Engine) {
    let city = City::on(engine);
    let server = city.serve();
    pairs(&city, &Desk::open(&server, &city.people()), &server.client());
    server.stop();
}

/// One revokes at one server while the other decides at another: they share nothing but the database.
#[test]
#[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
fn a_letter_revoked_at_one_server_decides_nothing_at_another() {
    let city = City::on(Engine::Postgres);
    let (here, there) = (city.serve(), city.serve());
    pairs(&city, &Desk::open(&here, &city.people()).at(there.port()), &here.client());
    here.stop();
    there.stop();
    city.is_sound();
}

/// Revocation and decision side by side, many times.
fn pairs(city: &City, desk: &Desk, revoking: &Client) {
    let people = city.people();
    let leader = people.confirmed(revoking, "leader");
    let after = desk.awaiting_decision();
    let mut pairs = Vec::new();
    revoke(&leader, &letter(&leader, &desk.chief));
    for _ in 0..PAIRS {
        let case = desk.awaiting_decision();
        let letter = sign(&leader, &desk.chief);
        let start = Barrier::new(2);
        let decided = std::thread::scope(|scope| {
            let deciding = scope.spawn(|| {
                start.wait();
                desk.decide(&case)
            });
            start.wait();
            revoke(&leader, &letter);
            // Revoked, and answered: whoever asks from now on is refused.
            desk.decide(&after).refused("authority.letter.revoked");
            deciding.join().unwrap()
        });
        if decided.status >= 300 {
            decided.refused("authority.letter.revoked");
            continue;
        }
        pairs.push((case, letter));
    }
    for (case, letter) in pairs {
        let decided = city.event_at(&format!("case-{}", last(&case)), "case.decided");
        let revoked = city.event_at(&format!("letter-{letter}"), "letter.revoked");
        assert!(decided <= revoked, "{case} was decided at {decided}, its letter revoked at {revoked}");
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// The letter by which somebody decides.
fn letter(leader: &Client, holder: &Client) -> String {
    let holder = person(holder);
    let letters = leader.get("/api/v1/letters?limit=100").done();
    let letters = letters["rows"].as_array().unwrap();
    let found = letters.iter().find(|letter| letter["holder"] == holder && letter["revoked_at"].is_null());
    found.unwrap_or_else(|| panic!("no letter of {holder}"))["id"].as_str().unwrap().to_owned()
}

fn person(session: &Client) -> Value {
    session.get("/api/v1/session").done()["person"].clone()
}

/// A new letter that gives everything.
fn sign(leader: &Client, holder: &Client) -> String {
    let me = holder.get("/api/v1/session").done();
    let grants: Vec<Value> = ["decide", "review_and_report", "coordinate", "use_seal"]
        .iter()
        .map(|power| json!({ "power": power }))
        .collect();
    let body = json!({
        "department": me["posts"][0]["department"], "holder": me["person"], "grants": grants, "from": walk::today()
    });
    leader.post("/api/v1/letters", &body).done()["id"].as_str().unwrap().to_owned()
}

fn revoke(leader: &Client, letter: &str) {
    let reason = json!({ "reason": "岗位调整，撤回授权。" });
    leader.post(&format!("/api/v1/letters/{letter}/revocation"), &reason).done();
}
