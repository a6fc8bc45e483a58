//! REL-08: what was changed behind the program's back is found; an end that was cut off or written anew is found by a
//! checkpoint that was kept elsewhere, and the answer says which.

use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{City, Desk, Engine, on_both, run};

on_both!(changes_are_found, a_cut_off_end_is_found_from_outside, the_auditor_finds_changes_at_the_desk);

/// A city with a case of ours, indexed and under a checkpoint.
fn city(engine: Engine) -> (City, String) {
    let city = City::on(engine);
    let server = city.serve();
    let case = Desk::open(&server, &city.people()).awaiting_decision();
    server.stop();
    run(city.arguments(&["audit", "checkpoint"])).good();
    (city, format!("case-{}", case.rsplit('/').next().unwrap()))
}

fn verify(city: &City, checkpoint: Option<&Path>) -> Value {
    let mut arguments = city.arguments(&["audit", "verify", "--json"]);
    if let Some(file) = checkpoint {
        arguments.extend(["--checkpoint".to_owned(), file.display().to_string()]);
    }
    let ended = run(arguments);
    let said = ended.json();
    assert_eq!(ended.code, Some(if said["ok"] == true { 0 } else { 1 }), "{ended}");
    said
}

fn finds(city: &City, stream: &str, sequence: i64, kinds: &[&str]) {
    let said = verify(city, None);
    let found = said["findings"].as_array().unwrap().iter().any(|finding| {
        finding["stream"] == stream
            && finding["sequence"] == sequence
            && kinds.iter().any(|kind| finding["kind"] == *kind)
    });
    assert!(found && said["ok"] == false, "{stream} {sequence} {kinds:?}: {said}");
}

fn changes_are_found(engine: Engine) {
    let (city, stream) = city(engine);
    assert_eq!(verify(&city, None)["ok"], true);
    city.unlock_events();
    let at = |sequence: i64| format!("stream = '{stream}' AND sequence = {sequence}");

    // One byte of a body, then the same with a digest to match that needs no key.
    city.keep_event(&at(2));
    let body = city.longer("body", "20");
    city.sql(&format!("UPDATE event SET body = {body} WHERE {}", at(2)));
    finds(&city, &stream, 2, &["changed"]);
    let plain = city.bytes(&"00".repeat(32));
    city.sql(&format!("UPDATE event SET digest = {plain} WHERE {}", at(2)));
    finds(&city, &stream, 2, &["changed"]);
    city.put_event_back(&at(2));
    assert_eq!(verify(&city, None)["ok"], true, "everything is back in its place");

    city.keep_event(&at(3));
    city.sql(&format!("DELETE FROM event WHERE {}", at(3)));
    finds(&city, &stream, 3, &["missing"]);
    city.put_event_back(&at(3));

    let exchange = || {
        for (from, to) in [(1, 9_999), (2, 1), (9_999, 2)] {
            city.sql(&format!("UPDATE event SET sequence = {to} WHERE {}", at(from)));
        }
    };
    exchange();
    finds(&city, &stream, 1, &["reordered", "changed"]);
    finds(&city, &stream, 2, &["reordered", "changed"]);
    exchange();
    assert_eq!(verify(&city, None)["ok"], true, "everything is back in its place");
}

fn a_cut_off_end_is_found_from_outside(engine: Engine) {
    let (city, _) = city(engine);
    let older = city.copy();
    let server = city.serve();
    let desk = Desk::open(&server, &city.people());
    desk.awaiting_decision();
    server.stop();
    let kept = city.file("checkpoint.txt");
    let out = ["audit", "checkpoint", "--out", kept.to_str().unwrap()];
    run(city.arguments(&out)).good();
    let size = verify(&city, Some(&kept))["covered_by_checkpoint"].as_u64().unwrap();
    let compared = |said: &Value| {
        // It says which checkpoint it compared.
        assert!(said["checkpoint"].to_string().contains(&size.to_string()), "{size}: {said}");
    };

    // The database as it was before: sound in itself, and too short for what was signed.
    assert_eq!(verify(&older, None)["ok"], true);
    let said = verify(&older, Some(&kept));
    assert!(said["findings"].to_string().contains("rolled_back"), "{said}");
    compared(&said);

    // Another end for it, written with the right keys by the program itself.
    let server = older.serve();
    let desk = Desk::open(&server, &older.people());
    while verify(&older, None)["events"].as_u64().unwrap() <= size {
        desk.awaiting_decision();
    }
    server.stop();
    run(older.arguments(&["audit", "checkpoint"])).good();
    assert_eq!(verify(&older, None)["ok"], true);
    let said = verify(&older, Some(&kept));
    assert!(said["findings"].to_string().contains("forked"), "{said}");
    compared(&said);
}

/// The same over HTTP, while the server runs: the audit administrator asks, a clerk may not.
fn the_auditor_finds_changes_at_the_desk(engine: Engine) {
    let (city, stream) = city(engine);
    let server = city.serve();
    let people = city.people();
    let auditor = people.sign_in(&server.client(), "audit");
    let path = "/api/v1/evidence/verification";
    let kept = auditor.get("/api/v1/evidence").done()["checkpoint"].clone();
    let compared = json!({ "checkpoint": kept });
    let found = auditor.post(path, &compared).done();
    assert_eq!((&found["ok"], &found["found"]), (&json!(true), &json!(0)), "{found}");
    assert!(found["compared"].to_string().contains("given"), "{found}");
    city.unlock_events();
    let body = city.longer("body", "20");
    city.sql(&format!("UPDATE event SET body = {body} WHERE stream = '{stream}' AND sequence = 2"));
    let found = auditor.post(path, &json!({})).done();
    assert_eq!(found["ok"], false);
    assert_eq!(found["findings"][0], json!({ "stream": stream, "sequence": 2, "kind": "changed" }));
    let altered = kept.as_str().unwrap().replacen("suite", "suit", 1);
    let forged = auditor.post(path, &json!({ "checkpoint": altered })).done();
    assert!(forged["findings"].to_string().contains("checkpoint_forged"), "{forged}");
    // What is no checkpoint at all says nothing of the log.
    for nothing in ["", "nothing signed"] {
        assert_eq!(auditor.post(path, &json!({ "checkpoint": nothing })).status, 422);
    }
    people.sign_in(&server.client(), "clerk").post(path, &json!({})).refused("authority.duty");
    assert_eq!(server.client().post(path, &json!({})).status, 401);
    server.stop();
}
