//! 审查、上报与批复.

use daowei_ident::{DepartmentId, DocumentId, DocumentNumber};
use jiff::civil::Date;

use super::intake::SHORTEST_ORGAN;
use super::{decision, redecision};
use crate::case::{
    Case, Chart, Context, Event, Reply, ReplyRecorded, StepCompleted, StepEntered, SubmittedUpward, Verdict,
    rules,
};
use crate::catalog::DecisionLevel;
use crate::limits::{Clock, ClockKind, Length, rules as limit_rules};
use crate::rule::{Refusal, ensure};
use crate::text::Text;

/// 行政许可法 art. 43: a lower organ reports within twenty working days; the same measure is set to what comes back,
/// unless a setting says otherwise.
const UPWARD_BASIS: &str = "行政许可法 第四十三条";

pub(super) fn examine(
    case: &Case,
    step: &str,
    verdict: Verdict,
    opinion: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let at = case.chart.as_ref().ok_or_else(|| Refusal::by(&rules::EXAMINE_BEFORE_ACCEPTANCE))?;
    let chart =
        Chart::find(&at.chart, at.version).ok_or_else(|| Refusal::by(&rules::EXAMINE_BEFORE_ACCEPTANCE))?;
    let waiting = at.step.as_deref().unwrap_or_default();
    ensure(waiting == step, || {
        Refusal::by(&rules::WRONG_STEP)
            .named("now", chart.name_of(waiting))
            .named("asked", chart.name_of(step))
    })?;
    context.reasoned(opinion)?;
    let done = StepCompleted {
        chart: at.chart.clone(),
        version: at.version,
        step: step.to_owned(),
        office: case.department,
        verdict,
        opinion: opinion.reference(),
    };
    let next = match verdict {
        Verdict::Return => Some(chart.before(step).ok_or_else(|| Refusal::by(&rules::NOTHING_BEFORE))?),
        Verdict::Favor | Verdict::Oppose => chart.after(Some(step)),
    };
    let entered = next.map(|next| {
        StepEntered {
            chart: at.chart.clone(),
            version: at.version,
            step: next.id.to_owned(),
            office: case.department,
        }
        .into()
    });
    Ok(std::iter::once(done.into()).chain(entered).collect())
}

pub(super) fn submit_upward(
    case: &Case,
    to: &Text,
    opinion: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let content = context.content(case)?;
    ensure(content.decision_level != DecisionLevel::ThisOrgan, || Refusal::by(&rules::NOT_UPWARD))?;
    ensure(to.weight() >= SHORTEST_ORGAN, || Refusal::by(&rules::ORGAN_MISSING))?;
    let above = content.decision_level != DecisionLevel::Collective;
    ensure(!above || !redecision::is_ours(case, to.words().trim(), context)?, || {
        Refusal::by(&rules::UPWARD_OURS)
    })?;
    ensure(case.reply().is_none(), || Refusal::by(&rules::UPWARD_REPLIED))?;
    context.reasoned(opinion)?;
    let on = context.today();
    let clock = Clock::start(
        ClockKind::Upward,
        UPWARD_BASIS,
        &Length::working_days(days_above(case, on, context)?),
        on,
        context.now,
        context.calendar,
        context.settings.warning_days,
    )?;
    let document = context.ids.next(DocumentId::from_parts);
    let (organ, opinion) = (one_of_ours(to.words().trim(), on, context), opinion.reference());
    Ok(vec![SubmittedUpward { to: to.reference(), organ, on, document, opinion, clock }.into()])
}

/// How many working days are asked for above: those of the setting, and no more than the limit of the law leaves.
fn days_above(case: &Case, on: Date, context: &Context<'_>) -> Result<u32, Refusal> {
    let days = context.settings.upward_days;
    let running = case.clocks.get(&ClockKind::Statutory).filter(|clock| !clock.is_ended());
    let Some(limit) = running else { return Ok(days) };
    let left = context.calendar.count_working_days(on, limit.reckoning.due.max(on));
    let left = left.map_err(|error| Refusal::by(&limit_rules::CALENDAR_RANGE).with("detail", error))?;
    Ok(days.min(left.days.max(1)))
}

/// The organ of that name, where it is on record: what it decides is turned against by its own remedies.
fn one_of_ours(name: &str, on: Date, context: &Context<'_>) -> Option<DepartmentId> {
    let mut ours = context.facts.departments.values();
    ours.find(|organ| organ.name == name && organ.validity.holds_on(on)).map(|organ| organ.id)
}

/// An organ above answers under its own document number; a collective discussion has its minutes.
pub(super) fn replied(level: DecisionLevel, number: &Text) -> Result<(), Refusal> {
    let minutes = level == DecisionLevel::Collective && number.weight() > 0;
    let numbered = number.words().trim().parse::<DocumentNumber>().is_ok();
    ensure(minutes || numbered, || Refusal::by(&rules::REPLY_MISSING))
}

pub(super) fn record_reply(
    case: &Case,
    reply: Reply,
    number: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    replied(case.level, number)?;
    let Reply { outcome, on, .. } = reply;
    let recorded_on = context.today();
    let submitted = case.upward.as_ref().map_or(recorded_on, |upward| upward.on);
    ensure(submitted <= on && on <= recorded_on, || {
        Refusal::by(&rules::REPLY_DATE).with("submitted", submitted)
    })?;
    decision::against_the_reply(case, context.content(case)?, &reply, context)?;
    let in_time = case.clocks.get(&ClockKind::Upward).is_none_or(|clock| on <= clock.reckoning.due);
    let Reply { number, recourse, .. } = reply;
    Ok(vec![ReplyRecorded { outcome, number, on, recorded_on, in_time, recourse }.into()])
}
