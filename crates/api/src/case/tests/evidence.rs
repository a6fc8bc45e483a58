//! The verifier behind the API: what it names, how it tells of its progress, and that one runs at a time.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use daowei_app::worker::Worker;
use daowei_app::{Acting, verification};
use daowei_store::testing::alter_events;
use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both! {
    City:
    a_changed_row_is_named_and_the_checkpoint_that_was_compared,
    a_verification_tells_how_far_it_has_come,
    one_verification_runs_at_a_time,
    what_left_the_house_is_told,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A file of checkpoints off this host, gone with its test.
struct Log(PathBuf);

impl Log {
    fn new() -> Self {
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        Self(std::env::temp_dir().join(format!("daowei_api_{}_{number}", std::process::id())))
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

const VERIFICATION: &str = "/evidence/verification";

/// The worker's turn on a thread that may block: everything is indexed, signed and, with a file, sent off.
async fn work(city: &City, log: Option<PathBuf>) {
    let mut worker = Worker::new(city.app.clone(), "one".to_owned(), log);
    let turn = tokio::task::spawn_blocking(move || worker.turn()).await.unwrap();
    assert!(turn.failed.is_empty(), "{:?}", turn.failed);
}

/// A case, with everything before it under a signed checkpoint.
async fn signed(city: &City) -> (String, String) {
    let clerk = city.session("clerk").await;
    let case = city.received(&clerk).await;
    let audit = city.session("audit").await;
    work(city, None).await;
    (case, audit)
}

async fn change(city: &City, case: &str) {
    let store = city.app.store().clone();
    let text = format!("UPDATE event SET at = at + 1 WHERE stream = 'case-{case}' AND sequence = 1");
    tokio::task::spawn_blocking(move || alter_events(&store, text)).await.unwrap();
}

async fn a_changed_row_is_named_and_the_checkpoint_that_was_compared(city: City) {
    let (case, audit) = signed(&city).await;
    let kept = city.get(&audit, "/evidence").await.ok()["checkpoint"].as_str().unwrap().to_owned();
    let clean = city.post(&audit, VERIFICATION, json!({"checkpoint": kept, "texts": true})).await.ok();
    assert_eq!((&clean["ok"], &clean["found"]), (&json!(true), &json!(0)));
    let sources: Vec<&str> =
        clean["compared"].as_array().unwrap().iter().map(|one| one["source"].as_str().unwrap()).collect();
    assert!(sources.contains(&"given") && sources.contains(&"stored"), "{sources:?}");
    assert!(clean["compared"].as_array().unwrap().iter().all(|one| one["agreement"] == "agrees"));
    assert!(clean["texts"]["checked"].as_u64().unwrap() > 0);
    let quick = city.post(&audit, VERIFICATION, json!({})).await.ok();
    assert_eq!(quick["texts"], Value::Null);

    change(&city, &case).await;
    let found = city.post(&audit, VERIFICATION, json!({"checkpoint": kept})).await.ok();
    let finding = json!({"stream": format!("case-{case}"), "sequence": 1, "kind": "changed"});
    assert_eq!(
        (&found["ok"], &found["found"], &found["findings"]),
        (&json!(false), &json!(1), &json!([finding]))
    );
    assert!(found["compared"].as_array().unwrap().iter().all(|one| one["agreement"] == "differs"));

    // A checkpoint of another installation says nothing of this one; what holds none is no checkpoint.
    let foreign = kept.replacen("test.example", "else.example", 1);
    let forged = city.post(&audit, VERIFICATION, json!({"checkpoint": foreign})).await.ok();
    assert!(forged["findings"].as_array().unwrap().iter().any(|one| one["kind"] == "checkpoint_forged"));
    assert_eq!(city.post(&audit, VERIFICATION, json!({"checkpoint": "\n\n"})).await.status, 422);
}

async fn a_verification_tells_how_far_it_has_come(city: City) {
    let (case, audit) = signed(&city).await;
    change(&city, &case).await;
    let accepts = [("Accept", "text/event-stream")];
    let told = city.post_with(&audit, VERIFICATION, json!({"texts": true}), &accepts).await;
    assert_eq!(
        (told.status.as_u16(), &told.headers["content-type"]),
        (200, &"text/event-stream".parse().unwrap())
    );
    let events: Vec<(&str, Value)> = told
        .text
        .split("\n\n")
        .filter_map(|event| {
            let (kind, data) = event.strip_prefix("event: ")?.split_once('\n')?;
            Some((kind, serde_json::from_str(data.strip_prefix("data: ")?).unwrap()))
        })
        .collect();
    let (last, before) = events.split_last().unwrap();
    assert_eq!((last.0, &last.1["findings"][0]["kind"]), ("result", &json!("changed")));
    let all = last.1["events"].as_u64().unwrap();
    // What nobody has read yet is replaced by what comes next: at least the newest is told.
    assert!(!before.is_empty() && before.iter().all(|(kind, _)| *kind == "progress"), "{events:?}");
    assert!(before.iter().all(|(_, step)| step["of"].as_u64().unwrap() <= all));
    assert_eq!(before.last().unwrap().1["part"], "texts");

    // Who may not is told by a problem document, not in the stream.
    let clerk = city.session("clerk").await;
    let refused = city.post_with(&clerk, VERIFICATION, json!({}), &accepts).await;
    assert_eq!(refused.code(), (403, "authority.duty".to_owned()));
}

async fn one_verification_runs_at_a_time(city: City) {
    let audit = city.session("audit").await;
    let caller = city.app.caller(&audit, Acting::default()).unwrap();
    let turn = city.app.verification(caller, verification::Request::default()).await.unwrap();
    let second = city.post(&audit, VERIFICATION, json!({})).await;
    assert_eq!(second.status, 429);
    assert_eq!(second.headers["retry-after"], "5");
    turn.take(|_| ()).await.unwrap();
    city.post(&audit, VERIFICATION, json!({})).await.ok();
}

async fn what_left_the_house_is_told(city: City) {
    let (_, audit) = signed(&city).await;
    let evidence = city.get(&audit, "/evidence").await.ok();
    assert_eq!(evidence["off_host"], Value::Null, "no file off this host is known");
    assert!(evidence["signed_at"].is_string());
    let log = Log::new();
    city.clock.turn(61);
    city.session("clerk").await;
    work(&city, Some(log.0.clone())).await;
    let evidence = city.get(&audit, "/evidence").await.ok();
    assert_eq!(evidence["off_host"]["size"], evidence["covered"]);
    let written = std::fs::read_to_string(&log.0).unwrap();
    assert!(written.contains(evidence["checkpoint"].as_str().unwrap().trim()));
    // A newer one that still waits has not left.
    city.clock.turn(61);
    city.session("chief").await;
    let nowhere = std::env::temp_dir().join("not").join("there");
    let mut worker = Worker::new(city.app.clone(), "one".to_owned(), Some(nowhere));
    let turn = tokio::task::spawn_blocking(move || worker.turn()).await.unwrap();
    assert!(!turn.failed.is_empty(), "the file cannot be written");
    let after = city.get(&audit, "/evidence").await.ok();
    assert_eq!(after["off_host"], evidence["off_host"]);
    assert!(after["covered"].as_i64().unwrap() > after["off_host"]["size"].as_i64().unwrap());
}
