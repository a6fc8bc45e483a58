//! The rules of employment and posts.

use super::{
    AbsenceRecorded, Appointed, Command, Employment, EmploymentChanged, EmploymentKind, EmploymentProposed,
    EndProposed, Event, Hand, Person, Post, PostEnded, PostProposed, Registered,
};
use daowei_ident::{PersonId, PostId};
use jiff::civil::Date;

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
            if let Some(waiting) = person.proposed.get(&post) {
                confirmable(waiting.by, waiting.post.duty, by, hand)?;
                fits(person, &waiting.post)?;
                return Ok(vec![Appointed { post: waiting.post.clone() }.into()]);
            }
            let (held, ending) = person.posts.get(&post).zip(person.ending.get(&post)).ok_or_else(unknown)?;
            confirmable(ending.by, held.duty, by, hand)?;
            Ok(vec![PostEnded { post, on: ending.on }.into()])
        }
        Command::EndPost { post, on, by } => end(person, post, on, by),
        Command::ChangeEmployment { employment, today, by } => {
            changes_to(person, &employment)?;
            let formal = employment.kind.is_formal() && employment.kind != person.employment.kind;
            let more = gives_more(person.employment.validity, employment.validity);
            match by.filter(|_| formal || more || person.guarded(today).is_some()) {
                Some(by) => Ok(vec![EmploymentProposed { employment, by }.into()]),
                None => Ok(vec![EmploymentChanged { employment }.into()]),
            }
        }
        Command::ConfirmEmployment { today, by, hand } => {
            let waiting = person.changing.as_ref().ok_or_else(|| Refusal::by(&rules::NOTHING_PROPOSED))?;
            // Whom no guarded duty binds is the department's own, whatever the posts.
            confirmable(waiting.by, person.guarded(today).unwrap_or(Duty::Clerk), by, hand)?;
            changes_to(person, &waiting.employment)?;
            Ok(vec![EmploymentChanged { employment: waiting.employment.clone() }.into()])
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

fn unknown() -> Refusal {
    Refusal::by(&rules::POST_UNKNOWN)
}

/// A proposal is dropped; a post ends, by one hand where no duty is guarded and by the host's, else by two.
fn end(person: &Person, post: PostId, on: Date, by: Option<PersonId>) -> Result<Vec<Event>, Refusal> {
    if person.proposed.contains_key(&post) {
        return Ok(vec![PostEnded { post, on }.into()]);
    }
    let held = person.posts.get(&post).ok_or_else(unknown)?;
    (Validity { from: held.validity.from, to: Some(on) }).ordered()?;
    match by.filter(|_| held.duty.is_guarded()) {
        Some(by) => Ok(vec![EndProposed { post, on, by }.into()]),
        None => Ok(vec![PostEnded { post, on }.into()]),
    }
}

/// Whether employment may come to stand like that: with its approval, and with the posts that go on.
fn changes_to(person: &Person, employment: &Employment) -> Result<(), Refusal> {
    employable(employment)?;
    let becomes_formal = !person.employment.kind.is_formal() && employment.kind.is_formal();
    ensure(!becomes_formal || is_approved(employment), || Refusal::by(&rules::FORMAL_UNAPPROVED))?;
    let waiting = person.proposed.values().map(|proposal| &proposal.post);
    let mut posts = person.posts.values().chain(waiting);
    posts
        .by_ref()
        .filter(|post| post.validity.overlaps(employment.validity))
        .try_for_each(|post| fits_employment(employment.kind, post.duty))
}

/// Whether employment would hold on some day on which it does not: whoever was dismissed would be back, with every post and
/// letter, by the hand that arranges people alone.
fn gives_more(stands: Validity, asked: Validity) -> bool {
    let later = match (stands.to, asked.to) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(stands), Some(asked)) => stands < asked,
    };
    later || asked.from < stands.from
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

/// Two people stand behind it; a leader answers for the department's own staff and no further.
fn confirmable(proposer: PersonId, duty: Duty, by: PersonId, hand: Hand) -> Result<(), Refusal> {
    ensure(proposer != by, || Refusal::by(&rules::ONE_HAND))?;
    ensure(hand == Hand::Security || duty.is_of_department(), || {
        Refusal::by(&rules::CONFIRMED_BY_SECURITY).named("duty", duty.name())
    })
}

fn employable(employment: &Employment) -> Result<(), Refusal> {
    employment.validity.ordered()?;
    ensure(employment.kind != EmploymentKind::Seconded || is_approved(employment), || {
        Refusal::by(&rules::SECONDED_UNAPPROVED)
    })
}

fn is_approved(employment: &Employment) -> bool {
    employment.approval.as_deref().is_some_and(|document| !document.trim().is_empty())
}
