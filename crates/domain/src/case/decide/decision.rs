//! 决定: once, by somebody entitled, after everything that must come before (行政许可法 arts. 34, 37, 38).

use daowei_ident::{DocumentId, LicenseId};
use jiff::Span;
use jiff::civil::Date;

use super::{hearing, intake, papers};
use crate::authority::rules::SEPARATED;
use crate::case::{
    Case, Chart, Context, Decided, DocumentKind, Event, GroundGiven, LicenseDraft, Outcome, PartyRole,
    Remedies, Reply, Stage, above, grounds, remedies, rules,
};
use crate::catalog::{CaseDuty, CaseKind, Content, DecisionLevel};
use crate::limits::{Clock, ClockKind, Length, State, rules as limit_rules};
use crate::name::Name;
use crate::rule::{Refusal, ensure};
use crate::text::Text;

/// 行政许可法 art. 44: the result is handed over within ten working days of the decision.
const DELIVERY: (u32, &str) = (10, "行政许可法 第四十四条");

/// Whether the state of the case lets it be decided.
pub(super) fn may_be_decided(case: &Case) -> Result<(), Refusal> {
    match case.stage {
        Stage::AwaitingDecision => {
            ensure(case.open_pause().is_none(), || Refusal::by(&rules::PAUSE_STILL_OPEN))
        }
        stage if stage.is_intake() => Err(Refusal::by(&rules::BEFORE_ACCEPTANCE)),
        Stage::UnderReview => {
            let at = case.chart.as_ref();
            let step = at.and_then(|at| at.step.as_deref()).unwrap_or_default();
            let chart = at.and_then(|at| Chart::find(&at.chart, at.version));
            let name = chart.unwrap_or(Chart::fixed_review()).name_of(step);
            Err(Refusal::by(&rules::STEPS_OPEN).named("step", name))
        }
        Stage::SubmittedUpward => Err(Refusal::by(&rules::REPLY_AWAITED).named("level", called(case.level))),
        Stage::Withdrawn => Err(Refusal::by(&rules::AFTER_WITHDRAWAL)),
        stage if stage.is_decided() => Err(Refusal::by(&rules::DECIDED_TWICE)),
        stage => Err(Refusal::by(&rules::STAGE).named("stage", stage.name())),
    }
}

pub(super) fn decide(
    case: &Case,
    outcome: Outcome,
    reasons: &Text,
    chosen: &[GroundGiven],
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let content = context.content(case)?;
    known_to_the_law(outcome, context)?;
    hearing::all_heard(case, content)?;
    level(case.reply(), content, outcome)?;
    papers::here(case, content, outcome)?;
    confirms(case, outcome)?;
    let kind = match outcome {
        Outcome::Grant => DocumentKind::GrantDecision,
        Outcome::Refuse => DocumentKind::RefusalDecision,
    };
    let grounds = grounds::named(chosen, content)?;
    let decided = decided(content, case, kind, (outcome, case.reply()), reasons, context)?;
    Ok(vec![Decided { grounds, ..decided }.into()])
}

/// 即办件: acceptance and decision at one instant, on one paper.
pub(super) fn on_the_spot(
    case: &Case,
    outcome: Outcome,
    reasons: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let chart = Chart::on_the_spot();
    let accepted = intake::accepted(case, context.today(), None, chart, context)?;
    let content = context
        .item
        .and_then(|item| item.version(accepted.item_version))
        .map(|version| &version.content)
        .ok_or_else(|| Refusal::by(&rules::ITEM_MISSING))?;
    ensure(content.case_kind == CaseKind::Instant, || Refusal::by(&rules::NOT_INSTANT))?;
    ensure(!content.keeps_apart(CaseDuty::Accept, CaseDuty::Decide), || {
        let (first, second) = (CaseDuty::Accept.name(), CaseDuty::Decide.name());
        Refusal::by(&SEPARATED).named("first", first).named("second", second)
    })?;
    hearing::all_heard(case, content)?;
    level(case.reply(), content, outcome)?;
    papers::here(case, content, outcome)?;
    let ends = accepted.clocks.iter().map(|clock| (clock.kind, true)).collect();
    let decided =
        decided(content, case, DocumentKind::OnTheSpotDecision, (outcome, case.reply()), reasons, context)?;
    Ok(vec![accepted.into(), Decided { ends, ..decided }.into()])
}

/// What somebody entitled has decided elsewhere is confirmed, or changed by an instrument after it was (art. 8).
fn confirms(case: &Case, outcome: Outcome) -> Result<(), Refusal> {
    let differs = case.elsewhere.as_ref().filter(|elsewhere| elsewhere.outcome != outcome);
    differs.map_or(Ok(()), |elsewhere| Err(Refusal::by(&rules::ELSEWHERE_DIFFERS).with("on", elsewhere.on)))
}

/// What the law has abolished is granted to nobody any more, however long the case has been pending: it is ended, and the applicant
/// told that no license is needed (practice.md §1.2, §1.5).
pub(super) fn known_to_the_law(outcome: Outcome, context: &Context<'_>) -> Result<(), Refusal> {
    match (outcome, context.item) {
        (Outcome::Grant, Some(item)) => item.stands(context.today()),
        _ => Ok(()),
    }
}

