//! Rows of looks: what the log says, in the order asked, and made anew from it.

use daowei_domain::look::{Event, TextsShown};
use daowei_domain::organization::Duty;
use daowei_domain::setting::History;
use daowei_domain::{Actor, Authentication, Recorded, Staff, TextRef};
use daowei_ident::{CaseId, DepartmentId, PersonId, PostId, TextId, UnitId};
use jiff::{SignedDuration, Timestamp};

use super::fixture::Fixture;
use crate::view::look::{self, Before, LookRow, Of};
use crate::view::rebuild::{self, Kind, Mode};

on_both!(they_come_newest_first_and_are_made_anew_from_the_log);

fn they_come_newest_first_and_are_made_anew_from_the_log(fixture: &Fixture) {
    for (number, case, person) in [(1, 1, 1), (2, 1, 2), (3, 2, 1), (4, 2, 1)] {
        look(fixture, number, CaseId::from_parts(1, [case; 10]), PersonId::from_parts(1, [person; 10]));
    }
    let rebuilt = |mode| {
        rebuild::rebuild(&fixture.store, &fixture.keys, &History::default(), mode, &mut |_| {}).unwrap()
    };
    assert_eq!((rebuilt(Mode::Check).found, rebuilt(Mode::Check).rows), (0, 4));
    let person = PersonId::from_parts(1, [1; 10]).to_string();
    let case = CaseId::from_parts(1, [1; 10]).to_string();
    assert_eq!(page(fixture, None, None), [4, 3, 2, 1]);
    assert_eq!(page(fixture, Some(&person), None), [4, 3, 1]);
    assert_eq!(page(fixture, None, Some(&case)), [2, 1]);

    fixture.intrude("DELETE FROM look_row WHERE at = 2000000");
    fixture.intrude("UPDATE look_row SET purpose = NULL WHERE at = 3000000");
    let kinds: Vec<Kind> = rebuilt(Mode::Check).differences.iter().map(|found| found.kind).collect();
    assert_eq!(kinds.len(), 2);
    assert!(kinds.contains(&Kind::Missing) && kinds.contains(&Kind::Changed), "{kinds:?}");
    rebuilt(Mode::Write);
    assert_eq!(rebuilt(Mode::Check).found, 0);
    assert_eq!(page(fixture, None, None), [4, 3, 2, 1]);
}

/// The seconds at which the looks happened, one row a page.
fn page(fixture: &Fixture, person: Option<&str>, case: Option<&str>) -> Vec<i64> {
    let mut before = Before { at: i64::MAX, stream: String::new(), sequence: 0 };
    let mut seen = Vec::new();
    loop {
        let (place, person, case) = (before.clone(), person.map(str::to_owned), case.map(str::to_owned));
        let read = move |tx: &mut crate::Tx<'_>| {
            let of = match (&person, &case) {
                (Some(person), _) => Of::Person(person),
                (_, Some(case)) => Of::Case(case),
                (None, None) => Of::All,
            };
            look::page(tx, of, i64::MIN, &place, 1)
        };
        let rows = fixture.read(read).unwrap();
        let Some(row) = rows.into_iter().next() else { return seen };
        seen.push(row.at / 1_000_000);
        before = Before { at: row.at, stream: row.stream, sequence: row.sequence };
    }
}

fn look(fixture: &Fixture, number: u8, case: CaseId, person: PersonId) {
    let staff = Staff {
        person,
        post: PostId::from_parts(1, [1; 10]),
        duty: Duty::Clerk,
        department: DepartmentId::from_parts(1, [1; 10]),
        window: None,
        responsible: None,
        authentication: Authentication::Session,
    };
    let purpose = TextRef { id: TextId::from_parts(1, [number; 10]), commitment: "00".repeat(32), length: 4 };
    let record = Recorded {
        at: Timestamp::UNIX_EPOCH + SignedDuration::from_secs(number.into()),
        unit: UnitId::from_parts(1, [number; 10]),
        by: Actor::Staff(staff),
        grant: None,
        event: Event::from(TextsShown { case, purpose }),
    };
    let stream = format!("look-{case}");
    let body = serde_json::to_string(&record).unwrap();
    fixture.append(&stream, &[&body]).unwrap();
    let name = stream.clone();
    let sequence = fixture.read(move |tx| Ok(crate::event::head(tx, &name)?.sequence)).unwrap();
    let row = LookRow::of(&stream, sequence, &record).unwrap();
    fixture.write(move |tx| look::insert(tx, std::slice::from_ref(&row))).unwrap();
}
