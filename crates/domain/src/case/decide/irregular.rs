//! 不规范情形: what has happened in the world is recorded as what it is (practice.md §1.3). A fact is never an act of ours: it
//! issues no document and no license, and stops no clock but that of a delivery that has taken place.

use daowei_calendar::legal_date;
use daowei_ident::IrregularId;
use jiff::Span;
use jiff::civil::Date;

use super::decision;
use crate::authority::{could_decide, in_other_hands};
use crate::case::{Case, Context, Event, Irregular, IrregularKind, IrregularRecorded, Outcome, Stage, rules};
use crate::catalog::CaseDuty;
use crate::limits::{ClockKind, rules as limit_rules};
use crate::record::Grant;
use crate::rule::{Refusal, ensure};
use crate::text::Text;

/// A decision can have been taken only on what was accepted and is neither decided nor ended.
pub(super) fn may_have_been_decided(case: &Case) -> Result<(), Refusal> {
    match case.stage {
        stage if stage.is_pending() => Ok(()),
        stage if stage.is_intake() => Err(Refusal::by(&rules::BEFORE_ACCEPTANCE)),
        Stage::Withdrawn => Err(Refusal::by(&rules::AFTER_WITHDRAWAL)),
        stage if stage.is_decided() => Err(Refusal::by(&rules::DECIDED_TWICE)),
        stage => Err(Refusal::by(&rules::STAGE).named("stage", stage.name())),
    }
}

pub(super) fn record(case: &Case, fact: &Irregular, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let today = context.today();
    let earliest = earliest(case, fact.what, context)?;
    ensure(earliest <= fact.on && fact.on <= today, || {
        Refusal::by(&rules::IRREGULAR_DATE).with("from", earliest)
    })?;
    let told = fact.place.weight() > 0 && fact.person.weight() > 0 && fact.evidence.weight() > 0;
    ensure(told, || Refusal::by(&rules::IRREGULAR_EMPTY))?;
    // One fact stands. Whoever changes at will what was decided needs an instrument, on paper as here (art. 8).
    if let Some(standing) = case.elsewhere.filter(|_| fact.what.decision().is_some()) {
        ensure(fact.what.decision() == Some(standing.outcome), || {
            Refusal::by(&rules::ELSEWHERE_DIFFERS).with("on", standing.on)
        })?;
    }
    let handed_over = fact.what == IrregularKind::DeliveredElsewhere;
    let recipient = fact.recipient.as_ref().filter(|taker| handed_over && taker.weight() > 0);
    ensure(recipient.is_some() || !handed_over, || Refusal::by(&rules::IRREGULAR_RECIPIENT))?;
    let right = fact.what.decision().map(|outcome| right(case, fact, outcome, context)).transpose()?;
    Ok(vec![
        IrregularRecorded {
            irregular: context.ids.next(IrregularId::from_parts),
            what: fact.what,
            place: fact.place.reference(),
            person: fact.person.reference(),
            on: fact.on,
            evidence: fact.evidence.reference(),
            decider: fact.decider.filter(|_| right.is_some()),
            recipient: recipient.map(Text::reference),
            right,
            backdated: fact.on < today,
        }
        .into(),
    ])
}

/// The first day on which such a thing can have happened in this case. Handling before any receipt is what such a record is
/// for, within the years of the setting; a result was delivered when it bore its seal, and what went out before was not it.
fn earliest(case: &Case, what: IrregularKind, context: &Context<'_>) -> Result<Date, Refusal> {
    match what {
        IrregularKind::HandledElsewhere => {
            let years = Span::new().years(context.settings.irregular_years);
            Ok(legal_date(case.received_at).checked_sub(years).unwrap_or(Date::MIN))
        }
        IrregularKind::GrantedElsewhere | IrregularKind::RefusedElsewhere => Ok(legal_date(case.received_at)),
        IrregularKind::LateExtension => {
            ensure(case.stage.is_pending(), || Refusal::by(&rules::STAGE).named("stage", case.stage.name()))?;
            let limit = case.clocks.get(&ClockKind::Statutory);
            limit.map(|clock| clock.start).ok_or_else(|| Refusal::by(&limit_rules::EXTENSION_NONE))
        }
        IrregularKind::DeliveredElsewhere => {
            let standing = case.decision().and_then(|decision| case.documents.get(&decision.document));
            match (case.stage, standing) {
                (Stage::Sealed, Some(result)) => Ok(result.complete_on()),
                (Stage::Decided, _) => Err(Refusal::by(&rules::DELIVER_UNSEALED)),
                _ => Err(Refusal::by(&rules::NOT_YET_DECIDED)),
            }
        }
    }
}

/// By what right that person decided then. Who had none has decided nothing: that is handling elsewhere.
fn right(case: &Case, fact: &Irregular, outcome: Outcome, context: &Context<'_>) -> Result<Grant, Refusal> {
    let content = context.content(case)?;
    let (item, decider) =
        case.item.zip(fact.decider).ok_or_else(|| Refusal::by(&rules::IRREGULAR_DECIDER))?;
    decision::level(case.reply(), content, outcome)?;
    // What is kept in different hands here is not brought together by deciding elsewhere.
    in_other_hands(CaseDuty::Decide, decider, &case.separated, &case.performed)?;
    could_decide(context.facts, decider, (case.department, item), fact.on)
}
