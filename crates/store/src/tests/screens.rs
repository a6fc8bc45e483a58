//! Screens beside desks, and the ratings that come from them.

use daowei_domain::fixture::{City, Matter, Organ, Who, day, id};
use daowei_domain::rating::{Level, Rate, Rating, Subject, Visit, rate};
use daowei_ident::{CaseId, RatingId};

use super::fixture::Fixture;
use crate::view::rating::{self, Part, RatingRow};
use crate::{Error, screen};

on_both!(a_desk_has_one_screen_that_shows_one_thing, a_visit_has_one_rating_and_bad_ones_wait);

fn a_desk_has_one_screen_that_shows_one_thing(fixture: &Fixture) {
    fixture.write(|tx| screen::open(tx, "s1", "p1", b"code-1", 100)).unwrap();
    fixture.write(|tx| screen::open(tx, "s2", "p1", b"code-2", 100)).unwrap();
    assert!(fixture.read(|tx| screen::get(tx, "s1")).unwrap().is_none(), "the second took its place");
    assert_eq!(fixture.read(|tx| screen::by_code(tx, b"code-2")).unwrap().unwrap().id, "s2");
    fixture.write(|tx| screen::pair(tx, "s2", b"secret", 200)).unwrap();
    assert!(fixture.read(|tx| screen::by_code(tx, b"code-2")).unwrap().is_none(), "a code is void once used");
    fixture.write(|tx| screen::show(tx, ("s2", 0), Some(b"sight"), Some("session-1"))).unwrap();
    assert!(!fixture.write(|tx| screen::confirm(tx, "s2", 0, 150)).unwrap(), "something else was shown then");
    assert!(fixture.write(|tx| screen::confirm(tx, "s2", 1, 150)).unwrap());
    let shown = fixture.read(|tx| screen::of_person(tx, "p1")).unwrap().unwrap();
    assert_eq!((shown.revision, shown.confirmed, shown.until), (1, Some(150), 200));
    // A receipt takes it over once; who comes later, or meant something else, is told to look again.
    assert!(matches!(fixture.write(|tx| screen::take(tx, ("s2", 0), None)), Err(Error::Conflict)));
    fixture.write(|tx| screen::object(tx, "s2", Some(b"objected"))).unwrap();
    fixture.write(|tx| screen::take(tx, ("s2", 1), Some(b"left"))).unwrap();
    assert!(matches!(fixture.write(|tx| screen::take(tx, ("s2", 1), None)), Err(Error::Conflict)));
    assert!(matches!(
        fixture.write(|tx| screen::show(tx, ("s2", 1), Some(b"sight"), None)),
        Err(Error::Conflict)
    ));
    let shown = fixture.read(|tx| screen::get(tx, "s2")).unwrap().unwrap();
    assert_eq!((shown.revision, shown.confirmed, shown.sight), (2, None, None));
    assert_eq!(shown.objected.as_deref(), Some(&b"left"[..]));
    assert_eq!(fixture.write(|tx| screen::purge(tx, 200)).unwrap(), 0);
    assert_eq!(fixture.write(|tx| screen::purge(tx, 201)).unwrap(), 1);
}

fn rated(number: u8, on: &str, level: Level) -> RatingRow {
    let city = City::new();
    let visit = Visit {
        subject: Subject::Case(id(CaseId::from_parts, 1)),
        number: "512000026030200000001".to_owned(),
        item_name: Matter::License.content().name,
        department: Organ::Market.id(),
        served_by: Who::Clerk.person(),
        on: day(on),
    };
    let command = Rate {
        rating: id(RatingId::from_parts, number),
        visit: Some(visit),
        rated: false,
        by_staff: false,
        level,
        words: None,
    };
    let events = rate(command, &city.settings, &city.calendar, day(on)).unwrap();
    RatingRow::of(&events.iter().fold(None, Rating::apply).unwrap())
}

fn a_visit_has_one_rating_and_bad_ones_wait(fixture: &Fixture) {
    let rows: Vec<RatingRow> = [
        rated(1, "2026-03-02", Level::Dissatisfied),
        rated(2, "2026-03-03", Level::Satisfied),
        rated(3, "2026-03-04", Level::VeryDissatisfied),
    ]
    .into();
    let written = rows.clone();
    fixture.write(move |tx| rating::insert(tx, &written.iter().collect::<Vec<_>>())).unwrap();
    let again = rated(4, "2026-03-03", Level::Satisfied);
    let twice = fixture.write(move |tx| rating::insert(tx, &[&again]));
    assert!(matches!(twice, Err(Error::Duplicate { .. })), "{twice:?}");
    let case = rows[0].subject_id.clone();
    assert!(fixture.read(move |tx| rating::is_rated(tx, &case, "2026-03-03")).unwrap());
    let department = rows[0].department.clone();
    let page = |department: Option<String>, open: bool, after: (&'static str, String)| {
        let read = move |tx: &mut crate::Tx<'_>| {
            let (department, after) = (department.as_deref(), (after.0, after.1.as_str()));
            rating::page(tx, Part { department, open, from: "", after, limit: 2 })
        };
        fixture.read(read).unwrap()
    };
    let beginning = || ("9999-12-31", "~".to_owned());
    for of in [None, Some(department.clone())] {
        assert_eq!(page(of.clone(), false, beginning()), [rows[2].clone(), rows[1].clone()]);
        assert_eq!(page(of.clone(), true, beginning()), [rows[2].clone(), rows[0].clone()]);
        assert_eq!(page(of, true, ("2026-03-04", rows[2].id.clone())), [rows[0].clone()]);
    }
    let done = RatingRow { followed_on: Some("2026-03-05".to_owned()), ..rows[2].clone() };
    fixture.write(move |tx| rating::followed(tx, &done)).unwrap();
    assert_eq!(page(Some(department), true, beginning()), [rows[0].clone()]);
    assert!(page(Some("another".to_owned()), false, beginning()).is_empty());
}
