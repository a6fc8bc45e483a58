//! 陈述申辩: whoever an application concerns is told so and heard before it is decided (行政许可法 art. 36), the holder before what
//! was granted is taken back (art. 7). The article names no period: the notice does, by the setting of the house.

use daowei_ident::{DocumentId, PartyId};
use jiff::civil::Date;

use crate::case::{
    Case, Context, Event, Heard, InterestedInformed, Outcome, Party, PartyRole, StatementGiven,
    StatementKind, StatementRecorded, rules,
};
use crate::catalog::Content;
use crate::limits::rules as limit_rules;
use crate::rule::{Refusal, ensure};
use crate::text::Text;

pub(super) fn inform(
    case: &Case,
    party: PartyId,
    what: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let known = party_of(case, party)?;
    ensure(known.role == PartyRole::Interested || holds(case, known), || {
        Refusal::by(&rules::INTERESTED_ROLE)
    })?;
    context.reasoned(what)?;
    let document = context.ids.next(DocumentId::from_parts);
    let (on, days) = (context.today(), context.settings.statement_days);
    Ok(vec![InterestedInformed { document, party, on, what: what.reference(), days }.into()])
}

pub(super) fn record_statement(
    case: &Case,
    party: PartyId,
    given: &StatementGiven,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let known = party_of(case, party)?;
    let heard = case.heard.get(&party);
    let told = heard.and_then(|heard| told_on(case, heard).map(|on| (heard, on)));
    let on = context.today();
    // The applicant is heard whenever he speaks; the article gives the right to him as to those whom it concerns.
    let applies = known.role == PartyRole::Applicant && heard.is_none();
    ensure(applies || known.role != PartyRole::Agent && known.role != PartyRole::Representative, || {
        Refusal::by(&rules::STATEMENT_ROLE)
    })?;
    let (kind, statement) = match given {
        StatementGiven::Stated(words) => {
            ensure(applies || told.is_some(), || Refusal::by(&rules::INTERESTED_UNTOLD))?;
            ensure(words.weight() > 0, || Refusal::by(&rules::STATEMENT_EMPTY))?;
            (StatementKind::Stated, Some(words.reference()))
        }
        StatementGiven::Waived(form) => {
            ensure(told.is_some(), || Refusal::by(&rules::INTERESTED_UNTOLD))?;
            ensure(form.weight() > 0, || Refusal::by(&rules::WAIVER_FORM))?;
            (StatementKind::Waived, Some(form.reference()))
        }
        StatementGiven::Silent => {
            let (heard, served) = told.ok_or_else(|| Refusal::by(&rules::INTERESTED_UNTOLD))?;
            ensure(heard.outcome.is_none(), || Refusal::by(&rules::STATEMENT_HEARD))?;
            let until = until(served, heard.days, context)?;
            ensure(until < on, || Refusal::by(&rules::STATEMENT_PERIOD).with("until", until))?;
            (StatementKind::Silent, None)
        }
    };
    Ok(vec![StatementRecorded { party, on, kind, statement }.into()])
}

/// Whether everybody was heard whom the application for a license concerns; of other powers the article does not speak. Whoever
/// neither speaks nor waives is waited for until the period is over: only then his silence can be recorded.
pub(super) fn all_heard(case: &Case, content: &Content) -> Result<(), Refusal> {
    let heard = |party: &Party| case.heard.get(&party.id).is_some_and(|heard| is_heard(case, heard));
    let all = case.parties.iter().filter(|party| party.role == PartyRole::Interested).all(heard);
    ensure(all || !content.is_license(), || Refusal::by(&rules::INTERESTED_UNHEARD))
}

/// Whether the holder was told since the grant that it is to be taken back, and heard.
pub(super) fn holder_heard(case: &Case) -> Result<(), Refusal> {
    let holder = case.applicant().and_then(|holder| case.heard.get(&holder.id));
    let since = case.decisions.len();
    let heard = holder.is_some_and(|heard| heard.decisions == since && is_heard(case, heard));
    ensure(heard, || Refusal::by(&rules::HOLDER_UNHEARD))
}

/// Whether somebody can be told of anything: of an application that waits, or that what was granted is to be taken back.
pub(super) fn may_inform(case: &Case) -> bool {
    let open = case.stage.is_intake() || case.stage.is_pending();
    (open && of_interest(case).next().is_some()) || case.applicant().is_some_and(|party| holds(case, party))
}

/// Whether there is something to state: the applicant always may, others once they were told.
pub(super) fn may_state(case: &Case) -> bool {
    let open = case.stage.is_intake() || case.stage.is_pending();
    open || case
        .heard
        .values()
        .any(|heard| heard.decisions == case.decisions.len() && told_on(case, heard).is_some())
}

fn of_interest(case: &Case) -> impl Iterator<Item = &Party> {
    case.parties.iter().filter(|party| party.role == PartyRole::Interested)
}

/// Whether that is the holder of what was granted here.
fn holds(case: &Case, party: &Party) -> bool {
    let granted = case.decision().is_some_and(|decision| decision.outcome == Outcome::Grant);
    granted && party.role == PartyRole::Applicant
}

fn is_heard(case: &Case, heard: &Heard) -> bool {
    heard.outcome.is_some() && told_on(case, heard).is_some()
}

/// A notice tells when it is served, and no more once its number is void.
fn told_on(case: &Case, heard: &Heard) -> Option<Date> {
    let notice = case.documents.get(&heard.notice).filter(|notice| !notice.voided)?;
    notice.served.map(|(on, _)| on)
}

/// The last day on which he may speak.
fn until(served: Date, days: u32, context: &Context<'_>) -> Result<Date, Refusal> {
    let due = context.calendar.add_working_days(served, days);
    due.map(|due| due.date).map_err(|error| Refusal::by(&limit_rules::CALENDAR_RANGE).with("detail", error))
}

fn party_of(case: &Case, party: PartyId) -> Result<&Party, Refusal> {
    let known = case.parties.iter().find(|known| known.id == party);
    known.ok_or_else(|| Refusal::by(&rules::PARTY_UNKNOWN))
}
