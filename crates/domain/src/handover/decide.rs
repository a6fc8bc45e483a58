//! The rules of handing over.

use std::collections::BTreeSet;

use daowei_ident::CaseId;
use jiff::civil::Date;

use super::{Command, Confirmed, Event, Handover, Propose, Proposed, Returned, Standing, Withdrawn, rules};
use crate::authority::Facts;
use crate::case::rules::ASSIGNEE;
use crate::record::Staff;
use crate::rule::{Refusal, ensure};
use crate::setting::Settings;
use crate::text::Text;

/// Cases of one hand-over: it bounds a unit of work, as the list of a day does a person's.
pub const MOST_CASES: usize = 200;

/// Proposes a hand-over. The taker is who could be assigned each of the cases.
///
/// # Errors
/// The rules `handover.…`; `case.reassign.unfit` for a taker who is not formal staff of the department, on duty today.
pub fn propose(
    proposal: Propose,
    giver: &Staff,
    facts: &Facts,
    settings: &Settings,
    today: Date,
) -> Result<Vec<Event>, Refusal> {
    ensure(proposal.taker != giver.person, || Refusal::by(&rules::ONESELF))?;
    let fit = facts.people.get(&proposal.taker).is_some_and(|person| {
        person.employment.kind.is_formal()
            && person.is_employed(today)
            && !person.is_absent(today)
            && person.posts_on(today).any(|post| post.department == giver.department)
    });
    ensure(fit, || Refusal::by(&ASSIGNEE))?;
    ensure(proposal.cases.len() <= MOST_CASES, || Refusal::by(&rules::TOO_MANY).with("most", MOST_CASES))?;
    let kinds: BTreeSet<_> = proposal.stock.iter().map(|counted| counted.stock).collect();
    ensure(kinds.len() == proposal.stock.len(), || Refusal::by(&rules::STOCK_TWICE))?;
    long_enough(&proposal.remarks, settings)?;
    Ok(vec![
        Box::new(Proposed {
            handover: proposal.handover,
            department: giver.department,
            window: giver.window,
            giver: giver.clone(),
            taker: proposal.taker,
            on: today,
            cases: proposal.cases,
            stock: proposal.stock,
            remarks: proposal.remarks.reference(),
        })
        .into(),
    ])
}

/// A command to a hand-over, by that member of staff.
///
/// # Errors
/// The rules `handover.…`.
pub fn decide(
    handover: &Handover,
    command: Command,
    staff: &Staff,
    settings: &Settings,
    today: Date,
) -> Result<Vec<Event>, Refusal> {
    ensure(handover.standing == Standing::Proposed, || Refusal::by(&rules::CLOSED))?;
    let taker = || ensure(staff.person == handover.taker, || Refusal::by(&rules::NOT_TAKER));
    match command {
        Command::Confirm { held } => {
            taker()?;
            let listed: BTreeSet<CaseId> = handover.cases.iter().map(|held| held.case).collect();
            let held: BTreeSet<CaseId> = held.into_iter().collect();
            ensure(listed == held, || Refusal::by(&rules::CHANGED))?;
            Ok(vec![Confirmed { on: today }.into()])
        }
        Command::Return { reason } => {
            taker()?;
            long_enough(&reason, settings)?;
            Ok(vec![Returned { reason: reason.reference() }.into()])
        }
        Command::Withdraw => {
            ensure(staff.person == handover.giver.person, || Refusal::by(&rules::NOT_GIVER))?;
            Ok(vec![Withdrawn { on: today }.into()])
        }
    }
}

/// What each case will say of why it changed hands.
fn long_enough(words: &Text, settings: &Settings) -> Result<(), Refusal> {
    let least = settings.reason_characters;
    ensure(words.weight() >= usize::try_from(least).unwrap_or(usize::MAX), || {
        Refusal::by(&rules::REMARKS_SHORT).with("least", least)
    })
}
