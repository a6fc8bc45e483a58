//! 提出、修改后重新提出; what would be said of it, ahead of time.

use std::collections::BTreeSet;

use daowei_domain::authority::Act;
use daowei_domain::catalog::{Content, Item};
use daowei_domain::change::{
    self, Command, Difference, Element, Plan, Propose, Signal, Trigger, difference, missing, signals,
};
use daowei_domain::{Refusal, Text};
use daowei_ident::ListChangeId;
use daowei_store::view;
use daowei_store::view::change::ChangeRow;
use jiff::civil::Date;

use super::{Ground, NOUN, open};
use crate::aggregate::{self, Kept};
use crate::authority::grant;
use crate::error::{Error, Result};
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, stream};

/// What a department proposes.
#[derive(Clone)]
pub struct Given {
    /// 调整事由
    pub trigger: Trigger,
    /// The day on which it came about.
    pub occurred_on: Date,
    /// 依据
    pub basis: Vec<String>,
    /// 理由
    pub reason: Text,
    /// 拟生效日期
    pub wanted_from: Option<Date>,
    /// 调整内容
    pub plan: Plan,
}

impl From<Given> for change::Given {
    fn from(given: Given) -> Self {
        let Given { trigger, occurred_on, basis, reason, wanted_from, plan } = given;
        Self { trigger, occurred_on, basis, reason, wanted_from, plan }
    }
}

/// What is to be said of an entry before it is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Its name.
    pub name: String,
    /// What the public would not be told yet.
    pub missing: Vec<Element>,
    /// Signs of an approval in disguise.
    pub signals: BTreeSet<Signal>,
    /// Items that ask for its result.
    pub asking: Vec<String>,
    /// How it differs from the version that it takes the place of; from nothing where it is new.
    pub difference: Difference,
}

impl App {
    /// 提出清单调整, once for each key.
    ///
    /// # Errors
    /// `authority.…`, `change.…`, `catalog.version.promise_longer`; [`Error::KeyReused`].
    pub async fn propose_change(
        &self,
        caller: Caller,
        given: Given,
        texts: Texts,
        once: Option<Once>,
    ) -> Result<Answer<ListChangeId>> {
        self.write_once(caller, once, move |unit| propose(unit, given.clone(), &texts)).await
    }

    /// 修改后重新提出, once for each key.
    ///
    /// # Errors
    /// As [`App::propose_change`]; [`Error::NotFound`].
    pub async fn revise_change(
        &self,
        caller: Caller,
        id: ListChangeId,
        given: Given,
        texts: Texts,
        once: Option<Once>,
    ) -> Result<Answer<ListChangeId>> {
        self.write_once(caller, once, move |unit| revise(unit, id, given.clone(), &texts)).await
    }

    /// 提出前检查: what is missing, what looks like an approval in disguise, what differs; and by which rule it could not be
    /// proposed as it stands, `anew` being the returned change that it is to revise. Nothing is written.
    ///
    /// # Errors
    /// `authority.…`; [`Error::NotFound`] for a change that is not there or not the caller's to see.
    pub async fn check_change(
        &self,
        caller: Caller,
        anew: Option<ListChangeId>,
        given: Given,
    ) -> Result<(Vec<Checked>, Option<Refusal>)> {
        self.read(caller, move |unit| check(unit, anew, given.clone())).await
    }
}

fn propose(unit: &mut Unit<'_, '_>, given: Given, texts: &Texts) -> Result<ListChangeId> {
    let department = unit.staff()?.department;
    let grant = grant(unit, Act::ProposeChange, Some(department))?;
    let id = unit.ids.next(ListChangeId::from_parts);
    let ground = Ground::of(unit, &given.plan, None)?;
    let events = change::propose(Propose { change: id, given: given.into() }, &ground.context())?;
    texts.save(unit.tx, &stream::name(NOUN, id))?;
    let state = aggregate::append(unit, id, Kept::NEW, &grant, events)?;
    view::change::save(unit.tx, &ChangeRow::of(&state))?;
    Ok(id)
}

fn revise(unit: &mut Unit<'_, '_>, id: ListChangeId, given: Given, texts: &Texts) -> Result<ListChangeId> {
    let (before, head) = open(unit, id)?;
    let grant = grant(unit, Act::ProposeChange, Some(before.department))?;
    let ground = Ground::of(unit, &given.plan, Some(id))?;
    let events = change::decide(&before, Command::Revise { given: given.into() }, &ground.context())?;
    texts.save(unit.tx, &stream::name(NOUN, id))?;
    let state = aggregate::append(unit, id, Kept { state: Some(before), head }, &grant, events)?;
    view::change::save(unit.tx, &ChangeRow::of(&state))?;
    Ok(id)
}

fn check(
    unit: &mut Unit<'_, '_>,
    anew: Option<ListChangeId>,
    given: Given,
) -> Result<(Vec<Checked>, Option<Refusal>)> {
    let returned = anew.map(|id| open(unit, id)).transpose()?.map(|(change, _)| change);
    let own = unit.staff()?.department;
    let department = returned.as_ref().map_or(own, |change| change.department);
    match grant(unit, Act::ProposeChange, Some(department)) {
        // A look ahead needs no password a moment before.
        Err(Error::Refused(refusal)) if refusal.rule == &daowei_domain::authority::rules::CONFIRMATION => {}
        other => drop(other?),
    }
    let ground = Ground::of(unit, &given.plan, anew)?;
    let context = ground.context();
    let before = match &given.plan {
        Plan::Change { of, .. } | Plan::DelegateDown { of, .. } => {
            ground.items.get(&of.item).and_then(Item::newest)
        }
        _ => None,
    };
    let checked = |content: &Content| Checked {
        name: content.name.clone(),
        missing: missing(content),
        signals: signals(content, context.asking(content)),
        asking: context.asking(content).to_vec(),
        difference: difference(before.map(|version| &version.content), content),
    };
    let entries = given.plan.contents().iter().map(checked).collect();
    let refused = match &returned {
        Some(change) => change::decide(change, Command::Revise { given: given.into() }, &context).err(),
        None => {
            let id = unit.ids.next(ListChangeId::from_parts);
            change::propose(Propose { change: id, given: given.into() }, &context).err()
        }
    };
    Ok((entries, refused))
}
