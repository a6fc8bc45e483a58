//! The rules of the procedure.

use std::collections::BTreeSet;

use daowei_ident::{DepartmentId, ItemId};
use jiff::civil::Date;

use super::{
    Approved, Base, Command, Context, Event, Given, Hand, Kind, ListChange, Office, OpinionGiven, Plan,
    Proposal, Propose, Proposed, Refused, Returned, Revised, Signal, Stage, Withdrawn, difference, missing,
    rules, signals,
};
use crate::authority::Facts;
use crate::catalog::{Content, DepartmentOf, EndReason, Item, promises_longer};
use crate::limits::rules::CALENDAR_RANGE;
use crate::name::Name;
use crate::record::Staff;
use crate::rule::{Refusal, ensure};
use crate::text::{Text, names_document};

/// Items that one change concerns at most: it bounds a unit of work.
pub const MOST_ITEMS: usize = 50;

/// Proposes a change, in the department's name.
///
/// # Errors
/// The rules `change.…`; `catalog.version.promise_longer`.
pub fn propose(command: Propose, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let department = context.staff.department;
    let division = context.facts.departments.get(&department).map(|organ| organ.division);
    let division = division.ok_or_else(|| Refusal::by(&rules::OTHER_DIVISION))?;
    let proposal = proposal(command.given, department, context)?;
    Ok(vec![
        Box::new(Proposed {
            change: command.change,
            department,
            division,
            person: context.person(),
            proposal,
            hand: hand(context, context.settings.change_review_days)?,
        })
        .into(),
    ])
}

/// A command to an open change.
///
/// # Errors
/// The rules `change.…`.
pub fn decide(change: &ListChange, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Revise { given } => {
            at(change, &[Stage::Returned])?;
            own(change, context)?;
            let same = given.plan.kind() == change.proposal.plan.kind()
                && items(&given.plan) == items(&change.proposal.plan);
            ensure(same, || Refusal::by(&rules::KIND_CHANGED))?;
            let mut proposal = proposal(given, change.department, context)?;
            // The days to propose were those of the first time.
            proposal.due = change.proposal.due;
            let revision = change.revision.saturating_add(1);
            let (person, hand) = (context.person(), hand(context, context.settings.change_review_days)?);
            Ok(vec![Box::new(Revised { revision, person, proposal, hand }).into()])
        }
        Command::Agree { office, words, cleared } => {
            at(change, &[office.stage()])?;
            next_hand(change, context)?;
            long_enough(&words, context)?;
            still_based(change, context)?;
            complete(&change.proposal.plan)?;
            concluded(&change.proposal.plan, &cleared, context)?;
            let relaxed =
                change.proposal.plan.kind() == Kind::Change && context.settings.change_approval == 0;
            let to_government = !relaxed;
            let days = match (office, to_government) {
                (Office::Legal, false) => context.settings.change_publish_days,
                _ => context.settings.change_review_days,
            };
            let (person, hand) = (context.person(), hand(context, days)?);
            let words = words.reference();
            Ok(vec![OpinionGiven { office, person, words, cleared, to_government, hand }.into()])
        }
        Command::Return { reason } => {
            at(change, &[Stage::Staffing, Stage::Legal, Stage::Government, Stage::Publication])?;
            next_hand(change, context)?;
            long_enough(&reason, context)?;
            let office = match change.stage {
                Stage::Staffing => Some(Office::Staffing),
                Stage::Legal => Some(Office::Legal),
                _ => None,
            };
            let (person, hand) = (context.person(), hand(context, context.settings.change_propose_days)?);
            Ok(vec![Returned { office, person, reason: reason.reference(), hand }.into()])
        }
        Command::Approve { document } => {
            at(change, &[Stage::Government])?;
            next_hand(change, context)?;
            ensure(names_document(&document), || Refusal::by(&rules::DOCUMENT))?;
            let (person, hand) = (context.person(), hand(context, context.settings.change_publish_days)?);
            Ok(vec![Approved { document, person, hand }.into()])
        }
        Command::Refuse { reason } => {
            at(change, &[Stage::Government])?;
            next_hand(change, context)?;
            long_enough(&reason, context)?;
            Ok(vec![Refused { reason: reason.reference(), on: context.today }.into()])
        }
        Command::Withdraw { reason } => {
            at(change, &[Stage::Staffing, Stage::Legal, Stage::Government, Stage::Returned])?;
            own(change, context)?;
            long_enough(&reason, context)?;
            Ok(vec![Withdrawn { reason: reason.reference(), on: context.today }.into()])
        }
    }
}

