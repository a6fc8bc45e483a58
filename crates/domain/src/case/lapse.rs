//! What time alone has brought about: always first, before any command is decided.

use daowei_calendar::{legal_date, start_of_day};
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::{
    Case, Chart, ClockOverrun, ClockWarned, CorrectionDormant, DeemedAccepted, Event, Stage, StepEntered,
};
use crate::catalog::{Content, Item};
use crate::limits::{Clock, ClockKind, Length, Reckoning, StartRule};
use crate::record::{Actor, Recorded};
use crate::setting::Settings;
use daowei_calendar::Calendar;
use daowei_ident::UnitId;

/// What [`lapse`] is held against.
#[derive(Clone, Copy, Debug)]
pub struct Passing<'a> {
    /// Now.
    pub now: Timestamp,
    /// The calendar in use.
    pub calendar: &'a Calendar,
    /// The settings in force.
    pub settings: &'a Settings,
    /// The item of the case, where the list has one.
    pub item: Option<&'a Item>,
    /// The unit of work that records it.
    pub unit: UnitId,
}

/// The events that time alone has brought about, with the article for each, in their order. Asked again, it says nothing.
#[must_use]
pub fn lapse(case: &Case, passing: &Passing<'_>) -> Vec<Recorded<Event>> {
    let mut records = Vec::new();
    let mut state = case.clone();
    // Each event may make the next one due; every turn settles something, so the number of clocks bounds the turns.
    while let Some((article, events)) = next(&state, passing) {
        for event in events {
            let record = Recorded {
                at: passing.now,
                unit: passing.unit,
                by: Actor::Law { article: article.to_owned() },
                grant: None,
                event,
            };
            if let Some(after) = Case::apply(Some(state.clone()), &record) {
                state = after;
            }
            records.push(record);
        }
    }
    records
}

/// The first thing that is due.
fn next(case: &Case, passing: &Passing<'_>) -> Option<(&'static str, Vec<Event>)> {
    deemed(case, passing)
        .map(|events| ("行政许可法 第三十二条第一款第四项", events))
        .or_else(|| overrun(case, passing).map(|event| ("期限届满", vec![event])))
        .or_else(|| warning(case, passing).map(|event| ("到期预警", vec![event])))
        .or_else(|| dormant(case, passing).map(|event| ("补正逾期未交", vec![event])))
}

/// The next instant at which [`lapse`] may have something to say: when the worker should look again.
#[must_use]
pub fn due_at(case: &Case, settings: &Settings) -> Option<Timestamp> {
    let clocks = counting(case).flat_map(|(clock, reckoning)| {
        let warning = (!clock.warned && !clock.overrun).then(|| start_of_day(reckoning.warns_on));
        let end = (!clock.overrun).then_some(reckoning.ends_at);
        warning.into_iter().chain(end)
    });
    let sleep = sleeps_on(case, settings).map(start_of_day);
    clocks.chain(sleep).min()
}

/// The clocks whose end counts, and when that is: those that run; those that only a notice not yet served would stop; and
/// those that a told procedure stops, for as long as it was told to take (art. 45).
fn counting(case: &Case) -> impl Iterator<Item = (&Clock, &Reckoning)> {
    let told = case.open_pause().filter(|pause| pause.told_until.is_some());
    case.clocks.values().filter(|clock| !clock.is_ended()).filter_map(move |clock| match told {
        Some(pause) if clock.is_stopped() => {
            let latest = pause.latest.iter().find(|(kind, _)| *kind == clock.kind);
            latest.map(|(_, reckoning)| (clock, reckoning))
        }
        _ => Some((clock, &clock.reckoning)),
    })
}

