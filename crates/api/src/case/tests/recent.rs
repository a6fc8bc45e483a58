//! What a program keeps of a case is what the log says, or it is not used.

use daowei_store::testing::alter_events;
use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both! {
    City:
    what_another_program_did_counts,
    what_came_to_nothing_is_not_kept,
    an_end_that_was_taken_away_stops_the_act,
}

const EXAMINED: &str = "申请材料齐全，符合法定条件和标准";

fn examination() -> Value {
    json!({"step": "examine", "verdict": "favor", "opinion": EXAMINED})
}

async fn intrude(city: &City, text: String) {
    let store = city.app.store().clone();
    tokio::task::spawn_blocking(move || alter_events(&store, text)).await.unwrap();
}

async fn what_another_program_did_counts(mut city: City) {
    let (clerk, reviewer) = (city.session("clerk").await, city.session("reviewer").await);
    let case = format!("/cases/{}", city.received(&clerk).await);
    // The first program keeps the case as it was received; the second one accepts it.
    let first = city.another_answers();
    city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await.ok();
    city.router = first;
    let again = city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await;
    assert!(again.status.is_client_error(), "{}", again.text);
    city.post(&reviewer, &format!("{case}/examinations"), examination()).await.ok();
}

async fn what_came_to_nothing_is_not_kept(city: City) {
    let (clerk, reviewer) = (city.session("clerk").await, city.session("reviewer").await);
    let case = format!("/cases/{}", city.received(&clerk).await);
    // The act fails behind its events, of which none stays.
    intrude(&city, "ALTER TABLE document_row RENAME TO away".to_owned()).await;
    let failed = city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await;
    assert!(failed.status.is_server_error(), "{}", failed.text);
    intrude(&city, "ALTER TABLE away RENAME TO document_row".to_owned()).await;
    let early = city.post(&reviewer, &format!("{case}/examinations"), examination()).await;
    assert!(early.status.is_client_error(), "{}", early.text);
    city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await.ok();
    city.post(&reviewer, &format!("{case}/examinations"), examination()).await.ok();
}

async fn an_end_that_was_taken_away_stops_the_act(city: City) {
    let (clerk, reviewer) = (city.session("clerk").await, city.session("reviewer").await);
    let case = city.received(&clerk).await;
    city.post(&clerk, &format!("/cases/{case}/acceptance"), Value::Null).await.ok();
    let last = format!("(SELECT MAX(sequence) FROM event WHERE stream = 'case-{case}')");
    intrude(&city, format!("DELETE FROM event WHERE stream = 'case-{case}' AND sequence = {last}")).await;
    let refused = city.post(&reviewer, &format!("/cases/{case}/examinations"), examination()).await;
    assert!(refused.status.is_server_error(), "{}", refused.text);
}
