//! 送达地址确认.

use super::Example;
use super::case::{accepted, received};
use crate::case::{Command, ConfirmService, DocumentKind, Outcome, PartyRole, SealKind, Service, rules};
use crate::fixture::{Matter, Play, Who, confirms, day, handed, id, party, reasons};
use crate::rule::Refusal;

pub(super) const EXAMPLES: &[Example] = &[
    (&rules::SERVED_OTHERWISE, || {
        let mut play = Play::received(Matter::Instant, "2026-03-02 09:00");
        play.done(Who::Clerk, Command::ConfirmService(confirms(1, Service::Mail)));
        play.done(
            Who::Chief,
            Command::DecideOnTheSpot { outcome: Outcome::Grant, reasons: reasons(), grounds: Vec::new() },
        );
        let paper = play.document(DocumentKind::OnTheSpotDecision);
        play.seal(Who::Chief, paper, SealKind::Approval)?;
        play.act(Who::Clerk, Command::Deliver(handed(Service::Direct, day("2026-03-02")))).map(drop)
    }),
    (&rules::CONFIRM_PARTY, || {
        let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
        let mut command = play.opening();
        command.parties.push(party(2, PartyRole::Representative));
        play.receive(&play.city.staff(Who::Clerk), command)?;
        play.act(Who::Clerk, Command::ConfirmService(confirms(2, Service::Direct))).map(drop)
    }),
    (&rules::CONFIRM_METHOD, || confirmed(confirms(1, Service::PublicNotice))),
    (&rules::CONFIRM_ADDRESS, || {
        confirmed(ConfirmService { destination: None, ..confirms(1, Service::Mail) })
    }),
    (&rules::CONFIRM_ELECTRONIC, || {
        let mut given = confirms(1, Service::Electronic);
        if let Some(destination) = &mut given.destination {
            destination.clear.electronic = None;
        }
        confirmed(given)
    }),
    (&rules::CONFIRM_AGENT, || confirmed(confirms(1, Service::ByAgent))),
    (&rules::CONFIRM_NOT_STANDING, || {
        let mut play = accepted();
        let document = play.document(DocumentKind::AcceptanceNotice);
        sign(&mut play, document)
    }),
    (&rules::CONFIRM_SIGNED_TWICE, || {
        let mut play = received();
        play.done(Who::Clerk, Command::ConfirmService(confirms(1, Service::Mail)));
        let document = play.document(DocumentKind::ServiceConfirmation);
        sign(&mut play, document)?;
        sign(&mut play, document)
    }),
    (&rules::CONFIRM_SIGNER, || {
        let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
        let mut command = play.opening();
        command.parties.push(party(2, PartyRole::Interested));
        play.receive(&play.city.staff(Who::Clerk), command)?;
        play.done(Who::Clerk, Command::ConfirmService(confirms(2, Service::Mail)));
        let document = play.document(DocumentKind::ServiceConfirmation);
        sign(&mut play, document)
    }),
];

fn confirmed(given: ConfirmService) -> Result<(), Refusal> {
    received().act(Who::Clerk, Command::ConfirmService(given)).map(drop)
}

/// By the applicant.
fn sign(play: &mut Play, document: daowei_ident::DocumentId) -> Result<(), Refusal> {
    let by = id(daowei_ident::PartyId::from_parts, 1);
    play.act(Who::Clerk, Command::SignConfirmation { document, by }).map(drop)
}
