//! 特别程序、延长期限、重新计算 (行政许可法 arts. 42, 45).

use daowei_calendar::{Calendar, Due};
use daowei_ident::{DocumentId, PauseId};
use jiff::civil::Date;

use crate::case::{
    Case, Context, Deducted, Event, Extended, Pause, PauseEnded, PauseStarted, PauseTold, Recomputed,
    rules as case_rules,
};
use crate::catalog::{Content, ExtensionRule, ProcedureGround};
use crate::limits::{Clock, ClockKind, Deduction, Reckoning, State, rules};
use crate::name::Name;
use crate::rule::{Refusal, ensure};
use crate::text::Text;

pub(super) fn may_start_pause(case: &Case) -> Result<(), Refusal> {
    ensure(case.open_pause().is_none(), || Refusal::by(&rules::PAUSE_OPEN))
}

pub(super) fn may_end_pause(case: &Case) -> Result<(), Refusal> {
    ensure(case.open_pause().is_some(), || Refusal::by(&rules::PAUSE_UNKNOWN))
}

pub(super) fn start_pause(
    case: &Case,
    ground: ProcedureGround,
    needed_days: u32,
    on: Date,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let accepted = case.acceptance.as_ref().map_or(on, |acceptance| acceptance.on);
    ensure(accepted <= on && on <= context.today(), || {
        Refusal::by(&rules::PAUSE_START).with("started", on).with("accepted", accepted)
    })?;
    ensure(needed_days > 0, || Refusal::by(&rules::PAUSE_DAYS))?;
    let most = context.settings.pause_days;
    ensure(needed_days <= most, || Refusal::by(&rules::PAUSE_TOO_LONG).with("most", most))?;
    let procedure = context.content(case)?.procedures.iter().find(|procedure| procedure.ground == ground);
    let basis = procedure.and_then(|procedure| procedure.basis.clone());
    let stops_statutory = ground.is_in_article_45() && basis.is_some();
    let stops_promise = procedure.is_some_and(|procedure| procedure.outside_promise);
    if !stops_statutory && !stops_promise {
        let rule = if ground.is_in_article_45() { &rules::PAUSE_WITHOUT_LAW } else { &rules::PAUSE_GROUND };
        return Err(Refusal::by(rule).named("ground", ground.name()));
    }
    let stopped =
        [(ClockKind::Statutory, stops_statutory), (ClockKind::Promised, stops_promise || stops_statutory)];
    let clocks = stopped
        .into_iter()
        .filter(|(kind, stops)| *stops && case.clocks.get(kind).is_some_and(Clock::is_running))
        .map(|(kind, _)| kind)
        .collect();
    Ok(vec![
        PauseStarted {
            pause: context.ids.next(PauseId::from_parts),
            ground,
            basis,
            on,
            needed_days,
            clocks,
            document: context.ids.next(DocumentId::from_parts),
        }
        .into(),
    ])
}

pub(super) fn end_pause(
    case: &Case,
    pause: PauseId,
    on: Date,
    deduct: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let open = case
        .open_pause()
        .filter(|open| open.id == pause)
        .ok_or_else(|| Refusal::by(&rules::PAUSE_UNKNOWN))?;
    ensure(open.started_on <= on && on <= context.today(), || {
        Refusal::by(&rules::PAUSE_DATE).with("started", open.started_on).with("ended", on)
    })?;
    let told = open.told_until.filter(|_| deduct);
    let Some(told_until) = told else {
        ensure(!deduct, || Refusal::by(&rules::PAUSE_UNSERVED))?;
        return Ok(vec![PauseEnded { pause, on, deducted: Vec::new() }.into()]);
    };
    // Neither days before the applicant was told are left out, nor more than he was told (art. 45).
    let until = on.min(told_until);
    let after = left_out_after(case, open);
    let mut deducted = Vec::new();
    for clock in stopped(case, open, after) {
        let days = clock.days_between(after, until, context.calendar)?;
        let reckoning =
            clock.reckon(days, clock.extended, context.calendar, context.settings.warning_days)?;
        let deduction = Deduction { notice: open.document, ground: open.ground, after, until, days };
        deducted.push(Deducted { clock: clock.kind, deduction, reckoning });
    }
    Ok(vec![PauseEnded { pause, on, deducted }.into()])
}

