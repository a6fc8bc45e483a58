//! Tests of this room.

use std::collections::BTreeSet;

use daowei_ident::{TicketId, WindowId};

use super::{
    Arrangement, Command, Counter, Deed, Kind, MOST_TICKETS, QueueTicket, Standing, arrange, at_window,
    decide, draw, rules,
};
use crate::fixture::{City, Counter as Plate, Who, at, day, id};
use crate::rule::{Refusal, Rule};

const TODAY: &str = "2026-03-02";

fn kind(letter: char, windows: &[Plate]) -> Kind {
    Kind { letter, name: "综合".to_owned(), windows: windows.iter().map(|window| window.id()).collect() }
}

/// A: the composite window only; B: every window.
fn arrangement() -> Arrangement {
    let city = City::new();
    let kinds = vec![kind('A', &[Plate::Composite]), kind('B', &[])];
    let events = arrange(kinds, &city.facts, day(TODAY)).expect("an arrangement");
    events.iter().fold(None, Arrangement::apply).expect("an arrangement")
}

fn drawn(kind: char, number: u8) -> QueueTicket {
    let now = at(&format!("2026-03-02 09:0{number}"));
    draw(
        Some(&arrangement()),
        kind,
        (id(TicketId::from_parts, number), u32::from(number) - 1),
        (day(TODAY), now),
    )
    .expect("a ticket")
}

fn with<T>(window: Plate, serving: Option<&QueueTicket>, asked: impl FnOnce(&Counter<'_>) -> T) -> T {
    let (city, arrangement) = (City::new(), arrangement());
    asked(&Counter {
        window: window.id(),
        serving,
        arrangement: Some(&arrangement),
        facts: &city.facts,
        today: day(TODAY),
        now: at("2026-03-02 09:20"),
    })
}

fn done(ticket: &QueueTicket, command: Command, window: Plate) -> Result<(QueueTicket, Deed), Refusal> {
    let serving =
        Some(ticket).filter(|held| held.standing == Standing::Called && held.window == Some(window.id()));
    with(window, serving, |counter| decide(ticket, command, counter))
}

fn rule<T: std::fmt::Debug>(refused: Result<T, Refusal>) -> &'static Rule {
    refused.expect_err("a refusal").rule
}

#[test]
fn a_window_calls_the_first_of_those_that_it_serves() {
    let waiting = [drawn('A', 1), drawn('B', 2), drawn('B', 3)];
    assert_eq!(waiting[0].plate(), "A001");
    let first = |window| with(window, None, |counter| counter.next(&waiting).cloned());
    assert_eq!(first(Plate::Composite).expect("a ticket"), waiting[0]);
    assert_eq!(first(Plate::Market).expect("a ticket"), waiting[1], "A is not served there");
    let none = with(Plate::Market, None, |counter| counter.next(&waiting[..1]).cloned());
    assert_eq!(rule(none), &rules::NONE_WAITING);
    let (called, deed) = done(&waiting[0], Command::Call, Plate::Composite).expect("called");
    assert_eq!((called.standing, called.calls, deed), (Standing::Called, 1, Deed::Called));
    let busy = with(Plate::Composite, Some(&called), |counter| counter.next(&waiting[1..]).cloned());
    assert_eq!(rule(busy), &rules::SERVING);
}

#[test]
fn what_is_passed_on_keeps_its_place_and_waits_for_one_window_only() {
    let ticket = drawn('B', 2);
    let (called, _) = done(&ticket, Command::Call, Plate::Composite).expect("called");
    let (passed, deed) =
        done(&called, Command::Transfer { to: Plate::Market.id() }, Plate::Composite).expect("passed on");
    assert_eq!(deed, Deed::Transferred);
    assert_eq!((passed.standing, passed.drawn_at), (Standing::Waiting, ticket.drawn_at));
    assert_eq!(rule(done(&passed, Command::Call, Plate::Composite)), &rules::ELSEWHERE);
    let waiting = [passed.clone(), drawn('B', 3)];
    let next = with(Plate::Market, None, |counter| counter.next(&waiting).cloned());
    assert_eq!(next.expect("a ticket"), passed);
    let (again, _) = done(&passed, Command::Call, Plate::Market).expect("called");
    assert_eq!(again.called_at, called.called_at, "it has waited until it was called first");
    for to in [Plate::Composite.id(), id(WindowId::from_parts, 9)] {
        assert_eq!(rule(done(&called, Command::Transfer { to }, Plate::Composite)), &rules::WINDOW);
    }
}

