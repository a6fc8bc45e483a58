//! 利害关系人的陈述申辩: told that the application concerns him, and heard, before anything is decided (行政许可法 art. 36).

use daowei_ident::{DocumentId, PartyId};

use crate::case::{
    Case, Context, Event, Heard, InterestedInformed, Party, PartyRole, StatementRecorded, rules,
};
use crate::catalog::Content;
use crate::rule::{Refusal, ensure};
use crate::text::Text;

pub(super) fn inform(
    case: &Case,
    party: PartyId,
    what: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    interested(case, party)?;
    context.reasoned(what)?;
    let document = context.ids.next(DocumentId::from_parts);
    Ok(vec![InterestedInformed { document, party, on: context.today(), what: what.reference() }.into()])
}

pub(super) fn record_statement(
    case: &Case,
    party: PartyId,
    statement: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    interested(case, party)?;
    let told = case.heard.get(&party).is_some_and(|heard| was_told(case, heard));
    ensure(told, || Refusal::by(&rules::INTERESTED_UNTOLD))?;
    context.reasoned(statement)?;
    Ok(vec![StatementRecorded { party, on: context.today(), statement: statement.reference() }.into()])
}

/// Whether everybody was heard whom the application for a license concerns; of other powers the article does not speak.
pub(super) fn all_heard(case: &Case, content: &Content) -> Result<(), Refusal> {
    let heard = |party: &Party| {
        case.heard.get(&party.id).is_some_and(|heard| was_told(case, heard) && heard.statement.is_some())
    };
    let all = case.parties.iter().filter(|party| party.role == PartyRole::Interested).all(heard);
    ensure(all || !content.is_license(), || Refusal::by(&rules::INTERESTED_UNHEARD))
}

/// A notice tells when it is served, and no more once its number is void.
fn was_told(case: &Case, heard: &Heard) -> bool {
    case.documents.get(&heard.notice).is_some_and(|notice| notice.served.is_some() && !notice.voided)
}

fn interested(case: &Case, party: PartyId) -> Result<(), Refusal> {
    let known = case.parties.iter().find(|known| known.id == party);
    let known = known.ok_or_else(|| Refusal::by(&rules::PARTY_UNKNOWN))?;
    ensure(known.role == PartyRole::Interested, || Refusal::by(&rules::INTERESTED_ROLE))
}
