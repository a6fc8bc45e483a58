//! 作废、重新制发、转办: nothing is overwritten.

use daowei_ident::{DocumentId, PersonId};

use super::in_hand;
use crate::authority::Act;
use crate::case::{Case, Context, Document, DocumentVoided, Event, Reassigned, Reissued, TakenOver, rules};
use crate::limits::{ClockKind, Reckoning};
use crate::organization::Duty;
use crate::record::{Authentication, Staff};
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
/// recorded. What somebody only began, whoever may do the next act goes on with: the act itself says who did.
pub(super) fn taken_over(case: &Case, act: Act, context: &Context<'_>) -> Result<Option<Event>, Refusal> {
    let to = context.staff.person;
    let Some(from) = case.held_by().filter(|from| case.assigned && *from != to) else { return Ok(None) };
    if !act.is_the_holders() {
        return Ok(None);
    }
    from_another(case, context)?;
    Ok(Some(TakenOver { from: Some(from), to }.into()))
}

/// Whether one may take over what is assigned to somebody else.
fn from_another(case: &Case, context: &Context<'_>) -> Result<(), Refusal> {
    let staff = context.staff;
    let post = context.facts.people.get(&staff.person).and_then(|person| person.posts.get(&staff.post));
    let above =
        post.is_some_and(|post| matches!(post.duty, Duty::ChiefRepresentative | Duty::DepartmentLeader));
    ensure(above, || Refusal::by(&rules::ASSIGNED))?;
    // Whoever takes over gives the task to himself, by the same right by which it is given to others.
    context.may(Act::Reassign, case).map(drop)
}

/// 接手: by whoever may do what comes next.
pub(super) fn take_over(case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let (from, to) = (case.held_by(), context.staff.person);
    in_hand(case, Act::TakeOver, to)?;
    if let Some(next) = case.next_act() {
        // To take a task up binds nobody outside: the password is asked for when it is done.
        let staff = Staff { authentication: Authentication::Confirmed, ..context.staff.clone() };
        Context { staff: &staff, ..*context }.may(next, case)?;
    }
    if from.is_some() && case.assigned {
        from_another(case, context)?;
    }
    Ok(vec![TakenOver { from, to }.into()])
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
        in_hand(case, Act::HandOver, context.staff.person)?;
    }
    context.reasoned(reasons)?;
    Ok(vec![Reassigned { to, reasons: reasons.reference(), handed_over }.into()])
}
