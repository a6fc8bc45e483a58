//! Tests of this room.

use jiff::civil::Date;

use super::{Command, Content, EndReason, Event, Item, Origin, decide, enter};
use crate::fixture::{Matter, day};
use crate::limits::{Length, Limit, StartRule, Unit};
use crate::organization::Validity;

fn founding() -> Origin {
    Origin::Founding { document: "资府发〔2026〕1号".to_owned() }
}

fn after(item: Item, command: Command) -> Item {
    let events = decide(&item, command).expect("the rules of the list");
    events.iter().fold(Some(item), Item::apply).expect("an item")
}

fn version_from(from: &str) -> Command {
    let content = Box::new(Content { name: format!("第二版{from}"), ..Matter::License.content() });
    Command::RecordVersion { origin: founding(), validity: Validity::since(day(from)), content }
}

fn in_force(item: &Item, on: Date) -> Option<u32> {
    item.in_force(on).ok().map(|version| version.number)
}

#[test]
fn a_later_version_takes_the_place_of_the_earlier_from_its_first_day_on() {
    let item = after(Matter::License.item(), version_from("2026-03-02"));
    assert_eq!(in_force(&item, day("1999-12-31")), None);
    assert_eq!(in_force(&item, day("2026-03-01")), Some(1));
    assert_eq!(in_force(&item, day("2026-03-02")), Some(2));
    assert_eq!(item.name(), "第二版2026-03-02");
    assert!(item.version(1).is_some_and(|version| version.content == Matter::License.content()));
}

#[test]
fn a_version_that_was_ended_stays_readable_and_takes_nothing_more() {
    let document = "资府发〔2026〕5号".to_owned();
    let item = after(
        Matter::License.item(),
        Command::End { reason: EndReason::Canceled, on: day("2026-03-02"), document },
    );
    assert_eq!(in_force(&item, day("2026-03-01")), Some(1));
    assert_eq!(in_force(&item, day("2026-03-02")), None);
    assert!(item.version(1).is_some());
}

#[test]
fn what_is_suspended_says_so_and_can_be_canceled_or_come_back() {
    let end =
        |reason, on| Command::End { reason, on: day(on), document: "资府发〔2026〕5号".to_owned() };
    let item = after(Matter::License.item(), end(EndReason::Suspended, "2026-03-02"));
    let refusal = item.in_force(day("2026-03-02")).expect_err("it is suspended");
    assert_eq!(refusal.rule, &super::rules::SUSPENDED);
    let refusal = decide(&item, end(EndReason::Suspended, "2026-03-09")).expect_err("suspended once more");
    assert_eq!(refusal.rule, &super::rules::NOTHING_TO_END);
    let back = after(item.clone(), version_from("2026-04-01"));
    assert_eq!((in_force(&back, day("2026-03-31")), in_force(&back, day("2026-04-01"))), (None, Some(2)));
    let gone = after(item, end(EndReason::Canceled, "2026-03-09"));
    let refusal = gone.in_force(day("2026-03-09")).expect_err("it is canceled");
    assert_eq!(refusal.rule, &super::rules::NOT_IN_FORCE);
}

#[test]
fn a_stop_by_law_beats_the_list() {
    let document = "国发〔2026〕1号".to_owned();
    let item = after(Matter::License.item(), Command::StopByLaw { on: day("2026-03-02"), document });
    let item = after(item, version_from("2026-04-01"));
    assert_eq!(in_force(&item, day("2026-03-01")), Some(1));
    let refusal = item.in_force(day("2026-05-01")).expect_err("the law has stopped it");
    assert_eq!(refusal.rule, &super::rules::STOPPED_BY_LAW);
}

#[test]
fn an_import_keeps_what_it_found_and_our_own_procedure_must_be_right() {
    let longer = Content {
        promised_limit: Some(Limit {
            length: Length::Fixed { amount: 30, unit: Unit::WorkingDays },
            start: StartRule::Acceptance,
            basis: String::new(),
        }),
        ..Matter::License.content()
    };
    let enter = |origin| {
        enter(Matter::License.id(), origin, Validity::since(day("2026-03-02")), Box::new(longer.clone()))
    };
    assert!(enter(Origin::Import { source: "items.csv:7".to_owned() }).is_ok());
    let refusal = enter(founding()).expect_err("a promise longer than the law allows");
    assert_eq!(refusal.rule, &super::rules::PROMISE_LONGER);
}

#[test]
fn nothing_comes_of_an_event_without_its_beginning() {
    let end = Event::from(super::VersionEnded {
        number: 1,
        on: day("2026-03-02"),
        document: String::new(),
        reason: EndReason::Canceled,
    });
    assert_eq!(Item::apply(None, &end), None);
}

#[test]
fn types_of_power_are_read_by_code_and_by_name() {
    for power in super::PowerType::ALL {
        assert_eq!(super::PowerType::read(power.code()), Some(power));
        assert_eq!(super::PowerType::read(power.zh()), Some(power));
    }
    assert_eq!(super::PowerType::read("非行政许可审批"), None);
}

#[test]
fn article_45_is_a_closed_list_of_eight() {
    let named = super::ProcedureGround::ALL.iter().filter(|ground| ground.is_in_article_45());
    assert_eq!(named.count(), 8);
    assert!(!super::ProcedureGround::SiteSurvey.is_in_article_45());
}
