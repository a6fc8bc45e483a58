//! Tickets of the hall.

use daowei_domain::fixture::{City, Counter as Plate, at, day, id};
use daowei_domain::queue::{
    Arrangement, Command, Counter, Deed, Kind, QueueTicket, Standing, arrange, decide, draw,
};
use daowei_ident::TicketId;

use super::fixture::Fixture;
use crate::queue::{self, Part};
use crate::{Error, Result};

on_both!(
    a_number_is_drawn_once_and_a_ticket_is_called_by_one_window,
    figures_are_counted_by_day_kind_and_window,
    a_case_has_the_ticket_that_was_served
);

const TODAY: &str = "2026-03-02";

fn arrangement(city: &City) -> Arrangement {
    let kind = Kind { letter: 'A', name: "综合".to_owned(), windows: std::collections::BTreeSet::new() };
    let events = arrange(vec![kind], &city.facts, day(TODAY)).unwrap();
    events.iter().fold(None, Arrangement::apply).unwrap()
}

fn drawn(number: u8, last: u32) -> QueueTicket {
    let when = (day(TODAY), at(&format!("{TODAY} 09:0{number}")));
    draw(Some(&arrangement(&City::new())), 'A', (id(TicketId::from_parts, number), last), when).unwrap()
}

fn done(ticket: &QueueTicket, window: Plate, command: Command, time: &str) -> (QueueTicket, Deed) {
    let city = City::new();
    let serving = (ticket.standing == Standing::Called).then_some(ticket);
    let counter = Counter {
        window: window.id(),
        serving,
        arrangement: Some(&arrangement(&city)),
        facts: &city.facts,
        today: day(TODAY),
        now: at(&format!("{TODAY} {time}")),
    };
    decide(ticket, command, &counter).unwrap()
}

fn keep(
    fixture: &Fixture,
    before: &QueueTicket,
    (after, deed): (&QueueTicket, Deed),
    at_: &str,
) -> Result<()> {
    let (before, after) = (before.clone(), after.clone());
    let now = at(&format!("{TODAY} {at_}"));
    let desk = after.window.map(|window| window.to_string()).unwrap_or_default();
    fixture.write(move |tx| queue::update(tx, (&before, &after), (now, deed, &desk, "p1")))
}

fn a_number_is_drawn_once_and_a_ticket_is_called_by_one_window(fixture: &Fixture) {
    assert_eq!(fixture.read(|tx| queue::last(tx, TODAY, 'A')).unwrap(), 0);
    let (first, second) = (drawn(1, 0), drawn(2, 1));
    for ticket in [first.clone(), second.clone()] {
        fixture.write(move |tx| queue::insert(tx, &ticket, "p1")).unwrap();
    }
    let same = QueueTicket { id: id(TicketId::from_parts, 3), ..second.clone() };
    let twice = fixture.write(move |tx| queue::insert(tx, &same, ""));
    assert!(matches!(twice, Err(Error::Conflict)), "{twice:?}");
    assert_eq!(fixture.read(|tx| queue::last(tx, TODAY, 'A')).unwrap(), 2);
    let waiting = fixture.read(|tx| queue::of_standing(tx, TODAY, Standing::Waiting, 10)).unwrap();
    assert_eq!(waiting, [first.clone(), second.clone()]);

    // Both windows saw it wait: one of them has it.
    let called = done(&first, Plate::Market, Command::Call, "09:10");
    keep(fixture, &first, (&called.0, called.1), "09:10").unwrap();
    let late = done(&first, Plate::Composite, Command::Call, "09:10");
    let refused = keep(fixture, &first, (&late.0, late.1), "09:10");
    assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
    // And a window has one at a time.
    let other = done(&second, Plate::Market, Command::Call, "09:11");
    let refused = keep(fixture, &second, (&other.0, other.1), "09:11");
    assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");

    let desk = Plate::Market.id().to_string();
    let serving = fixture.read(move |tx| queue::serving(tx, TODAY, &desk)).unwrap();
    assert_eq!(serving.as_ref(), Some(&called.0));
    let passed = done(&called.0, Plate::Market, Command::Transfer { to: Plate::Composite.id() }, "09:12");
    keep(fixture, &called.0, (&passed.0, passed.1), "09:12").unwrap();
    let waiting = fixture.read(|tx| queue::of_standing(tx, TODAY, Standing::Waiting, 10)).unwrap();
    assert_eq!(waiting, [passed.0.clone(), second], "it keeps its place");
    let ticket = first.id.to_string();
    let steps = fixture.read(move |tx| queue::steps(tx, &ticket)).unwrap();
    let deeds: Vec<&str> = steps.iter().map(|step| step.deed.as_str()).collect();
    assert_eq!(deeds, ["drawn", "called", "transferred"]);
}

fn figures_are_counted_by_day_kind_and_window(fixture: &Fixture) {
    let (first, second, third) = (drawn(1, 0), drawn(2, 1), drawn(3, 2));
    for ticket in [first.clone(), second.clone(), third] {
        fixture.write(move |tx| queue::insert(tx, &ticket, "p1")).unwrap();
    }
    let called = done(&first, Plate::Market, Command::Call, "09:11");
    keep(fixture, &first, (&called.0, called.1), "09:11").unwrap();
    let skipped = done(&called.0, Plate::Market, Command::Skip, "09:12");
    keep(fixture, &called.0, (&skipped.0, skipped.1), "09:12").unwrap();
    let called = done(&second, Plate::Market, Command::Call, "09:22");
    keep(fixture, &second, (&called.0, called.1), "09:22").unwrap();
    let page = |after: (&'static str, &'static str, String), limit| {
        fixture
            .read(move |tx| {
                let after = (after.0, after.1, after.2.as_str());
                queue::waits(tx, Part { from: "2026-03-01", after, limit })
            })
            .unwrap()
    };
    let rows = page(("9999-12-31", "~", "~".to_owned()), 10);
    let [served, waiting] = rows.as_slice() else { panic!("{rows:?}") };
    let minute = 60_000_000;
    assert_eq!(served.desk, Plate::Market.id().to_string());
    assert_eq!((served.drawn, served.called, served.skipped, served.waiting), (2, 2, 1, 0));
    assert_eq!((served.waited, served.longest), (30 * minute, 20 * minute));
    assert_eq!((waiting.desk.as_str(), waiting.waiting, waiting.waited), ("", 1, 0));
    assert_eq!(page((TODAY, "A", served.desk.clone()), 10), std::slice::from_ref(waiting));
}

fn a_case_has_the_ticket_that_was_served(fixture: &Fixture) {
    let ticket = drawn(1, 0);
    let kept = ticket.clone();
    fixture.write(move |tx| queue::insert(tx, &kept, "")).unwrap();
    let id = ticket.id.to_string();
    let served = id.clone();
    fixture.write(move |tx| queue::link(tx, "c1", "5120", &served)).unwrap();
    assert_eq!(fixture.read(|tx| queue::ticket_of(tx, "c1")).unwrap(), Some(ticket));
    assert_eq!(fixture.read(|tx| queue::ticket_of(tx, "c2")).unwrap(), None);
    let cases = fixture.read(move |tx| queue::cases_of(tx, &id)).unwrap();
    assert_eq!(cases, [("c1".to_owned(), "5120".to_owned())]);
}
