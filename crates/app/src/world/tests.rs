//! What somebody wrote into the database without the keys is nothing that anything is decided on.

use daowei_domain::organization::Validity;
use daowei_store::testing::intrude;
use jiff::civil::date;

use crate::account::testing::Center;
use crate::error::Error;
use crate::unit::Caller;

daowei_store::on_both! {
    Center:
    an_altered_letter_ends_every_unit_of_work,
    a_made_up_letter_ends_every_unit_of_work,
    a_revocation_that_was_taken_away_ends_every_unit_of_work,
}

/// Any SQL, with the guards of the event log taken off, and a new epoch of the facts.
fn intrusion(center: &Center, text: &str) {
    let store = center.app.store();
    let guards = if store.file().is_some() {
        "DROP TRIGGER IF EXISTS event_not_updated; DROP TRIGGER IF EXISTS event_not_deleted"
    } else {
        "DROP TRIGGER IF EXISTS event_is_final ON event"
    };
    intrude(store, guards.to_owned());
    intrude(store, text.to_owned());
    intrude(store, "UPDATE epoch SET value = value + 1".to_owned());
}

/// The letters that a unit of work sees, or the stream that keeps it from seeing any.
async fn letters(center: &Center) -> Result<usize, String> {
    match center.app.read(Caller::Host, |unit| Ok(unit.world.facts.letters.len())).await {
        Ok(letters) => Ok(letters),
        Err(Error::Store(daowei_store::Error::Unproven { stream, .. })) => Err(stream),
        Err(other) => panic!("{other}"),
    }
}

async fn an_altered_letter_ends_every_unit_of_work(center: Center) {
    let ended = Validity { from: date(2017, 1, 1), to: Some(date(2017, 9, 1)) };
    center.authorize(center.chief.person, ended).unwrap();
    assert_eq!(letters(&center).await, Ok(1));
    let embedded = center.app.store().file().is_some();
    // The day on which it ends, made later: of the same length, so that nothing but the digest tells.
    let doctored = |from: &str, to: &str| {
        let (text, bytes) = if embedded {
            ("CAST(body AS TEXT)", "CAST(".to_owned())
        } else {
            ("convert_from(body, 'UTF8')", "convert_to(".to_owned())
        };
        let end = if embedded { " AS BLOB)" } else { ", 'UTF8')" };
        format!(
            "UPDATE event SET body = {bytes}replace({text}, '{from}', '{to}'){end} WHERE stream LIKE 'letter-%'"
        )
    };
    intrusion(&center, &doctored("2017-09-01", "2027-09-01"));
    assert!(letters(&center).await.unwrap_err().starts_with("letter-"));
    let write = center.app.write(Caller::Host, |unit| Ok(unit.world.facts.letters.len())).await;
    assert!(write.is_err(), "nothing is done on it");
    // Put back, it is what it was: what was decided meanwhile is nothing.
    intrusion(&center, &doctored("2027-09-01", "2017-09-01"));
    assert_eq!(letters(&center).await, Ok(1));
}

async fn a_made_up_letter_ends_every_unit_of_work(center: Center) {
    center.authorize(center.chief.person, Validity::since(date(2017, 1, 1))).unwrap();
    intrusion(
        &center,
        "INSERT INTO event (stream, sequence, kind, schema, at, suite, body, digest)
         SELECT 'letter-forged', 1, kind, schema, at, suite, body, digest FROM event WHERE stream LIKE 'letter-%'",
    );
    assert_eq!(letters(&center).await, Err("letter-forged".to_owned()));
}

async fn a_revocation_that_was_taken_away_ends_every_unit_of_work(center: Center) {
    center.end_post(center.clerk.person, center.clerk.posts[0]).unwrap();
    let stream = format!("person-{}", center.clerk.person);
    let last = format!(
        "DELETE FROM event WHERE stream = '{stream}'
         AND sequence = (SELECT MAX(sequence) FROM pending_leaf WHERE stream = '{stream}')"
    );
    intrusion(&center, &last);
    assert_eq!(letters(&center).await, Err(stream));
}
