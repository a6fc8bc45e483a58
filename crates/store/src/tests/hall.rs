//! Rows of the daily papers of the hall: filled from the log, put right by it, paged.

use daowei_domain::enquiry::{Event, Issued, SheetIssued, Tell, tell};
use daowei_domain::fixture::{Matter, day, id, text};
use daowei_domain::setting::History;
use daowei_domain::{Actor, Recorded};
use daowei_ident::{EnquiryId, UnitId};
use jiff::Timestamp;

use super::fixture::Fixture;
use crate::event;
use crate::event::{Head, NewEvent};
use crate::view::enquiry::{self, EnquiryRow, Part};
use crate::view::order::Way;
use crate::view::rebuild::{self, Kind, Mode};

on_both!(rows_of_enquiries_come_back_from_the_log);

fn told(number: u8, on: &str) -> Vec<Recorded<Event>> {
    let asked = Tell {
        enquiry: id(EnquiryId::from_parts, number),
        papers: ["p1".to_owned()].into(),
        situation: None,
        advice: None,
        asker: None,
        phone: None,
    };
    let mut events = tell(asked, &Matter::License.item(), day(on)).unwrap();
    let sheet = Issued {
        number: format!("资市监咨告〔2026〕{number}号").parse().unwrap(),
        on: day(on),
        text: text("全文").reference(),
    };
    events.push(SheetIssued { sheet }.into());
    let unit = id(UnitId::from_parts, number);
    let record = |event| Recorded { at: Timestamp::UNIX_EPOCH, unit, by: Actor::Host, grant: None, event };
    events.into_iter().map(record).collect()
}

fn rows_of_enquiries_come_back_from_the_log(fixture: &Fixture) {
    let all: Vec<_> =
        [(1, "2026-03-02"), (2, "2026-03-03"), (3, "2026-03-03")].map(|(n, on)| told(n, on)).into();
    let rows: Vec<EnquiryRow> = all.iter().map(|records| EnquiryRow::of(records).unwrap()).collect();
    for (records, row) in all.into_iter().zip(rows.clone()) {
        let keys = std::sync::Arc::clone(&fixture.keys);
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
                let stream = format!("enquiry-{}", row.id);
                event::append(tx, keys.evidence(), &stream, Head::NEW, &events).map(|_| ())
            })
            .unwrap();
    }
    let rebuild = |mode| {
        rebuild::rebuild(&fixture.store, &fixture.keys, &History::default(), mode, &mut |_| ()).unwrap()
    };
    assert_eq!(rebuild(Mode::Write).differences.iter().filter(|one| one.kind == Kind::Missing).count(), 3);
    assert_eq!(rebuild(Mode::Check).found, 0);
    let department = rows[0].department.clone();
    let page = |item: Option<String>, from: &'static str, after: (String, String)| {
        let department = department.clone();
        let part = move |tx: &mut crate::Tx<'_>| {
            let after = (after.0.as_str(), after.1.as_str());
            let way = Way { back: true, bound: from };
            let part = Part { department: &department, item: item.as_deref(), way, after, limit: 2 };
            enquiry::page(tx, part)
        };
        fixture.read(part).unwrap()
    };
    let beginning = || ("9999-12-31".to_owned(), "~".to_owned());
    assert_eq!(page(None, "", beginning()), [rows[2].clone(), rows[1].clone()]);
    let behind = (rows[1].told_on.clone(), rows[1].id.clone());
    let item = Some(rows[0].item.clone());
    assert_eq!(page(item.clone(), "", behind), [rows[0].clone()]);
    assert_eq!(page(item, "2026-03-03", beginning()).len(), 2);
    let department = rows[0].department.clone();
    let onward = move |until: &'static str, after: (&'static str, &'static str)| {
        let department = department.clone();
        let part = move |tx: &mut crate::Tx<'_>| {
            let way = Way { back: false, bound: until };
            enquiry::page(tx, Part { department: &department, item: None, way, after, limit: 2 })
        };
        fixture.read(part).unwrap()
    };
    assert_eq!(onward("9999-12-31", ("", "")), rows[..2], "the oldest first");
    assert_eq!(onward("9999-12-31", ("2026-03-03", "")), rows[1..], "from a day on");
    assert_eq!(onward("2026-03-02", ("", "")), rows[..1], "until a day");
    let number = rows[0].number.clone();
    assert_eq!(fixture.read(move |tx| enquiry::by_number(tx, &number)).unwrap().as_ref(), Some(&rows[0]));
    fixture.intrude("UPDATE enquiry_row SET item_name = '别的' WHERE told_on = '2026-03-02'");
    assert_eq!(rebuild(Mode::Check).differences[0].kind, Kind::Changed);
    rebuild(Mode::Write);
    assert_eq!(rebuild(Mode::Check).found, 0);
}
