//! 更正、作废、不规范情形、转办: nothing is overwritten, and what has happened can be recorded as what it is.

use daowei_ident::{DocumentId, IrregularId, PersonId};
use jiff::civil::Date;

use super::{decision, service};
use crate::case::{
    Case, Context, Corrected, Correction, DocumentVoided, Event, Holder, IrregularKind, IrregularRecorded,
    Party, Reassigned, rules,
};
use crate::catalog::Content;
use crate::limits::{ClockKind, State};
use crate::rule::{Refusal, ensure};
use crate::text::Text;

pub(super) fn correct(
    case: &Case,
    target: Correction,
    subject: &Text,
    old: &Text,
    new: &Text,
    reasons: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ensure(subject.weight() > 0, || Refusal::by(&rules::CORRECTION_SUBJECT))?;
    ensure(old.words() != new.words(), || Refusal::by(&rules::CORRECTION_SAME))?;
    context.reasoned(reasons)?;
    let (corrects, party) = match target {
        Correction::Document(id) => {
            service::document(case, id)?;
            (Some(id), None)
        }
        Correction::Party(given) => {
            let known = case
                .parties
                .iter()
                .find(|party| party.id == given.id)
                .ok_or_else(|| Refusal::by(&rules::PARTY_UNKNOWN))?;
            let party = Party {
                id: given.id,
                version: known.version.saturating_add(1),
                role: known.role,
                kind: known.kind,
                record: given.record.reference(),
                public_name: given.public_name,
            };
            (None, Some(party))
        }
        Correction::Datum => (None, None),
    };
    Ok(vec![
        Corrected {
            document: context.ids.next(DocumentId::from_parts),
            corrects,
            party,
            subject: subject.reference(),
            old: old.reference(),
            new: new.reference(),
            reasons: reasons.reference(),
            on: context.today(),
        }
        .into(),
    ])
}

pub(super) fn void(
    case: &Case,
    id: DocumentId,
    reasons: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let document = case.documents.get(&id).ok_or_else(|| Refusal::by(&rules::DOCUMENT_UNKNOWN))?;
    ensure(!document.voided, || Refusal::by(&rules::VOIDED_TWICE))?;
    // A decision is undone by law, never by striking out its number.
    let stands = case.decision().is_some_and(|decision| decision.document == id);
    ensure(!stands, || Refusal::by(&rules::VOID_STANDING))?;
    context.reasoned(reasons)?;
    Ok(vec![DocumentVoided { document: id, reasons: reasons.reference(), on: context.today() }.into()])
}

pub(super) fn record_irregular(
    case: &Case,
    what: IrregularKind,
    place: &Text,
    person: &Text,
    on: Date,
    evidence: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let today = context.today();
    ensure(on <= today, || Refusal::by(&rules::IRREGULAR_DATE))?;
    let told = place.weight() > 0 && person.weight() > 0 && evidence.weight() > 0;
    ensure(told, || Refusal::by(&rules::IRREGULAR_EMPTY))?;
    let decided = matches!(what, IrregularKind::GrantedElsewhere | IrregularKind::RefusedElsewhere);
    ensure(!(decided && case.stage.is_decided()), || Refusal::by(&rules::DECIDED_TWICE))?;
    let delivered = what == IrregularKind::DeliveredElsewhere;
    ensure(!delivered || case.stage.is_decided(), || Refusal::by(&rules::NOT_YET_DECIDED))?;
    let license = context.content(case).is_ok_and(Content::is_license);
    let open = |kind| case.clocks.get(&kind).filter(|clock| !matches!(clock.state, State::Ended { .. }));
    let ends = match what {
        IrregularKind::GrantedElsewhere | IrregularKind::RefusedElsewhere => decision::ends(case, on),
        IrregularKind::DeliveredElsewhere => open(ClockKind::Delivery)
            .map(|clock| (clock.kind, on <= clock.reckoning.due))
            .into_iter()
            .collect(),
        IrregularKind::LateExtension | IrregularKind::HandledElsewhere => Vec::new(),
    };
    Ok(vec![
        IrregularRecorded {
            irregular: context.ids.next(IrregularId::from_parts),
            what,
            place: place.reference(),
            person: person.reference(),
            on,
            evidence: evidence.reference(),
            document: decided.then(|| context.ids.next(DocumentId::from_parts)),
            backdated: on < today,
            ends,
            clock: (decided && license).then(|| decision::delivery(on, context)).transpose()?,
        }
        .into(),
    ])
}

pub(super) fn reassign(
    case: &Case,
    to: PersonId,
    reasons: &Text,
    handed_over: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let today = context.today();
    let office = context.department(case)?.id;
    let fit = context.facts.people.get(&to).is_some_and(|person| {
        person.employment.kind.is_formal()
            && person.is_employed(today)
            && !person.is_absent(today)
            && person.posts_on(today).any(|post| post.department == office)
    });
    ensure(fit, || Refusal::by(&rules::ASSIGNEE))?;
    if handed_over {
        let holds =
            matches!(case.holder, Holder::Office { person, .. } if person == Some(context.staff.person));
        ensure(holds, || Refusal::by(&rules::NOT_HOLDER))?;
    }
    context.reasoned(reasons)?;
    Ok(vec![Reassigned { to, reasons: reasons.reference(), handed_over }.into()])
}