/// The later of the start and the service: what passed before that is not left out.
fn left_out_after(case: &Case, pause: &Pause) -> Date {
    let served = case.documents.get(&pause.document).and_then(|notice| notice.served);
    served.map_or(pause.started_on, |(day, _)| pause.started_on.max(day))
}

/// The clocks that a special procedure stops. A limit that ended before the applicant was told is over; no procedure brings
/// it back.
fn stopped<'a>(case: &'a Case, pause: &'a Pause, told: Date) -> impl Iterator<Item = &'a Clock> {
    pause
        .clocks
        .iter()
        .filter_map(|kind| case.clocks.get(kind))
        .filter(move |clock| told <= clock.reckoning.due)
}

/// What the service of the notice brings about: the last day that can be left out, and when each clock then ends at the latest.
pub(super) fn told(case: &Case, pause: &Pause, after: Date, context: &Context<'_>) -> Result<Event, Refusal> {
    let Due { date: until, provisional } = context
        .calendar
        .add_working_days(after, pause.needed_days)
        .map_err(|error| Refusal::by(&rules::CALENDAR_RANGE).with("detail", error))?;
    let clocks = stopped(case, pause, after).map(|clock| latest(clock, after, until, context));
    let clocks = clocks.collect::<Result<_, _>>()?;
    Ok(PauseTold { pause: pause.id, until, provisional, clocks }.into())
}

/// The same, after one of the clocks was extended while it stood still.
pub(super) fn told_again(
    case: &Case,
    extended: &Clock,
    context: &Context<'_>,
) -> Result<Option<Event>, Refusal> {
    let Some((pause, until)) = case.open_pause().and_then(|pause| Some((pause, pause.told_until?))) else {
        return Ok(None);
    };
    let after = left_out_after(case, pause);
    let mut clocks = pause.latest.clone();
    for (_, reckoning) in clocks.iter_mut().filter(|(kind, _)| *kind == extended.kind) {
        (_, *reckoning) = latest(extended, after, until, context)?;
    }
    let provisional = pause.provisional;
    Ok(Some(PauseTold { pause: pause.id, until, provisional, clocks }.into()))
}

fn latest(
    clock: &Clock,
    after: Date,
    until: Date,
    context: &Context<'_>,
) -> Result<(ClockKind, Reckoning), Refusal> {
    let days = clock.days_between(after, until, context.calendar)?;
    let reckoning = clock.reckon(days, clock.extended, context.calendar, context.settings.warning_days)?;
    Ok((clock.kind, reckoning))
}

/// An extension is given once (art. 42).
pub(super) fn unextended(case: &Case) -> Result<(), Refusal> {
    ensure(case.extension.is_none(), || Refusal::by(&rules::EXTENSION_SECOND))
}

/// Whether the limit of the law can be extended on that day, by the organ or by the government, and by how many working days at
/// most (行政许可法 art. 42).
///
/// # Errors
/// `limits.extension.…`, the first that forbids.
pub fn may_extend(
    case: &Case,
    content: Option<&Content>,
    by_government: bool,
    today: Date,
) -> Result<u32, Refusal> {
    unextended(case)?;
    let rule = content.and_then(|content| content.extension);
    let (Some(rule), Some(clock)) = (rule, case.clocks.get(&ClockKind::Statutory)) else {
        return Err(Refusal::by(&rules::EXTENSION_NONE));
    };
    ensure(today <= clock.reckoning.due, || {
        Refusal::by(&rules::EXTENSION_AFTER_LIMIT).with("due", clock.reckoning.due)
    })?;
    let (most, needs_government) = match rule {
        ExtensionRule::OrganHead { most } => (most, false),
        ExtensionRule::GovernmentHead { most } => (most, true),
    };
    ensure(needs_government == by_government, || {
        let approver = if needs_government {
            Name::new("本级人民政府负责人", "the head of the government of the same level")
        } else {
            Name::new("本行政机关负责人", "the head of the organ")
        };
        Refusal::by(&rules::EXTENSION_APPROVER).named("approver", approver)
    })?;
    Ok(most)
}