#[test]
fn a_skipped_one_is_recalled_on_its_day_and_one_that_is_done_never() {
    let ticket = drawn('B', 1);
    let (called, _) = done(&ticket, Command::Call, Plate::Market).expect("called");
    let (again, deed) = done(&called, Command::Call, Plate::Market).expect("called again");
    assert_eq!((again.calls, deed), (2, Deed::CalledAgain));
    assert_eq!(rule(done(&called, Command::Skip, Plate::Composite)), &rules::ELSEWHERE);
    let (skipped, _) = done(&called, Command::Skip, Plate::Market).expect("skipped");
    let (recalled, deed) = done(&skipped, Command::Call, Plate::Composite).expect("recalled");
    assert_eq!((recalled.standing, deed), (Standing::Called, Deed::Recalled));
    let other = drawn('B', 2);
    let serving = done(&other, Command::Call, Plate::Market).expect("called").0;
    let busy = with(Plate::Market, Some(&serving), |counter| decide(&skipped, Command::Call, counter));
    assert_eq!(rule(busy), &rules::SERVING);
    let (finished, _) = done(&recalled, Command::Finish, Plate::Composite).expect("done");
    assert_eq!(rule(done(&finished, Command::Call, Plate::Composite)), &rules::ELSEWHERE);
    let old = QueueTicket { day: day("2026-02-27"), ..skipped };
    assert_eq!(rule(done(&old, Command::Call, Plate::Market)), &rules::NOT_TODAY);
}

#[test]
fn numbers_end_where_three_digits_do_and_nobody_draws_what_is_not_arranged() {
    let asked = |arrangement: Option<&Arrangement>, kind, last| {
        let now = at("2026-03-02 09:00");
        draw(arrangement, kind, (id(TicketId::from_parts, 1), last), (day(TODAY), now))
    };
    let arranged = arrangement();
    assert_eq!(asked(Some(&arranged), 'B', MOST_TICKETS - 1).expect("the last").plate(), "B999");
    assert_eq!(rule(asked(Some(&arranged), 'B', MOST_TICKETS)), &rules::FULL);
    assert_eq!(rule(asked(Some(&arranged), 'C', 0)), &rules::KIND_UNKNOWN);
    assert_eq!(rule(asked(None, 'B', 0)), &rules::KIND_UNKNOWN);
}

#[test]
fn kinds_have_letters_of_their_own_and_windows_that_are_open() {
    let city = City::new();
    let today = day(TODAY);
    assert_eq!(rule(arrange(vec![kind('A', &[]), kind('A', &[])], &city.facts, today)), &rules::LETTER_TWICE);
    let nowhere = Kind { windows: BTreeSet::from([id(WindowId::from_parts, 9)]), ..kind('A', &[]) };
    assert_eq!(rule(arrange(vec![nowhere], &city.facts, today)), &rules::WINDOW);
    assert_eq!(arrange(Vec::new(), &city.facts, today).expect("switched off").len(), 1);
}

#[test]
fn only_who_sits_at_an_open_window_calls() {
    let city = City::new();
    let today = day(TODAY);
    assert!(at_window(&city.facts, &city.staff(Who::Clerk), today).is_ok());
    assert!(at_window(&city.facts, &city.staff(Who::Assistant), today).is_ok(), "contract staff call, too");
    assert_eq!(rule(at_window(&city.facts, &city.staff(Who::Reviewer), today)), &rules::NO_WINDOW);
}
