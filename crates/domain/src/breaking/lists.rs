//! The list, the limits, the settings, the calendar.

use daowei_calendar::{CalendarData, CalendarRow, LocalKind, LocalOverlay, LocalRow, RowKind};

use super::Example;
use crate::calendar::{self, Almanac, rules as calendars};
use crate::case::Command;
use crate::catalog::{self, Command as Change, Origin, ProcedureGround, rules};
use crate::fixture::{Matter, Play, Who, day, id, reasons};
use crate::limits::{Length, Limit, StartRule, rules as limits};
use crate::organization::Validity;
use crate::rule::Refusal;
use crate::setting::{self, Key, rules as settings};

pub(super) const EXAMPLES: &[Example] = &[
    (&rules::NOT_IN_FORCE, || {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        let item = play.city.items.get_mut(&Matter::License).expect("an item");
        for version in &mut item.versions {
            version.validity = version.validity.ended(day("2026-03-02"));
        }
        play.act(Who::Clerk, Command::Accept).map(drop)
    }),
    (&rules::SUSPENDED, || {
        let command = Change::End {
            reason: catalog::EndReason::Suspended,
            on: day("2026-03-02"),
            document: "资府发〔2026〕1号".to_owned(),
        };
        let item = Matter::License.item();
        let events = catalog::decide(&item, command)?;
        let item = events.iter().fold(Some(item), catalog::Item::apply).expect("an item");
        item.in_force(day("2026-03-02")).map(drop)
    }),
    (&rules::STOPPED_BY_LAW, || {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        play.city.stop(Matter::License, "2026-03-02");
        play.act(Who::Clerk, Command::Accept).map(drop)
    }),
    (&rules::WITHOUT_FOUNDING, || accept(Matter::Unfounded)),
    (&rules::WITHOUT_LIMIT, || accept(Matter::Unlimited)),
    (&rules::DEPARTMENT_UNKNOWN, || accept(Matter::Unmatched)),
    (&rules::NAME_EMPTY, || {
        let mut content = Matter::License.content();
        content.name = "　".to_owned();
        enter(founding("资府发〔2026〕1号"), content)
    }),
    (&rules::FOUNDING_EMPTY, || enter(founding(" "), Matter::License.content())),
    (&rules::ORDER, || {
        let command = Change::RecordVersion {
            origin: founding("资府发〔2026〕1号"),
            validity: Validity::since(day("2000-01-01")),
            content: Box::new(Matter::License.content()),
        };
        catalog::decide(&Matter::License.item(), command).map(drop)
    }),
    (&rules::NOTHING_TO_END, || {
        let command = Change::End {
            reason: catalog::EndReason::Canceled,
            on: day("1999-12-31"),
            document: "资府发〔2026〕1号".to_owned(),
        };
        catalog::decide(&Matter::License.item(), command).map(drop)
    }),
    (&rules::STOPPED_TWICE, || stop("2026-03-02").and_then(|item| stop_again(&item, "2026-04-02"))),
    (&rules::STOPPED_BEFORE, || stop("1999-12-31").map(drop)),
    (&rules::PAPER_TWICE, || {
        let mut content = Matter::License.content();
        content.papers.extend(content.papers.first().cloned());
        enter(founding("资府发〔2026〕1号"), content)
    }),
    (&rules::PROMISE_LONGER, || {
        let mut content = Matter::License.content();
        content.promised_limit = Some(working_days(21));
        enter(founding("资府发〔2026〕1号"), content)
    }),
    (&limits::UNREADABLE, || accept(Matter::Unreadable)),
    (&limits::PAUSE_GROUND, || pause(ProcedureGround::PublicNotice, "2026-03-02")),
    (&limits::PAUSE_WITHOUT_LAW, || pause(ProcedureGround::Hearing, "2026-03-02")),
    (&limits::PAUSE_UNSERVED, || {
        let mut play = paused();
        let pause = play.case().open_pause().expect("a pause").id;
        play.act(Who::Chief, Command::EndPause { pause, on: day("2026-03-02"), deduct: true }).map(drop)
    }),
    (&limits::PAUSE_OPEN, || {
        paused().act(Who::Chief, start(ProcedureGround::SiteSurvey, "2026-03-02")).map(drop)
    }),
    (&limits::PAUSE_UNKNOWN, || {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        let pause = id(daowei_ident::PauseId::from_parts, 99);
        play.act(Who::Chief, Command::EndPause { pause, on: day("2026-03-02"), deduct: false }).map(drop)
    }),
    (&limits::PAUSE_START, || pause(ProcedureGround::ExpertReview, "2026-03-01")),
    (&limits::PAUSE_DAYS, || {
        let (ground, on) = (ProcedureGround::ExpertReview, day("2026-03-02"));
        let command = Command::StartPause { ground, needed_days: 0, on };
        Play::accepted(Matter::License, "2026-03-02 09:00").act(Who::Chief, command).map(drop)
    }),
    (&limits::PAUSE_TOO_LONG, || {
        let (ground, on) = (ProcedureGround::ExpertReview, day("2026-03-02"));
        let command = Command::StartPause { ground, needed_days: 251, on };
        Play::accepted(Matter::License, "2026-03-02 09:00").act(Who::Chief, command).map(drop)
    }),
    (&limits::PAUSE_DATE, || {
        let mut play = paused();
        let pause = play.case().open_pause().expect("a pause").id;
        play.act(Who::Chief, Command::EndPause { pause, on: day("2026-03-03"), deduct: false }).map(drop)
    }),
    (&limits::EXTENSION_SECOND, || {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        play.done(Who::Principal, extend(5, false));
        play.act(Who::DeputyLeader, extend(5, false)).map(drop)
    }),
    (&limits::EXTENSION_AFTER_LIMIT, || {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        play.pass("2026-03-31 09:00");
        play.act(Who::Principal, extend(5, false)).map(drop)
    }),
    (&limits::EXTENSION_APPROVER, || {
        let mut play = Play::accepted(Matter::Government, "2026-03-02 09:00");
        play.act(Who::Principal, extend(15, false)).map(drop)
    }),
    (&limits::EXTENSION_TOO_LONG, || {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        play.act(Who::Principal, extend(11, false)).map(drop)
    }),
    (&limits::EXTENSION_NONE, || {
        let mut play = Play::accepted(Matter::Confirmation, "2026-03-02 09:00");
        play.act(Who::Principal, extend(5, false)).map(drop)
    }),
    (&limits::CALENDAR_RANGE, || {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        let item = play.city.items.get_mut(&Matter::License).expect("an item");
        for limit in item.versions.iter_mut().filter_map(|version| version.content.statutory_limit.as_mut()) {
            limit.length = Length::working_days(100_000);
        }
        play.act(Who::Clerk, Command::Accept).map(drop)
    }),
    (&settings::BOUNDS, || set(6, "2026-03-02")),
    (&settings::BACKWARDS, || set(5, "2026-03-01")),
    (&settings::DOCUMENT, || apart("2026-03-09", "x")),
    (&settings::TOO_SOON, || apart("2026-03-08", "资政务〔2026〕3号")),
    (&calendars::UNREADABLE, || {
        let row = |kind| CalendarRow { date: day("2027-01-01"), kind, name: "元旦".to_owned() };
        let rows = vec![row(RowKind::Holiday), row(RowKind::MakeupWorkday)];
        publish(rows, "国办发明电〔2026〕9号")
    }),
    (&calendars::WITHOUT_DOCUMENT, || publish(Vec::new(), " ")),
    (&calendars::YEAR_INCOMPLETE, || publish(Vec::new(), "国办发明电〔2026〕1号")),
    (&calendars::PAST, || decree("2026-02-27", "资府发〔2026〕9号")),
    (&calendars::TOO_FEW_WORKING_DAYS, || {
        let days = std::iter::successors(Some(day("2026-03-03")), |day| day.tomorrow().ok());
        let rest = |date| LocalRow { date, ..rest_day("2026-03-03", "资府发〔2026〕9号") };
        decree_all(days.take(100).map(rest).collect())
    }),
    (&calendars::LOCAL_AUTHORITY, || decree("2026-03-20", "资政务〔2026〕9号")),
];