/// What an extension would come to: the day on which the limit of the law then ends, for one working day more, for two, and so on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extensible {
    /// Whether the government extends, not the organ.
    pub by_government: bool,
    /// The ends, the first for one working day.
    pub ends: Vec<Reckoning>,
}

/// What an extension on that day would come to; nothing where none can be given.
///
/// # Errors
/// `limits.calendar.range` for days beyond what any calendar can tell.
pub fn extensible(
    case: &Case,
    content: Option<&Content>,
    today: Date,
    calendar: &Calendar,
    warning_days: u32,
) -> Result<Option<Extensible>, Refusal> {
    let by = [false, true].into_iter();
    let most = by.filter_map(|by| Some((by, may_extend(case, content, by, today).ok()?))).next();
    let (Some((by_government, most)), Some(clock)) = (most, case.clocks.get(&ClockKind::Statutory)) else {
        return Ok(None);
    };
    let ends = (1..=most).map(|days| clock.reckon(0, days, calendar, warning_days));
    Ok(Some(Extensible { by_government, ends: ends.collect::<Result<_, _>>()? }))
}

pub(super) fn extend(
    case: &Case,
    days: u32,
    reasons: &Text,
    by_government: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let on = context.today();
    let most = may_extend(case, Some(context.content(case)?), by_government, on)?;
    let clock = case.clocks.get(&ClockKind::Statutory).ok_or_else(|| Refusal::by(&rules::EXTENSION_NONE))?;
    ensure((1..=most).contains(&days), || Refusal::by(&rules::EXTENSION_TOO_LONG).with("most", most))?;
    context.reasoned(reasons)?;
    let reckoning = clock.reckon(0, days, context.calendar, context.settings.warning_days)?;
    Ok(vec![
        Extended {
            document: context.ids.next(DocumentId::from_parts),
            days,
            approver: context.staff.person,
            reasons: reasons.reference(),
            on,
            reckoning,
        }
        .into(),
    ])
}

/// What each clock that has not ended comes to by that calendar: the same as before, or not.
///
/// # Errors
/// `limits.calendar_range` for days beyond what any calendar can tell.
pub fn reckoned(
    case: &Case,
    calendar: &Calendar,
    warning_days: u32,
) -> Result<Vec<(ClockKind, Reckoning)>, Refusal> {
    let running = case.clocks.iter().filter(|(_, clock)| !matches!(clock.state, State::Ended { .. }));
    running
        .map(|(kind, clock)| Ok((*kind, clock.reckon(0, clock.extended, calendar, warning_days)?)))
        .collect()
}

pub(super) fn recompute(case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let mut clocks = reckoned(case, context.calendar, context.settings.warning_days)?;
    clocks
        .retain(|(kind, reckoning)| case.clocks.get(kind).is_some_and(|clock| clock.reckoning != *reckoning));
    ensure(!clocks.is_empty(), || Refusal::by(&case_rules::NOTHING_TO_RECOMPUTE))?;
    let open = case.open_pause().filter(|pause| pause.told_until.is_some());
    let told = open.map(|pause| told(case, pause, left_out_after(case, pause), context));
    let recomputed = Recomputed { clocks, calendar: context.calendar.version().to_owned() }.into();
    Ok(std::iter::once(recomputed).chain(told.transpose()?).collect())
}
