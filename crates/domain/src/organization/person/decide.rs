//! The rules of employment and posts.

use super::{
    AbsenceRecorded, Appointed, Command, Employment, EmploymentChanged, EmploymentKind, Event, Person, Post,
    PostEnded, Registered,
};
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
            post.validity.ordered()?;
            fits_employment(person.employment.kind, post.duty)?;
            administrators_apart(person, &post)?;
            Ok(vec![Appointed { post }.into()])
        }
        Command::EndPost { post, on } => {
            let held = person.posts.get(&post).ok_or_else(|| Refusal::by(&rules::POST_UNKNOWN))?;
            (Validity { from: held.validity.from, to: Some(on) }).ordered()?;
            Ok(vec![PostEnded { post, on }.into()])
        }
        Command::ChangeEmployment(employment) => {
            employable(&employment)?;
            let open = person.posts.values().filter(|post| post.validity.overlaps(employment.validity));
            for post in open {
                fits_employment(employment.kind, post.duty)?;
            }
            Ok(vec![EmploymentChanged { employment }.into()])
        }
        Command::RecordAbsence(validity) => {
            // Recorded anew from the same day, with an earlier end or with none of its days: 销假.
            let known = person.absences.iter().any(|absence| absence.validity.from == validity.from);
            if !(known && validity.to == Some(validity.from)) {
                validity.ordered()?;
            }
            Ok(vec![AbsenceRecorded { validity }.into()])
        }
    }
}

/// Contract staff only assist (N-3.3.2): checked here, at rostering, and again at every action.
fn fits_employment(kind: EmploymentKind, duty: Duty) -> Result<(), Refusal> {
    ensure(kind.is_formal() || duty == Duty::Assistant, || {
        Refusal::by(&rules::CONTRACT_POST).named("duty", duty.name())
    })
}

fn administrators_apart(person: &Person, post: &Post) -> Result<(), Refusal> {
    let clashes = person.posts.values().any(|held| {
        held.duty.is_administrator() && held.duty != post.duty && held.validity.overlaps(post.validity)
    });
    ensure(!(post.duty.is_administrator() && clashes), || Refusal::by(&rules::ADMINISTRATORS_APART))
}

fn employable(employment: &Employment) -> Result<(), Refusal> {
    employment.validity.ordered()?;
    let approved = employment.approval.as_deref().is_some_and(|document| !document.trim().is_empty());
    ensure(employment.kind != EmploymentKind::Seconded || approved, || {
        Refusal::by(&rules::SECONDED_UNAPPROVED)
    })
}
