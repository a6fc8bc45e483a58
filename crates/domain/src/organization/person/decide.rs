//! The rules of employment and posts.

use super::{
    AbsenceRecorded, Appointed, Command, Employment, EmploymentChanged, EmploymentKind, Event, Hand, Person,
    Post, PostEnded, PostProposed, Proposal, Registered,
};
use daowei_ident::PersonId;

use crate::organization::{Duty, Validity, rules};
use crate::rule::{Refusal, ensure};

/// First entry of a person. `others`: everybody who was ever entered, for a staff number names one person for ever.
///
/// # Errors
/// `organization.employment.secondment_unapproved`, `organization.period.reversed`,
/// `organization.person.staff_number_taken`.
pub fn register<'a>(
    entry: Registered,
    others: impl IntoIterator<Item = &'a Person>,
) -> Result<Vec<Event>, Refusal> {
    employable(&entry.employment)?;
    let taken = others.into_iter().any(|other| other.staff_number == entry.staff_number);
    ensure(!taken, || Refusal::by(&rules::STAFF_NUMBER_TAKEN).with("number", &entry.staff_number))?;
    Ok(vec![entry.into()])
}

/// A command to an existing record.
///
/// # Errors
/// The rules of [`crate::organization::rules`].
pub fn decide(person: &Person, command: Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Appoint(post) => {
            fits(person, &post)?;
            Ok(vec![Appointed { post }.into()])
        }
        Command::Propose { post, by } => {
            fits(person, &post)?;
            Ok(vec![PostProposed { post, by }.into()])
        }
        Command::Confirm { post, by, hand } => {
            let waiting = person.proposed.get(&post).ok_or_else(|| Refusal::by(&rules::POST_UNKNOWN))?;
            confirmable(waiting, by, hand)?;
            fits(person, &waiting.post)?;
            Ok(vec![Appointed { post: waiting.post.clone() }.into()])
        }
        Command::EndPost { post, on } if person.proposed.contains_key(&post) => {
            Ok(vec![PostEnded { post, on }.into()])
        }
        Command::EndPost { post, on } => {
            let held = person.posts.get(&post).ok_or_else(|| Refusal::by(&rules::POST_UNKNOWN))?;
            (Validity { from: held.validity.from, to: Some(on) }).ordered()?;
            Ok(vec![PostEnded { post, on }.into()])
        }
        Command::ChangeEmployment(employment) => {
            employable(&employment)?;
            let waiting = person.proposed.values().map(|proposal| &proposal.post);
            let posts = person.posts.values().chain(waiting);
            let open = posts.filter(|post| post.validity.overlaps(employment.validity));
            for post in open {
                fits_employment(employment.kind, post.duty)?;
            }
            Ok(vec![EmploymentChanged { employment }.into()])
        }
        Command::RecordAbsence { validity, today, reason } => {
            // Recorded anew from the same day, with an earlier end or with none of its days: 销假.
            let known = person.absences.iter().any(|absence| absence.validity.from == validity.from);
            if !(known && validity.to == Some(validity.from)) {
                validity.ordered()?;
            }
            let explained = reason.as_ref().is_some_and(|reason| reason.weight() > 0);
            ensure(known || today <= validity.from || explained, || {
                Refusal::by(&rules::ABSENCE_LATE).with("from", validity.from).with("today", today)
            })?;
            let reason = reason.map(|reason| reason.reference());
            Ok(vec![AbsenceRecorded { validity, reason }.into()])
        }
    }
}

/// Contract staff only assist (N-3.3.2): checked here, at rostering, and again at every action.
fn fits_employment(kind: EmploymentKind, duty: Duty) -> Result<(), Refusal> {
    ensure(kind.is_formal() || duty == Duty::Assistant, || {
        Refusal::by(&rules::CONTRACT_POST).named("duty", duty.name())
    })
}

/// Whether this person can hold the post at all.
fn fits(person: &Person, post: &Post) -> Result<(), Refusal> {
    post.validity.ordered()?;
    fits_employment(person.employment.kind, post.duty)?;
    let waiting = person.proposed.values().map(|proposal| &proposal.post);
    administrators_apart(person.posts.values().chain(waiting), post)
}

/// Whoever administers the system does nothing else with it.
fn administrators_apart<'a>(mut held: impl Iterator<Item = &'a Post>, post: &Post) -> Result<(), Refusal> {
    let clashes = held.any(|held| {
        (held.duty.is_administrator() || post.duty.is_administrator())
            && held.duty != post.duty
            && held.validity.overlaps(post.validity)
    });
    ensure(!clashes, || Refusal::by(&rules::ADMINISTRATORS_APART))
}

/// Two people stand behind every post; a leader answers for the department's own staff and no further.
fn confirmable(waiting: &Proposal, by: PersonId, hand: Hand) -> Result<(), Refusal> {
    ensure(waiting.by != by, || Refusal::by(&rules::ONE_HAND))?;
    ensure(hand == Hand::Security || waiting.post.duty.is_of_department(), || {
        Refusal::by(&rules::CONFIRMED_BY_SECURITY).named("duty", waiting.post.duty.name())
    })
}

fn employable(employment: &Employment) -> Result<(), Refusal> {
    employment.validity.ordered()?;
    let approved = employment.approval.as_deref().is_some_and(|document| !document.trim().is_empty());
    ensure(employment.kind != EmploymentKind::Seconded || approved, || {
        Refusal::by(&rules::SECONDED_UNAPPROVED)
    })
}