/// Refuses a step whose turn it is not.
pub(super) fn at(change: &ListChange, stages: &[Stage]) -> Result<(), Refusal> {
    ensure(stages.contains(&change.stage), || Refusal::by(&rules::STAGE).named("stage", change.stage.name()))
}

pub(super) fn next_hand(change: &ListChange, context: &Context<'_>) -> Result<(), Refusal> {
    has_hand(change, context.staff, context.facts)
}

/// Whether it can be somebody's turn at all: a change is its own division's, and nobody is two hands of it.
///
/// # Errors
/// `change.other_division`, `change.same_hand`.
pub fn has_hand(change: &ListChange, staff: &Staff, facts: &Facts) -> Result<(), Refusal> {
    if change.stage == Stage::Returned {
        return Ok(());
    }
    let office = facts.departments.get(&staff.department);
    let own = office.is_some_and(|office| office.division == change.division);
    ensure(own, || Refusal::by(&rules::OTHER_DIVISION))?;
    // Whoever keeps the lists gives the first opinion and publishes what was approved: the second is no judgement.
    let carries_out = change.stage == Stage::Publication;
    ensure(carries_out || !change.hands.contains(&staff.person), || Refusal::by(&rules::SAME_HAND))
}

fn own(change: &ListChange, context: &Context<'_>) -> Result<(), Refusal> {
    let heir = context.facts.answering(change.department, context.today);
    let department = heir.map_or(change.department, |organ| organ.id);
    ensure(context.staff.department == department, || Refusal::by(&crate::authority::rules::OTHER_DEPARTMENT))
}

fn hand(context: &Context<'_>, days: u32) -> Result<Hand, Refusal> {
    Ok(Hand { since: context.today, due: behind(context.today, days, context)? })
}

fn behind(day: Date, days: u32, context: &Context<'_>) -> Result<Date, Refusal> {
    let due = context.calendar.add_working_days(day, days);
    due.map(|due| due.date).map_err(|error| Refusal::by(&CALENDAR_RANGE).with("detail", error))
}

fn long_enough(words: &Text, context: &Context<'_>) -> Result<(), Refusal> {
    let least = context.settings.reason_characters;
    ensure(words.weight() >= usize::try_from(least).unwrap_or(usize::MAX), || {
        Refusal::by(&rules::REASON_SHORT).with("least", least)
    })
}

fn items(plan: &Plan) -> BTreeSet<ItemId> {
    plan.bases().iter().map(|base| base.item).collect()
}

fn proposal(given: Given, department: DepartmentId, context: &Context<'_>) -> Result<Proposal, Refusal> {
    ensure(given.occurred_on <= context.today, || {
        Refusal::by(&rules::OCCURRED_FUTURE).with("on", given.occurred_on)
    })?;
    ensure(given.basis.iter().any(|basis| names_document(basis)), || Refusal::by(&rules::BASIS_EMPTY))?;
    long_enough(&given.reason, context)?;
    ensure(context.others.is_empty(), || Refusal::by(&rules::OPEN_ALREADY))?;
    let concerned = given.plan.bases().len().saturating_add(given.plan.contents().len());
    ensure(concerned <= MOST_ITEMS, || Refusal::by(&rules::TOO_MANY).with("most", MOST_ITEMS))?;
    sound(&given.plan, department, context)?;
    Ok(Proposal {
        title: title(&given.plan, context),
        trigger: given.trigger,
        occurred_on: given.occurred_on,
        due: behind(given.occurred_on, context.settings.change_propose_days, context)?,
        basis: given.basis,
        reason: given.reason.reference(),
        wanted_from: given.wanted_from,
        plan: given.plan,
    })
}

fn title(plan: &Plan, context: &Context<'_>) -> String {
    let to_be: Vec<&str> = plan.contents().iter().map(|content| content.name.as_str()).collect();
    let were =
        || plan.bases().iter().filter_map(|base| context.items.get(&base.item)).map(Item::name).collect();
    let names: Vec<&str> = if to_be.is_empty() { were() } else { to_be };
    names.join("、")
}

