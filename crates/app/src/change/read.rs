//! Changes of a department or of a division's lists; one with its entries, its opinions and what may be done to it; how any two
//! versions of an item differ.

use std::collections::{BTreeMap, BTreeSet};

use daowei_domain::authority::Act;
use daowei_domain::catalog::{Content, Item};
use daowei_domain::change::{
    Difference, Element, Event, ListChange, Plan, Signal, Stage, difference, missing, signals,
};
use daowei_domain::{Recorded, Refusal, TextRef};
use daowei_ident::{DepartmentId, DivisionCode, ItemId, ListChangeId, PersonId};
use daowei_store::view::change::{ChangeRow, Whose};
use daowei_store::view::order::Way;
use daowei_store::{vault, view};
use jiff::Timestamp;

use super::{Ground, NOUN, open};
use crate::authority::{grant, reaches};
use crate::error::{Error, Result};
use crate::newest::{self, Days};
use crate::unit::{Caller, Unit};
use crate::{App, stream, world};

/// Which changes.
#[derive(Clone, Debug)]
pub struct ChangeQuery {
    /// Those that this department proposed; those of the division's lists where nothing is said and the caller's office serves
    /// the whole division, else those of his own department.
    pub department: Option<DepartmentId>,
    /// In that hand.
    pub stage: Option<Stage>,
    /// Proposed on these days, and which way.
    pub days: Days,
    /// Behind this day and id.
    pub after: Option<(String, String)>,
    /// How many.
    pub limit: u32,
}

/// A change of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeListed {
    /// The row.
    pub row: ChangeRow,
    /// The department's name.
    pub department: String,
    /// Whether the hand that has it is late.
    pub late: bool,
}

/// An entry as it is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is to say.
    pub content: Content,
    /// What the public would not be told yet.
    pub missing: Vec<Element>,
    /// Signs of an approval in disguise.
    pub signals: BTreeSet<Signal>,
    /// Items that ask for its result.
    pub asking: Vec<String>,
    /// How it differs from what it takes the place of.
    pub difference: Difference,
}

/// One thing that was done.
#[derive(Clone, Debug)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// What.
    pub event: Event,
    /// The words of it; nothing where it has none, or where the law had them deleted.
    pub words: Option<String>,
}

/// One change.
#[derive(Clone, Debug)]
pub struct ChangeDetail {
    /// The change.
    pub change: ListChange,
    /// The department's name.
    pub department: String,
    /// 理由
    pub reason: Option<String>,
    /// The items that it touches, as they stand.
    pub items: Vec<Item>,
    /// The entries as they are to be.
    pub entries: Vec<Entry>,
    /// What was done, in its order.
    pub steps: Vec<Step>,
    /// Whether the hand that has it is late.
    pub late: bool,
    /// What whoever has it does, and why the caller may not, where he may not; nothing once it has ended.
    pub turn: Option<(Act, Option<Refusal>)>,
}

/// Two versions of an item against each other.
#[derive(Clone, Debug)]
pub struct Versions {
    /// The earlier ordinal; nothing before the first.
    pub before: Option<u32>,
    /// The later one.
    pub after: u32,
    /// How they differ.
    pub difference: Difference,
}

impl App {
    /// Changes, and whether there are more.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`] for a department that is not there or not the caller's to see.
    pub async fn changes(&self, caller: Caller, query: ChangeQuery) -> Result<(Vec<ChangeListed>, bool)> {
        self.read(caller, move |unit| list(unit, &query)).await
    }

    /// One change.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`] for a change that is not there or not the caller's to see.
    pub async fn change(&self, caller: Caller, id: ListChangeId) -> Result<ChangeDetail> {
        self.read(caller, move |unit| detail(unit, id)).await
    }

    /// The changes of an item, the newest first.
    ///
    /// # Errors
    /// Rules of authority.
    pub async fn changes_of_item(&self, caller: Caller, item: ItemId) -> Result<Vec<ChangeListed>> {
        self.read(caller, move |unit| {
            readable(unit)?;
            let rows = view::change::of(unit.tx, &item.to_string(), 100)?;
            let seen = rows.into_iter().filter(|row| {
                row.department.parse().is_ok_and(|department: DepartmentId| reaches(unit, department))
            });
            let seen: Vec<ChangeRow> = seen.collect();
            Ok(seen.into_iter().map(|row| listed(unit, row)).collect())
        })
        .await
    }

    /// How two versions of an item differ; from nothing to the later one where no earlier one is named. The list is public: whoever
    /// is let in may read it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an item or a version that is not there.
    pub async fn difference(
        &self,
        caller: Caller,
        item: ItemId,
        before: Option<u32>,
        after: u32,
    ) -> Result<Versions> {
        self.read(caller, move |unit| {
            unit.in_scope("catalog:read")?;
            let world = unit.world.clone();
            let missing = || Error::NotFound { what: "item" };
            let item = world::item(unit.inner, unit.tx, &world, item)?.ok_or_else(missing)?;
            let version = |number| item.version(number).ok_or(Error::NotFound { what: "version" });
            let earlier = before.map(version).transpose()?;
            let difference = difference(earlier.map(|version| &version.content), &version(after)?.content);
            Ok(Versions { before, after, difference })
        })
        .await
    }
}

fn readable(unit: &Unit<'_, '_>) -> Result<()> {
    unit.in_scope("catalog:read")?;
    let scopes = unit.scopes.is_some();
    if scopes {
        return Ok(());
    }
    grant(unit, Act::ReadChanges, None).map(drop)
}