/// 视为受理: nobody said anything within five working days of the receipt of papers. Licenses only, art. 32(1)④ only.
///
/// The law accepts only what it knows: a license that it abolished before the five days were over, or that had not begun
/// on the day of receipt, is not accepted by silence. An entry that only the list has ended is (law beats the list).
fn deemed(case: &Case, passing: &Passing<'_>) -> Option<Vec<Event>> {
    let clock = case.clocks.get(&ClockKind::Notification)?;
    // A correction notice has ended the clock only if it was served.
    if !(case.stage.is_intake() && clock.is_running() && clock.is_over(passing.now)) {
        return None;
    }
    let item = passing.item?;
    let version = item.known_on(clock.start)?;
    let abolished = item.stopped.as_ref().is_some_and(|stop| stop.on <= clock.reckoning.due);
    if abolished || !version.content.is_license() {
        return None;
    }
    let chart = Chart::fixed_review();
    let accepted = DeemedAccepted {
        on: clock.start,
        item_version: version.number,
        chart: chart.id.to_owned(),
        chart_version: chart.version,
        separated: chart.keeps_apart(&version.content, passing.settings),
        level: version.content.decision_level,
        clocks: clocks(case, &version.content, clock.start, passing),
    };
    let overrun = ClockOverrun { clock: ClockKind::Notification, due: clock.reckoning.due };
    let entered = chart.after(None).map(|step| {
        StepEntered {
            chart: chart.id.to_owned(),
            version: chart.version,
            step: step.id.to_owned(),
            office: case.department,
        }
        .into()
    });
    Some([overrun.into(), accepted.into()].into_iter().chain(entered).collect())
}

/// The clocks that have been running since the papers came; what cannot be read cannot run, and the law deems all the same.
fn clocks(case: &Case, content: &Content, on: Date, passing: &Passing<'_>) -> Vec<Clock> {
    let limits =
        [(ClockKind::Statutory, &content.statutory_limit), (ClockKind::Promised, &content.promised_limit)];
    // Hours count from the papers too, not from the moment at which somebody looked.
    let complete_at = match case.clocks.get(&ClockKind::Notification) {
        Some(clock) if clock.start > case.received_on => clock.started_at,
        _ => case.received_at,
    };
    limits
        .into_iter()
        .filter_map(|(kind, limit)| limit.as_ref().map(|limit| (kind, limit)))
        .filter(|(_, limit)| matches!(limit.length, Length::Fixed { .. }))
        .filter_map(|(kind, limit)| {
            let (start, at) = match limit.start {
                StartRule::Receipt => (case.received_on, case.received_at),
                StartRule::Acceptance | StartRule::CompleteReceipt => (on, complete_at),
                StartRule::AsWritten(_) => return None,
            };
            let days = passing.settings.warning_days;
            Clock::start(kind, &limit.basis, &limit.length, start, at, passing.calendar, days).ok()
        })
        .collect()
}

fn overrun(case: &Case, passing: &Passing<'_>) -> Option<Event> {
    let (clock, reckoning) =
        counting(case).find(|(clock, reckoning)| !clock.overrun && passing.now >= reckoning.ends_at)?;
    Some(ClockOverrun { clock: clock.kind, due: reckoning.due }.into())
}

/// One working day ahead, by the setting.
fn warning(case: &Case, passing: &Passing<'_>) -> Option<Event> {
    let today = legal_date(passing.now);
    let (clock, reckoning) = counting(case)
        .find(|(clock, reckoning)| !clock.warned && !clock.overrun && reckoning.warns_on <= today)?;
    Some(ClockWarned { clock: clock.kind, due: reckoning.due }.into())
}

fn dormant(case: &Case, passing: &Passing<'_>) -> Option<Event> {
    let on = sleeps_on(case, passing.settings)?;
    (on <= legal_date(passing.now)).then(|| CorrectionDormant { on }.into())
}

/// The day from which a correction that never came sleeps.
fn sleeps_on(case: &Case, settings: &Settings) -> Option<Date> {
    let round = case.corrections.last()?;
    let waits = case.stage == Stage::CorrectionRequested && round.handed_in.is_none() && !round.dormant;
    if !waits {
        return None;
    }
    round.told_on?.checked_add(Span::new().days(settings.dormant_days)).ok()
}
