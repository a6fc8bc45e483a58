//! What a city's cases came to, in one digest: facts only, no ids, keys or salts.

use std::fmt::Write;

use daowei_crypto::{Suite, digest};
use daowei_domain::case::Case;

/// The digest of these cases, in the order of their numbers.
pub(crate) fn fingerprint<'a>(cases: impl IntoIterator<Item = &'a Case>) -> String {
    let mut facts: Vec<(String, String)> =
        cases.into_iter().map(|case| (case.number.to_string(), facts(case))).collect();
    facts.sort();
    let mut text = String::new();
    for (number, facts) in facts {
        let _ = writeln!(text, "{number} {facts}");
    }
    digest(Suite::International, &[text.as_bytes()]).to_string()
}

fn facts(case: &Case) -> String {
    let mut text = format!("{} {} {}", case.item_name, case.stage.id(), case.received_on);
    if let Some(acceptance) = &case.acceptance {
        let _ = write!(text, " accepted {} {}", acceptance.on, acceptance.deemed);
    }
    for decision in &case.decisions {
        let _ = write!(text, " decided {} {:?}", decision.on, decision.outcome);
    }
    for clock in case.clocks.values() {
        let _ = write!(text, " {:?} {} {}", clock.kind, clock.reckoning.due, clock.overrun);
    }
    // Ids follow the instant and the chance of making, numbers follow the facts.
    let mut documents: Vec<String> = case
        .documents
        .values()
        .map(|d| {
            format!(
                "{:?} {} {}",
                d.kind,
                d.number.as_ref().map_or_else(String::new, ToString::to_string),
                d.on
            )
        })
        .collect();
    documents.sort();
    let _ = write!(text, " {} {:?}", documents.join(" "), case.marks);
    text
}
