//! 不规范情形: what has happened in the world is recorded as what it is (practice.md §1.3). A fact is never an act of ours: it
//! issues no document and no license, and stops no clock but that of a delivery that has taken place.

use daowei_calendar::legal_date;
use daowei_ident::IrregularId;
use jiff::civil::Date;

use super::decision;
use crate::authority::could_decide;
use crate::case::{Case, Context, Event, Irregular, IrregularKind, IrregularRecorded, Outcome, Stage, rules};
use crate::limits::{ClockKind, rules as limit_rules};
use crate::record::Grant;
use crate::rule::{Refusal, ensure};

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
    let earliest = earliest(case, fact.what)?;
    ensure(earliest.is_none_or(|earliest| earliest <= fact.on) && fact.on <= today, || {
        Refusal::by(&rules::IRREGULAR_DATE).with("from", earliest.unwrap_or(today))
    })?;
    let told = fact.place.weight() > 0 && fact.person.weight() > 0 && fact.evidence.weight() > 0;
    ensure(told, || Refusal::by(&rules::IRREGULAR_EMPTY))?;
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
            right,
            backdated: fact.on < today,
        }
        .into(),
    ])
}

/// The first day on which such a thing can have happened in this case. Handling before any receipt is what such a record is for.
fn earliest(case: &Case, what: IrregularKind) -> Result<Option<Date>, Refusal> {
    match what {
        IrregularKind::HandledElsewhere => Ok(None),
        IrregularKind::GrantedElsewhere | IrregularKind::RefusedElsewhere => {
            Ok(Some(legal_date(case.received_at)))
        }
        IrregularKind::LateExtension => {
            ensure(case.stage.is_pending(), || Refusal::by(&rules::STAGE).named("stage", case.stage.name()))?;
            let limit = case.clocks.get(&ClockKind::Statutory);
            limit.map(|clock| Some(clock.start)).ok_or_else(|| Refusal::by(&limit_rules::EXTENSION_NONE))
        }
        IrregularKind::DeliveredElsewhere => match (case.stage, case.decision()) {
            (Stage::Sealed, Some(decision)) => Ok(Some(decision.on)),
            (Stage::Decided, _) => Err(Refusal::by(&rules::DELIVER_UNSEALED)),
            _ => Err(Refusal::by(&rules::NOT_YET_DECIDED)),
        },
    }
}

/// By what right that person decided then. Who had none has decided nothing: that is handling elsewhere.
fn right(case: &Case, fact: &Irregular, outcome: Outcome, context: &Context<'_>) -> Result<Grant, Refusal> {
    let content = context.content(case)?;
    let (item, decider) =
        case.item.zip(fact.decider).ok_or_else(|| Refusal::by(&rules::IRREGULAR_DECIDER))?;
    decision::level(case.reply(), content, outcome)?;
    could_decide(context.facts, decider, (case.department, item), fact.on)
}