/// Whether the plan can be, as things stand.
fn sound(plan: &Plan, department: DepartmentId, context: &Context<'_>) -> Result<(), Refusal> {
    let kind = plan.kind();
    for base in plan.bases() {
        let item = based(*base, kind, context)?;
        let of = item.newest().and_then(|version| version.content.department_id());
        let of = of.and_then(|organ| context.facts.answering(organ, context.today)).map(|organ| organ.id);
        ensure(of == Some(department), || Refusal::by(&rules::DEPARTMENT).with("item", item.name()))?;
    }
    match plan {
        Plan::Change { of, content } => {
            let before = context.items.get(&of.item).and_then(Item::newest);
            let alters = difference(before.map(|version| &version.content), content);
            ensure(!alters.is_empty(), || Refusal::by(&rules::NOTHING_CHANGED))?;
        }
        Plan::Split { into, .. } => ensure(into.len() >= 2, || Refusal::by(&rules::SPLIT_FEW))?,
        Plan::Merge { .. } => ensure(items(plan).len() >= 2, || Refusal::by(&rules::SPLIT_FEW))?,
        Plan::New { .. }
        | Plan::Suspend { .. }
        | Plan::Resume { .. }
        | Plan::Cancel { .. }
        | Plan::DelegateDown { .. } => {}
    }
    if let Plan::Merge { of, .. } = plan {
        ensure(items(plan).len() == of.len(), || Refusal::by(&rules::SPLIT_FEW))?;
    }
    for content in plan.contents() {
        ensure(!promises_longer(content), || Refusal::by(&crate::catalog::rules::PROMISE_LONGER))?;
        if kind != Kind::DelegateDown {
            let own = content.department == DepartmentOf::Known(department);
            ensure(own, || Refusal::by(&rules::DEPARTMENT).with("item", &content.name))?;
        }
    }
    if let Plan::DelegateDown { to, .. } = plan {
        below(to, department, context)?;
    }
    Ok(())
}

/// 下放: to departments of the same line in divisions below, each once.
fn below(to: &[Content], department: DepartmentId, context: &Context<'_>) -> Result<(), Refusal> {
    let head = context.facts.departments.get(&department);
    let mut seen = BTreeSet::new();
    let fits = |content: &Content| {
        let organ = content.department_id().and_then(|id| context.facts.departments.get(&id));
        let (Some(head), Some(organ)) = (head, organ) else { return false };
        let mut above = std::iter::successors(organ.division.parent(), |code| code.parent());
        organ.line == head.line
            && content.division == organ.division
            && above.any(|code| code == head.division)
    };
    let each =
        !to.is_empty() && to.iter().all(|content| fits(content) && seen.insert(content.department_id()));
    ensure(each, || Refusal::by(&rules::DELEGATE_WHERE))
}

/// The item as it must still stand for that kind of change.
fn based<'a>(base: Base, kind: Kind, context: &Context<'a>) -> Result<&'a Item, Refusal> {
    let item = context.items.get(&base.item).ok_or_else(|| Refusal::by(&rules::BASE_UNKNOWN))?;
    let newest = item.newest().ok_or_else(|| Refusal::by(&rules::BASE_UNKNOWN))?;
    ensure(newest.number == base.version, || Refusal::by(&rules::BASE_MOVED).with("item", item.name()))?;
    let stands = item.stands(context.today).is_ok();
    let lives = newest.validity.to.is_none_or(|end| context.today < end);
    let suspended = newest.ended == Some(EndReason::Suspended);
    let fits = match kind {
        Kind::Resume => stands && suspended,
        // What the law itself stopped is still to be taken off the list.
        Kind::Cancel => lives || suspended,
        _ => stands && lives && newest.ended.is_none(),
    };
    let refusal = || Refusal::by(&rules::BASE_STATE).with("item", item.name()).named("kind", kind.name());
    ensure(fits, refusal).map(|()| item)
}

/// Nothing that it touches has moved since it was proposed.
pub(super) fn still_based(change: &ListChange, context: &Context<'_>) -> Result<(), Refusal> {
    let plan = &change.proposal.plan;
    plan.bases().iter().try_for_each(|base| based(*base, plan.kind(), context).map(drop))
}

/// Refuses an entry that does not say all that the public has to be told.
pub(super) fn complete(plan: &Plan) -> Result<(), Refusal> {
    plan.contents().iter().try_for_each(|content| {
        let missing = missing(content);
        ensure(missing.is_empty(), || {
            let names: Vec<Name> = missing.iter().map(|element| element.name()).collect();
            Refusal::by(&rules::INCOMPLETE).with("item", &content.name).named_all("missing", names)
        })
    })
}

/// Every sign of an approval in disguise was concluded on by the office (N-3.1.5).
fn concluded(plan: &Plan, cleared: &BTreeSet<Signal>, context: &Context<'_>) -> Result<(), Refusal> {
    plan.contents().iter().try_for_each(|content| {
        let shown = signals(content, context.asking(content));
        let open: Vec<Name> = shown.difference(cleared).map(|signal| signal.name()).collect();
        ensure(open.is_empty(), || {
            Refusal::by(&rules::DISGUISED).with("item", &content.name).named_all("signals", open)
        })
    })
}
