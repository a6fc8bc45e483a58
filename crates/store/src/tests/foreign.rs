//! Rows of foreign cases: filled from the log, put right by it, registered once, found and paged by each index.

use daowei_domain::fixture::{Matter, Organ, at, id};
use daowei_domain::foreign::{
    Event, ForeignCase, ForeignResult, Origin, Progress, Register, amend, register,
};
use daowei_domain::setting::History;
use daowei_domain::{Actor, Recorded};
use daowei_ident::{ForeignCaseId, UnitId};
use jiff::Timestamp;

use super::fixture::Fixture;
use crate::event::{self, Head, NewEvent};
use crate::view::foreign::{self, ForeignRow, OPEN, Part};
use crate::view::rebuild::{self, Kind, Mode};

on_both!(
    rows_of_foreign_cases_come_back_from_the_log,
    a_number_of_a_system_is_there_once,
    each_list_begins_with_what_is_asked
);

fn received(time: &str) -> Progress {
    Progress {
        received: at(time),
        accepted: None,
        decided: None,
        delivered: None,
        result: None,
        document: None,
    }
}

/// Registered, and decided where a result is told; of an item of the list, but for the numbers that are told to be on none.
fn registered(number: u8, system: &str, time: &str, result: Option<ForeignResult>) -> Vec<Recorded<Event>> {
    let item = Matter::License.item();
    let listed = number != 9;
    let command = Register {
        id: id(ForeignCaseId::from_parts, number),
        system: system.to_owned(),
        number: format!("SC{number}"),
        department: Organ::Market.id(),
        item_name: "某项备案".to_owned(),
        unlisted: !listed,
        applicant: None,
        progress: received(time),
        origin: if number == 1 { Origin::Import } else { Origin::Desk },
    };
    let now = at("2026-03-05 12:00");
    let mut events = register(command, listed.then_some(&item), None, now).unwrap();
    if result.is_some() {
        let case = events.iter().fold(None, ForeignCase::apply).unwrap();
        let after = Progress { decided: Some(now), result, ..received(time) };
        events.extend(amend(&case, after, None, now).unwrap());
    }
    let unit = id(UnitId::from_parts, number);
    let record = |event| Recorded { at: Timestamp::UNIX_EPOCH, unit, by: Actor::Host, grant: None, event };
    events.into_iter().map(record).collect()
}

fn all() -> Vec<Vec<Recorded<Event>>> {
    vec![
        registered(1, "省专网", "2026-03-02 09:00", None),
        registered(2, "省专网", "2026-03-03 09:00", Some(ForeignResult::Granted)),
        registered(3, "国家平台", "2026-03-03 10:00", None),
        registered(9, "国家平台", "2026-03-04 09:00", None),
    ]
}

fn rows() -> Vec<ForeignRow> {
    all().iter().map(|records| ForeignRow::of(records).unwrap()).collect()
}

fn written(fixture: &Fixture, rows: Vec<ForeignRow>) -> crate::Result<()> {
    fixture.write(move |tx| foreign::insert(tx, &rows.iter().collect::<Vec<_>>()))
}

fn rows_of_foreign_cases_come_back_from_the_log(fixture: &Fixture) {
    for records in all() {
        let keys = std::sync::Arc::clone(&fixture.keys);
        let id = ForeignRow::of(&records).unwrap().id;
        fixture
            .write(move |tx| {
                let bodies: Vec<Vec<u8>> = records.iter().map(|r| serde_json::to_vec(r).unwrap()).collect();
                let events = records.iter().zip(&bodies).map(|(record, body)| NewEvent {
                    kind: record.event.kind(),
                    schema: 1,
                    at: 0,
                    body,
                });
                let events: Vec<_> = events.collect();
                event::append(tx, keys.evidence(), &format!("foreign-{id}"), Head::NEW, &events).map(|_| ())
            })
            .unwrap();
    }
    let rebuild = |mode| {
        rebuild::rebuild(&fixture.store, &fixture.keys, &History::default(), mode, &mut |_| ()).unwrap()
    };
    assert_eq!(rebuild(Mode::Write).differences.iter().filter(|one| one.kind == Kind::Missing).count(), 4);
    assert_eq!(rebuild(Mode::Check).found, 0);
    for row in rows() {
        let (system, number) = (row.system.clone(), row.number.clone());
        let found = fixture.read(move |tx| foreign::by_number(tx, &system, &number)).unwrap();
        assert_eq!(found.as_ref(), Some(&row));
    }
    assert_eq!(fixture.read(|tx| foreign::by_number(tx, "国家平台", "SC1")).unwrap(), None);
    fixture.intrude("UPDATE foreign_row SET standing = 'refused' WHERE number = 'SC1'");
    assert_eq!(rebuild(Mode::Check).differences[0].kind, Kind::Changed);
    rebuild(Mode::Write);
    assert_eq!(rebuild(Mode::Check).found, 0);
}

