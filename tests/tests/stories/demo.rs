//! The demo city, as somebody who tries the program meets it.

use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::harness::{City, Client, Engine, Server, run};

const STAGES: [&str; 15] = [
    "received",
    "correction_requested",
    "resubmitted",
    "not_required",
    "not_competent",
    "not_accepted",
    "under_review",
    "awaiting_decision",
    "submitted_upward",
    "decided",
    "sealed",
    "delivered",
    "withdrawn",
    "terminated",
    "archived",
];

#[test]
fn the_city_has_cases_in_every_stage_and_keeps_them() {
    let city = City::on(Engine::Sqlite);
    let accounts = std::fs::read(city.data().join("accounts.json")).unwrap();
    let mode = |name: &str| city.data().join(name).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!([mode("accounts.json"), mode("keys.json"), mode("daowei.db")], [0o600; 3]);
    let before = city.count("case_row");
    assert!(before >= 300, "{before}");
    city.is_sound();

    let server = Server::start(&city.arguments(&["demo"]), &city.log());
    let supervisor = city.people().sign_in(&server.client(), "supervisor");
    for stage in STAGES {
        assert!(!page(&supervisor, stage).is_empty(), "no case is {stage}");
    }
    server.stop();
    assert_eq!(city.count("case_row"), before, "a second start keeps the data");
    assert_eq!(std::fs::read(city.data().join("accounts.json")).unwrap(), accounts);
    let printed = run(city.arguments(&["demo", "--accounts", "--json"])).good().json();
    assert_eq!(printed, serde_json::from_slice::<Value>(&accounts).unwrap());
}

fn page(session: &Client, stage: &str) -> Vec<Value> {
    session.get(&format!("/api/v1/cases?stage={stage}&limit=20")).done()["rows"].as_array().unwrap().clone()
}

/// The story plays on a running city, and alone; each run opens a case of its own.
#[test]
fn the_story_is_true() {
    let city = City::on(Engine::Sqlite);
    let before = city.count("case_row");
    let alone = run(city.arguments(&["demo", "--story", "--listen", "127.0.0.1:0"])).good();
    assert!(alone.stdout.contains("受理"), "{alone}");
    let server = city.serve();
    let address = format!("127.0.0.1:{}", server.port());
    let told = run(city.arguments(&["demo", "--story", "--json", "--listen", &address])).good().json();
    assert_eq!(told["ok"], true, "{told}");
    assert!(told["steps"].as_array().unwrap().iter().all(|step| step["held"] == true), "{told}");
    server.stop();
    assert_eq!(city.count("case_row") - before, 2);
    city.is_sound();
}