/// Where the item is decided above, the reply from there decides.
pub(super) fn level(reply: Option<&Reply>, content: &Content, outcome: Outcome) -> Result<(), Refusal> {
    if content.decision_level == DecisionLevel::ThisOrgan {
        return Ok(());
    }
    let level = called(content.decision_level);
    let reply = reply.ok_or_else(|| Refusal::by(&rules::LEVEL).named("level", level))?;
    ensure(reply.outcome == outcome, || Refusal::by(&rules::REPLY_DIFFERS))
}

/// Who decides at that level.
fn called(level: DecisionLevel) -> Name {
    match level {
        DecisionLevel::ThisOrgan => Name::new("本机关", "this organ"),
        DecisionLevel::MunicipalGovernment => Name::new("本级人民政府", "the government of the same level"),
        DecisionLevel::SuperiorOrgan => Name::new("上级机关", "the organ above"),
        DecisionLevel::Collective => Name::new("集体讨论", "a collective discussion"),
    }
}

pub(super) fn decided(
    content: &Content,
    case: &Case,
    document_kind: DocumentKind,
    (outcome, reply): (Outcome, Option<&Reply>),
    reasons: &Text,
    context: &Context<'_>,
) -> Result<Decided, Refusal> {
    context.reasoned(reasons)?;
    let on = context.today();
    // Whoever was heard as concerned is told where to turn against a grant as well (practice.md §2).
    let concerned = case
        .parties
        .iter()
        .any(|party| party.role == PartyRole::Interested && case.heard.contains_key(&party.id));
    let remedies = (outcome == Outcome::Refuse || concerned)
        .then(|| turned_against(case, content, reply, context))
        .transpose()?;
    let license = match outcome {
        Outcome::Grant if content.is_license() || !content.result_name.trim().is_empty() => {
            Some(license(content, on, context)?)
        }
        _ => None,
    };
    Ok(Decided {
        document: context.ids.next(DocumentId::from_parts),
        document_kind,
        outcome,
        on,
        reasons: reasons.reference(),
        grounds: Vec::new(),
        license,
        remedies,
        ends: ends(case, on),
        clock: content.is_license().then(|| delivery(on, context)).transpose()?,
        instrument: None,
        reply: None,
        revokes: None,
    })
}

/// The remedies against what is decided. Where an organ above has approved it, reconsideration goes against that organ; a suit goes
/// against the one whose name stands on the document that goes out, and that is ours.
fn turned_against(
    case: &Case,
    content: &Content,
    reply: Option<&Reply>,
    context: &Context<'_>,
) -> Result<Remedies, Refusal> {
    let on = context.today();
    let signs = context.department(case)?;
    match (content.decision_level, reply) {
        (DecisionLevel::MunicipalGovernment | DecisionLevel::SuperiorOrgan, Some(reply)) => {
            let organ = case.upward.as_ref().and_then(|upward| upward.organ);
            match (&reply.recourse, organ) {
                (Some(recourse), _) => above(Some(&recourse.review_organ), signs, on),
                (None, Some(organ)) => above(context.answering(organ)?.review_organ.as_ref(), signs, on),
                (None, None) => Err(Refusal::by(&rules::REPLY_RECOURSE)),
            }
        }
        _ => remedies(signs, on),
    }
}

/// What the refusal will have to tell comes with the reply, while somebody can still ask for it.
pub(super) fn against_the_reply(
    case: &Case,
    content: &Content,
    reply: &Reply,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    match reply.outcome {
        Outcome::Grant => Ok(()),
        Outcome::Refuse => turned_against(case, content, Some(reply), context).map(drop),
    }
}

fn license(content: &Content, on: Date, context: &Context<'_>) -> Result<LicenseDraft, Refusal> {
    let range = |error: jiff::Error| Refusal::by(&limit_rules::CALENDAR_RANGE).with("detail", error);
    let valid_until = content
        .result_months
        .map(|months| on.checked_add(Span::new().months(months)).and_then(Date::yesterday))
        .transpose()
        .map_err(range)?;
    Ok(LicenseDraft {
        license: context.ids.next(LicenseId::from_parts),
        // A license without a certificate is called like what is licensed: it is issued, and found, all the same.
        name: if content.result_name.trim().is_empty() { &content.name } else { &content.result_name }
            .clone(),
        valid_from: on,
        valid_until,
    })
}

/// The clocks that a decision of that day ends, and whether in time.
fn ends(case: &Case, on: Date) -> Vec<(ClockKind, bool)> {
    [ClockKind::Statutory, ClockKind::Promised, ClockKind::Upward]
        .into_iter()
        .filter_map(|kind| case.clocks.get(&kind))
        .filter(|clock| !matches!(clock.state, State::Ended { .. }))
        .map(|clock| (clock.kind, on <= clock.reckoning.due))
        .collect()
}

fn delivery(on: Date, context: &Context<'_>) -> Result<Clock, Refusal> {
    let (days, basis) = DELIVERY;
    Clock::start(
        ClockKind::Delivery,
        basis,
        &Length::working_days(days),
        on,
        context.now,
        context.calendar,
        context.settings.warning_days,
    )
}
