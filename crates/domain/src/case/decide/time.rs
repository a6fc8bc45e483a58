//! 特别程序、延长期限、重新计算 (行政许可法 arts. 42, 45).

use daowei_ident::{DocumentId, PauseId};
use jiff::civil::Date;

use crate::case::{
    Case, Context, Deducted, Event, Extended, PauseEnded, PauseStarted, Recomputed, rules as case_rules,
};
use crate::catalog::{ExtensionRule, ProcedureGround};
use crate::limits::{Clock, ClockKind, Deduction, State, rules};
use crate::name::Name;
use crate::rule::{Refusal, ensure};
use crate::text::Text;

pub(super) fn start_pause(
    case: &Case,
    ground: ProcedureGround,
    needed_days: u32,
    on: Date,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ensure(case.open_pause().is_none(), || Refusal::by(&rules::PAUSE_OPEN))?;
    let accepted = case.acceptance.as_ref().map_or(on, |acceptance| acceptance.on);
    ensure(accepted <= on && on <= context.today(), || {
        Refusal::by(&rules::PAUSE_DATE).with("started", accepted).with("ended", on)
    })?;
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
    let served = case
        .documents
        .get(&open.document)
        .filter(|notice| !notice.voided)
        .and_then(|notice| notice.served)
        .map(|(day, _)| day);
    let Some(served) = served.filter(|_| deduct) else {
        ensure(!deduct, || Refusal::by(&rules::PAUSE_UNSERVED))?;
        return Ok(vec![PauseEnded { pause, on, deducted: Vec::new() }.into()]);
    };
    // Nothing is deducted for days before the applicant was told (art. 45).
    let after = open.started_on.max(served);
    let mut deducted = Vec::new();
    for kind in &open.clocks {
        // A limit that ended before the applicant was told is over; no procedure brings it back.
        let Some(clock) = case.clocks.get(kind).filter(|clock| after <= clock.reckoning.due) else {
            continue;
        };
        let days = clock.days_between(after, on, context.calendar)?;
        let reckoning =
            clock.reckon(days, clock.extended, context.calendar, context.settings.warning_days)?;
        let deduction = Deduction { ground: open.ground, after, until: on, days };
        deducted.push(Deducted { clock: *kind, deduction, reckoning });
    }
    Ok(vec![PauseEnded { pause, on, deducted }.into()])
}

pub(super) fn extend(
    case: &Case,
    days: u32,
    reasons: &Text,
    by_government: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ensure(case.extension.is_none(), || Refusal::by(&rules::EXTENSION_SECOND))?;
    let rule = context.content(case)?.extension;
    let (Some(rule), Some(clock)) = (rule, case.clocks.get(&ClockKind::Statutory)) else {
        return Err(Refusal::by(&rules::EXTENSION_NONE));
    };
    let on = context.today();
    ensure(on <= clock.reckoning.due, || {
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
    ensure((1..=most).contains(&days), || Refusal::by(&rules::EXTENSION_TOO_LONG).with("most", most))?;
    context.reasoned(reasons)?;
    Ok(vec![
        Extended {
            document: context.ids.next(DocumentId::from_parts),
            days,
            approver: context.staff.person,
            reasons: reasons.reference(),
            on,
        }
        .into(),
    ])
}

pub(super) fn recompute(case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let mut clocks = Vec::new();
    for (kind, clock) in &case.clocks {
        if matches!(clock.state, State::Ended { .. }) {
            continue;
        }
        let reckoning = clock.reckon(0, clock.extended, context.calendar, context.settings.warning_days)?;
        if reckoning != clock.reckoning {
            clocks.push((*kind, reckoning));
        }
    }
    ensure(!clocks.is_empty(), || Refusal::by(&case_rules::NOTHING_TO_RECOMPUTE))?;
    Ok(vec![Recomputed { clocks, calendar: context.calendar.version().to_owned() }.into()])
}
