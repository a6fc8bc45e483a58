//! 作废、重新制发、转办: nothing is overwritten.

use daowei_ident::{DocumentId, PersonId};

use crate::authority::Act;
use crate::case::{
    Case, Context, Document, DocumentVoided, Event, Holder, Reassigned, Reissued, TakenOver, rules,
};
use crate::limits::{ClockKind, Reckoning};
use crate::organization::Duty;
use crate::rule::{Refusal, ensure};
use crate::text::Text;

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
    let undone = undone(case, document, context)?;
    Ok(vec![
        DocumentVoided { document: id, reasons: reasons.reference(), on: context.today(), undone }.into(),
    ])
}

/// When each clock ends without what rested on that notice.
fn undone(
    case: &Case,
    void: &Document,
    context: &Context<'_>,
) -> Result<Vec<(ClockKind, Reckoning)>, Refusal> {
    let (calendar, warning) = (context.calendar, context.settings.warning_days);
    let extends = case.extension.as_ref().is_some_and(|given| given.document == void.id);
    let resting = case.clocks.values().filter_map(|clock| {
        let deducts = clock.deductions.iter().any(|deduction| deduction.notice == void.id);
        let reckoning = if deducts {
            clock.without(void.id, calendar, warning)
        } else if extends && clock.extended > 0 {
            clock.reckon(0, 0, calendar, warning)
        } else {
            return None;
        };
        Some(reckoning.map(|reckoning| (clock.kind, reckoning)))
    });
    resting.collect()
}

/// 重新制发: the same words under a new number; the void one stays on record.
pub(super) fn reissue(case: &Case, id: DocumentId, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let void = case.documents.get(&id).ok_or_else(|| Refusal::by(&rules::DOCUMENT_UNKNOWN))?;
    ensure(is_void(void), || Refusal::by(&rules::REISSUE_STANDS))?;
    ensure(void.kind.is_reissued(), || Refusal::by(&rules::REISSUE_ACT))?;
    let document = context.ids.next(DocumentId::from_parts);
    Ok(vec![Reissued { document, document_kind: void.kind, replaces: id, on: context.today() }.into()])
}

/// Whether something is void that is issued anew as it was, and nothing stands in its place.
pub(super) fn may_reissue(case: &Case) -> Result<(), Refusal> {
    let mut void = case.documents.values().filter(|document| is_void(document)).peekable();
    ensure(void.peek().is_some(), || Refusal::by(&rules::REISSUE_STANDS))?;
    ensure(void.any(|document| document.kind.is_reissued()), || Refusal::by(&rules::REISSUE_ACT))
}

fn is_void(document: &Document) -> bool {
    document.voided && document.replaced_by.is_none()
}

/// What is assigned to somebody is left alone by others; the chief representative and the leaders may take it over, and that is
/// recorded.
pub(super) fn taken_over(case: &Case, act: Act, context: &Context<'_>) -> Result<Option<Event>, Refusal> {
    let Holder::Office { person: Some(from), .. } = case.holder else { return Ok(None) };
    let to = context.staff.person;
    if !act.is_the_holders() || from == to {
        return Ok(None);
    }
    let post = context.facts.people.get(&to).and_then(|person| person.posts.get(&context.staff.post));
    let above =
        post.is_some_and(|post| matches!(post.duty, Duty::ChiefRepresentative | Duty::DepartmentLeader));
    ensure(above, || Refusal::by(&rules::ASSIGNED))?;
    // Whoever takes over gives the task to himself, by the same right by which it is given to others.
    context.may(Act::Reassign, case)?;
    Ok(Some(TakenOver { from, to }.into()))
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