fn accept(matter: Matter) -> Result<(), Refusal> {
    Play::received(matter, "2026-03-02 09:00").act(Who::Clerk, Command::Accept).map(drop)
}

fn founding(document: &str) -> Origin {
    Origin::Founding { document: document.to_owned() }
}

fn enter(origin: Origin, content: catalog::Content) -> Result<(), Refusal> {
    let validity = Validity::since(day("2026-03-02"));
    catalog::enter(Matter::License.id(), origin, validity, Box::new(content)).map(drop)
}

fn working_days(days: u32) -> Limit {
    Limit { length: Length::working_days(days), start: StartRule::Acceptance, basis: String::new() }
}

fn start(ground: ProcedureGround, on: &str) -> Command {
    Command::StartPause { ground, needed_days: 20, on: day(on) }
}

fn pause(ground: ProcedureGround, on: &str) -> Result<(), Refusal> {
    Play::accepted(Matter::License, "2026-03-02 09:00").act(Who::Chief, start(ground, on)).map(drop)
}

fn paused() -> Play {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.done(Who::Chief, start(ProcedureGround::ExpertReview, "2026-03-02"));
    play
}

fn extend(days: u32, by_government: bool) -> Command {
    Command::Extend { days, reasons: reasons(), by_government }
}

fn apart(from: &str, document: &str) -> Result<(), Refusal> {
    let (key, document) = (setting::Key::DecisionApart, document.to_owned());
    let command = setting::Command::Change { key, value: 0, from: day(from), document };
    setting::decide(command, day("2026-03-02")).map(drop)
}