fn a_number_of_a_system_is_there_once(fixture: &Fixture) {
    let first = rows().remove(0);
    written(fixture, vec![first.clone()]).unwrap();
    let twin = ForeignRow { id: id(ForeignCaseId::from_parts, 7).to_string(), ..first.clone() };
    assert!(written(fixture, vec![twin.clone()]).is_err(), "one number of one system");
    written(fixture, vec![ForeignRow { system: "国家平台".to_owned(), ..twin }]).unwrap();
    let mut after = first.clone();
    (after.standing, after.document, after.received_on) =
        ("granted".to_owned(), Some("JY1".to_owned()), "2026-03-01".to_owned());
    let amended = after.clone();
    fixture.write(move |tx| foreign::update(tx, &amended)).unwrap();
    assert_eq!(fixture.read(|tx| foreign::by_number(tx, "省专网", "SC1")).unwrap(), Some(after));
}

fn each_list_begins_with_what_is_asked(fixture: &Fixture) {
    let rows = rows();
    written(fixture, rows.clone()).unwrap();
    let department = rows[0].department.clone();
    let item = rows[0].item.clone().unwrap();
    let page = |[system, number, item, standing, from]: [&str; 5], (day, id): (&str, &str), limit| {
        let said = [system, number, item, standing, from, day, id].map(str::to_owned);
        let department = department.clone();
        let part = move |tx: &mut crate::Tx<'_>| {
            let [system, number, item, standing, from, day, id] = said.each_ref().map(String::as_str);
            let (department, after) = (department.as_str(), (day, id));
            foreign::page(tx, Part { department, system, number, item, standing, from, after, limit })
        };
        let found = fixture.read(part).unwrap();
        found.into_iter().map(|row| row.number).collect::<Vec<_>>()
    };
    let end = ("9999-12-31", "~");
    for (asked, found) in [
        (["", "", "", "", ""], vec!["SC9", "SC3", "SC2", "SC1"]),
        (["省专网", "", "", "", ""], vec!["SC2", "SC1"]),
        (["省专网", "", "", OPEN, ""], vec!["SC1"]),
        (["", "SC3", "", "", ""], vec!["SC3"]),
        (["省专网", "SC3", "", "", ""], vec![]),
        (["", "", &item, "", ""], vec!["SC3", "SC2", "SC1"]),
        (["国家平台", "", &item, "", ""], vec!["SC3"]),
        (["", "", "", OPEN, ""], vec!["SC9", "SC3", "SC1"]),
        (["", "", "", "granted", ""], vec!["SC2"]),
        (["", "", "", "", "2026-03-03"], vec!["SC9", "SC3", "SC2"]),
    ] {
        assert_eq!(page(asked, end, 10), found, "{asked:?}");
    }
    assert_eq!(page(["", "", "", "", ""], end, 2), ["SC9", "SC3"]);
    let behind = (rows[2].received_on.as_str(), rows[2].id.as_str());
    assert_eq!(page(["", "", "", "", ""], behind, 2), ["SC2", "SC1"]);
    assert_eq!(page(["", "", "", "", ""], ("2026-03-03", "~"), 1), ["SC3"], "until a day, that day included");
    // What a file has named, and what was received outside of its days, is not missed.
    let missed = |from: &'static str, until: &'static str| {
        let found = fixture.read(move |tx| foreign::unconfirmed(tx, "国家平台", (from, until), 10)).unwrap();
        found.into_iter().map(|row| row.number).collect::<Vec<_>>()
    };
    assert_eq!(missed("2026-03-03", "2026-03-04"), ["SC3", "SC9"]);
    assert_eq!(missed("2026-03-04", "2026-03-04"), ["SC9"]);
    assert_eq!(fixture.read(|tx| foreign::unconfirmed(tx, "省专网", ("", "9999"), 10)).unwrap(), []);
}