fn list(unit: &mut Unit<'_, '_>, query: &ChangeQuery) -> Result<(Vec<ChangeListed>, bool)> {
    readable(unit)?;
    let staff = unit.staff()?.clone();
    let own = unit.world.facts.departments.get(&staff.department).map(|organ| organ.division);
    let serves_all =
        !staff.duty.is_of_department() && staff.duty != daowei_domain::organization::Duty::DepartmentLeader;
    let department = match query.department {
        Some(department) if reaches(unit, department) => Some(department.to_string()),
        Some(_) => return Err(Error::NotFound { what: "department" }),
        None if serves_all => None,
        None => Some(staff.department.to_string()),
    };
    let division = own.as_ref().map(DivisionCode::to_string).unwrap_or_default();
    let whose = department.as_deref().map_or(Whose::Division(&division), Whose::Department);
    let limit = query.limit.clamp(1, 100);
    let (bound, after) = query.days.ends(query.after.as_ref());
    let way = Way { back: query.days.back, bound: &bound };
    let after = (after.0.as_str(), after.1.as_str());
    let rows = view::change::list(unit.tx, whose, query.stage, way, after, limit.saturating_add(1))?;
    let (rows, more) = newest::page(rows, limit);
    Ok((rows.into_iter().map(|row| listed(unit, row)).collect(), more))
}

fn listed(unit: &Unit<'_, '_>, row: ChangeRow) -> ChangeListed {
    let department = row.department.parse::<DepartmentId>().ok();
    let department = department.and_then(|id| unit.world.facts.departments.get(&id));
    let today = daowei_calendar::legal_date(unit.now).to_string();
    let late = row.due.as_ref().is_some_and(|due| *due < today);
    ChangeListed { department: department.map_or_else(String::new, |organ| organ.name.clone()), late, row }
}

fn detail(unit: &mut Unit<'_, '_>, id: ListChangeId) -> Result<ChangeDetail> {
    readable(unit)?;
    let (change, _) = open(unit, id)?;
    let ground = Ground::of(unit, &change.proposal.plan, Some(id))?;
    let records = stream::load::<Event>(unit.inner, unit.tx, &stream::name(NOUN, id))?.records;
    let said: Vec<String> =
        records.iter().filter_map(|record| words_of(&record.event)).map(|text| text.id.to_string()).collect();
    let kept = vault::get_many(unit.tx, unit.inner.keys.vault(), said.iter().map(String::as_str))?;
    let kept: BTreeMap<String, String> = kept
        .iter()
        .map(|record| (record.id.clone(), String::from_utf8_lossy(&record.plain).into_owned()))
        .collect();
    let words = |text: &TextRef| kept.get(&text.id.to_string()).cloned();
    let steps = records.iter().map(|record| step(unit, record, &words)).collect();
    let context = ground.context();
    let replaced = replaced(&change.proposal.plan, &ground);
    let entry = |content: &Content| Entry {
        content: content.clone(),
        missing: missing(content),
        signals: signals(content, context.asking(content)),
        asking: context.asking(content).to_vec(),
        difference: difference(replaced.as_ref(), content),
    };
    let entries = change.proposal.plan.contents().iter().map(entry).collect();
    let turn = change.stage.act().map(|act| (act, turn(unit, &change, act)));
    let department = unit.world.facts.departments.get(&change.department);
    Ok(ChangeDetail {
        department: department.map_or_else(String::new, |organ| organ.name.clone()),
        reason: words(&change.proposal.reason),
        items: ground.items.values().cloned().collect(),
        entries,
        steps,
        late: change.hand.is_some_and(|hand| hand.due < ground.today),
        turn,
        change,
    })
}

/// What an entry takes the place of, as it said when the change was proposed.
fn replaced(plan: &Plan, ground: &Ground) -> Option<Content> {
    let (Plan::Change { of, .. } | Plan::DelegateDown { of, .. }) = plan else { return None };
    ground.items.get(&of.item)?.version(of.version).map(|version| version.content.clone())
}

/// Why the caller may not do it, where he may not: his right, then whether it is his division's and his first hand. That a
/// password is wanted once more is no reason.
fn turn(unit: &Unit<'_, '_>, change: &ListChange, act: Act) -> Option<Refusal> {
    use daowei_domain::authority::rules::CONFIRMATION;
    match grant(unit, act, Some(change.department)) {
        Err(Error::Refused(refusal)) if refusal.rule != &CONFIRMATION => return Some(*refusal),
        Err(Error::Refused(_)) | Ok(_) => {}
        Err(_) => return Some(Refusal::by(&daowei_domain::authority::rules::OUT_OF_SCOPE)),
    }
    let staff = unit.staff().ok()?;
    daowei_domain::change::has_hand(change, staff, &unit.world.facts).err()
}

fn step(unit: &Unit<'_, '_>, record: &Recorded<Event>, words: &impl Fn(&TextRef) -> Option<String>) -> Step {
    let by = record.by.staff().map(|staff| staff.person);
    Step {
        at: record.at,
        by: by.map_or("", |person: PersonId| unit.world.name(person)).to_owned(),
        words: words_of(&record.event).and_then(words),
        event: record.event.clone(),
    }
}

fn words_of(event: &Event) -> Option<&TextRef> {
    match event {
        Event::Proposed(e) => Some(&e.proposal.reason),
        Event::Revised(e) => Some(&e.proposal.reason),
        Event::OpinionGiven(e) => Some(&e.words),
        Event::Returned(e) => Some(&e.reason),
        Event::Refused(e) => Some(&e.reason),
        Event::Withdrawn(e) => Some(&e.reason),
        Event::Approved(_) | Event::Published(_) => None,
    }
}