fn set(value: u32, from: &str) -> Result<(), Refusal> {
    let document = "资政务〔2026〕3号".to_owned();
    let command =
        setting::Command::Change { key: Key::ConfirmationMinutes, value, from: day(from), document };
    setting::decide(command, day("2026-03-02")).map(drop)
}

fn publish(rows: Vec<CalendarRow>, document: &str) -> Result<(), Refusal> {
    let data = CalendarData {
        version: "cn-2027".to_owned(),
        covers: [2027].into_iter().collect(),
        learned_at: None,
        rows,
    };
    let command = calendar::Command::Publish { data, document: document.to_owned() };
    calendar::decide(&Almanac::shipped(), command, day("2026-03-02")).map(drop)
}

fn decree(date: &str, authority: &str) -> Result<(), Refusal> {
    decree_all(vec![rest_day(date, authority)])
}

fn rest_day(date: &str, authority: &str) -> LocalRow {
    let (name, authority) = ("防汛".to_owned(), authority.to_owned());
    LocalRow { date: day(date), kind: LocalKind::RestDay, name, authority }
}

fn decree_all(rows: Vec<LocalRow>) -> Result<(), Refusal> {
    let command = calendar::Command::DecreeLocal(LocalOverlay { version: String::new(), rows });
    calendar::decide(&Almanac::shipped(), command, day("2026-03-02")).map(drop)
}

fn stop(on: &str) -> Result<catalog::Item, Refusal> {
    let item = Matter::License.item();
    let command = Change::StopByLaw { on: day(on), document: "国发〔2026〕1号".to_owned() };
    let events = catalog::decide(&item, command)?;
    Ok(events.iter().fold(Some(item), catalog::Item::apply).expect("an item"))
}

fn stop_again(item: &catalog::Item, on: &str) -> Result<(), Refusal> {
    let command = Change::StopByLaw { on: day(on), document: "国发〔2026〕2号".to_owned() };
    catalog::decide(item, command).map(drop)
}
