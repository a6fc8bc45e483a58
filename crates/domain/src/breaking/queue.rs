//! Tickets and windows.

use daowei_ident::TicketId;

use super::Example;
use crate::fixture::{City, Counter as Plate, Who, at, day, id};
use crate::queue::{
    Arrangement, Command, Counter, Kind, MOST_TICKETS, QueueTicket, arrange, at_window, decide, draw, rules,
};
use crate::rule::Refusal;

pub(super) const EXAMPLES: &[Example] = &[
    (&rules::LETTER_TWICE, || arranged(&[('A', &[]), ('A', &[])]).map(drop)),
    (&rules::WINDOW, || acted(Command::Transfer { to: Plate::Market.id() }, |_| {})),
    (&rules::KIND_UNKNOWN, || drawn('C', 0).map(drop)),
    (&rules::FULL, || drawn('A', MOST_TICKETS).map(drop)),
    (&rules::NO_WINDOW, || {
        let city = City::new();
        at_window(&city.facts, &city.staff(Who::Reviewer), day("2026-03-02")).map(drop)
    }),
    (&rules::SERVING, || {
        let (serving, next) = (called()?, drawn('A', 1)?);
        at_counter(Some(&serving), |counter| decide(&next, Command::Call, counter).map(drop))
    }),
    (&rules::NONE_WAITING, || at_counter(None, |counter| counter.next(&[]).map(drop))),
    (&rules::ELSEWHERE, || acted(Command::Skip, |ticket| ticket.window = Some(Plate::Composite.id()))),
    (&rules::NOT_TODAY, || acted(Command::Finish, |ticket| ticket.day = day("2026-02-27"))),
];

fn arranged(kinds: &[(char, &[Plate])]) -> Result<Arrangement, Refusal> {
    let kind = |(letter, windows): &(char, &[Plate])| Kind {
        letter: *letter,
        name: "综合".to_owned(),
        windows: windows.iter().map(|window| window.id()).collect(),
    };
    let kinds = kinds.iter().map(kind).collect();
    let events = arrange(kinds, &City::new().facts, day("2026-03-02"))?;
    Ok(events.iter().fold(None, Arrangement::apply).expect("an arrangement"))
}

fn drawn(kind: char, last: u32) -> Result<QueueTicket, Refusal> {
    let arrangement = arranged(&[('A', &[])])?;
    let when = (day("2026-03-02"), at("2026-03-02 09:00"));
    draw(Some(&arrangement), kind, (id(TicketId::from_parts, 1), last), when)
}

fn at_counter<T>(serving: Option<&QueueTicket>, asked: impl FnOnce(&Counter<'_>) -> T) -> T {
    let arrangement = arranged(&[('A', &[])]).expect("an arrangement");
    asked(&Counter {
        window: Plate::Market.id(),
        serving,
        arrangement: Some(&arrangement),
        facts: &City::new().facts,
        today: day("2026-03-02"),
        now: at("2026-03-02 09:10"),
    })
}

fn called() -> Result<QueueTicket, Refusal> {
    let ticket = drawn('A', 0)?;
    at_counter(None, |counter| decide(&ticket, Command::Call, counter)).map(|(ticket, _)| ticket)
}

fn acted(command: Command, change: impl FnOnce(&mut QueueTicket)) -> Result<(), Refusal> {
    let mut ticket = called()?;
    change(&mut ticket);
    at_counter(Some(&ticket), |counter| decide(&ticket, command, counter)).map(drop)
}
