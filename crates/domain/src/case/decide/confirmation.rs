//! 送达地址确认书 (practice.md §3.5): confirmed at the receipt of papers or later, signed by whom it binds.

use daowei_ident::{DocumentId, PartyId};

use crate::case::service::acts_for_another;
use crate::case::{
    Case, ConfirmService, ConfirmationSigned, ConfirmedService, Context, Event, Party, PartyRole, Service,
    ServiceConfirmed, rules,
};
use crate::rule::{Refusal, ensure};

/// What a party confirms, in the place of what stands.
pub(super) fn confirmed(
    parties: &[Party],
    stands: Option<&ConfirmedService>,
    given: ConfirmService,
    context: &Context<'_>,
) -> Result<ServiceConfirmed, Refusal> {
    let ConfirmService { party, service, destination, reasons } = given;
    let role = parties.iter().find(|known| known.id == party).map(|known| known.role);
    let role = role.ok_or_else(|| Refusal::by(&rules::PARTY_UNKNOWN))?;
    ensure(!acts_for_another(role), || Refusal::by(&rules::CONFIRM_PARTY))?;
    let place = destination.as_ref().map(|destination| &destination.clear);
    match service {
        Service::Direct => {}
        Service::ByAgent => {
            let represented =
                role == PartyRole::Applicant && parties.iter().any(|party| acts_for_another(party.role));
            ensure(represented, || Refusal::by(&rules::CONFIRM_AGENT))?;
        }
        Service::Mail => ensure(place.is_some_and(|place| place.address.is_some()), || {
            Refusal::by(&rules::CONFIRM_ADDRESS)
        })?,
        Service::Electronic => ensure(place.is_some_and(|place| place.electronic.is_some()), || {
            Refusal::by(&rules::CONFIRM_ELECTRONIC)
        })?,
        Service::LeftAtPlace | Service::PublicNotice => return Err(Refusal::by(&rules::CONFIRM_METHOD)),
    }
    if stands.is_some() {
        context.reasoned(reasons.as_ref().ok_or_else(|| context.unreasoned())?)?;
    }
    // What is collected at the window has no address that could be wrong: there is nothing to sign.
    let written = service != Service::Direct;
    Ok(ServiceConfirmed {
        party,
        service,
        destination: destination
            .filter(|_| service.needs_destination())
            .map(|destination| destination.record),
        document: written.then(|| context.ids.next(DocumentId::from_parts)),
        on: context.today(),
        reasons: reasons.filter(|reasons| reasons.weight() > 0).map(|reasons| reasons.reference()),
    })
}

pub(super) fn confirm(
    case: &Case,
    given: ConfirmService,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let stands = case.services.get(&given.party);
    Ok(vec![confirmed(&case.parties, stands, given, context)?.into()])
}

/// Signed by the recipient himself or, for the applicant, by who acts for him; never by a helper (practice.md §3.12).
pub(super) fn sign(
    case: &Case,
    document: DocumentId,
    by: PartyId,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    super::service::document(case, document)?;
    let stands = case.services.iter().find(|(_, confirmed)| confirmed.document == Some(document));
    let (party, confirmed) = stands.ok_or_else(|| Refusal::by(&rules::CONFIRM_NOT_STANDING))?;
    ensure(confirmed.signed.is_none(), || Refusal::by(&rules::CONFIRM_SIGNED_TWICE))?;
    let signer = case.parties.iter().find(|known| known.id == by);
    let signer = signer.ok_or_else(|| Refusal::by(&rules::PARTY_UNKNOWN))?;
    let is_applicants = case.applicant().is_some_and(|applicant| applicant.id == *party);
    ensure(by == *party || (is_applicants && acts_for_another(signer.role)), || {
        Refusal::by(&rules::CONFIRM_SIGNER)
    })?;
    crate::case::party::may_act(signer, context.today())?;
    Ok(vec![ConfirmationSigned { document, by, on: context.today() }.into()])
}
