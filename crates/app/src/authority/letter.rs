//! 签署、撤回授权书.

use std::collections::BTreeMap;

use daowei_domain::authority::letter::{self, Command, Granted, Items, Signed};
use daowei_domain::authority::{Act, Letter};
use daowei_domain::organization::{Department, Person, Validity};
use daowei_domain::{Actor, Text};
use daowei_ident::{DepartmentId, ItemId, LetterId, PersonId};
use jiff::civil::Date;

use super::{grant, grant_over};
use crate::aggregate::{self, Kept};
use crate::error::{Error, Problem, Result};
use crate::text::{Texts, one_line};
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, numbers, world};

/// Characters of a letter's number.
const LONGEST_NUMBER: usize = 60;

/// A letter to be signed.
#[derive(Clone, Debug)]
pub struct NewLetter {
    /// Its number; taken from the organ's series 授 where none is given.
    pub number: Option<String>,
    /// The department in whose name the holder will act.
    pub department: DepartmentId,
    /// Who signed it on paper, where the host enters it; in a session it is whoever is signed in.
    pub signer: Option<PersonId>,
    /// Who holds it.
    pub holder: PersonId,
    /// Powers and items.
    pub grants: Vec<Granted>,
    /// From–to.
    pub validity: Validity,
    /// B 岗: whose absence brings it to life.
    pub deputy_of: Option<PersonId>,
}

impl App {
    /// Signs a letter, in the session of the department's principal leader, once for each key.
    ///
    /// # Errors
    /// `authority.…`, `authority.letter.…`; [`Error::NotFound`], [`Error::KeyReused`].
    pub async fn sign_letter(
        &self,
        caller: Caller,
        new: NewLetter,
        once: Option<Once>,
    ) -> Result<Answer<Letter>> {
        self.write_once(caller, once, move |unit| sign(unit, &new)).await
    }

    /// Revokes a letter: no decision rests on it from that instant on.
    ///
    /// # Errors
    /// `authority.…`, `authority.letter.revoked_twice`; [`Error::NotFound`], [`Error::KeyReused`].
    pub async fn revoke_letter(
        &self,
        caller: Caller,
        letter: LetterId,
        reason: Text,
        texts: Texts,
        once: Option<Once>,
    ) -> Result<Answer<Letter>> {
        self.write_once(caller, once, move |unit| revoke(unit, letter, &reason, &texts)).await
    }
}

/// Signs a letter, inside a unit of work.
///
/// # Errors
/// As [`App::sign_letter`].
pub fn sign(unit: &mut Unit<'_, '_>, new: &NewLetter) -> Result<Letter> {
    let grant = grant_over(unit, Act::SignLetter, new.department, new.holder)?;
    let signer = match &unit.actor {
        Actor::Staff(staff) => staff.person,
        Actor::Host | Actor::Law { .. } | Actor::Visitor => {
            new.signer.ok_or(Error::input("signer", Problem::Empty))?
        }
    };
    let (department, _) = aggregate::open::<Department>(unit, new.department)?;
    let (holder, _) = aggregate::open::<Person>(unit, new.holder)?;
    let today = daowei_calendar::legal_date(unit.now);
    let number = match &new.number {
        Some(number) if number.trim().is_empty() => return Err(Error::input("number", Problem::Empty)),
        Some(number) => {
            one_line("number", number, LONGEST_NUMBER)?;
            number.trim().to_owned()
        }
        None => fresh(unit, &department, today)?,
    };
    let listed = listed(unit, new)?;
    let id = unit.ids.next(LetterId::from_parts);
    let draft = Signed {
        letter: id,
        number,
        department: new.department,
        signer,
        holder: new.holder,
        grants: new.grants.clone(),
        validity: new.validity,
        signed_on: today,
        deputy_of: new.deputy_of,
    };
    let lists = |item| listed.get(&item) == Some(&Some(new.department));
    let world = unit.world.clone();
    let events = letter::sign(draft, &department, &holder, today, lists, world.facts.letters.values())?;
    aggregate::keep(unit, id, Kept::NEW, &grant, events)
}

/// The next number of the organ's series 授 that nobody has written on a letter by hand.
fn fresh(unit: &mut Unit<'_, '_>, department: &Department, today: Date) -> Result<String> {
    loop {
        let number = numbers::document(unit.tx, department, "授", today)?.to_string();
        let mut letters = unit.world.facts.letters.values();
        if !letters.any(|letter| letter.department == department.id && letter.number == number) {
            return Ok(number);
        }
    }
}

/// Whose item each named item is.
fn listed(unit: &mut Unit<'_, '_>, new: &NewLetter) -> Result<BTreeMap<ItemId, Option<DepartmentId>>> {
    let named = new.grants.iter().filter_map(|granted| match &granted.items {
        Items::All => None,
        Items::Only(items) => Some(items),
    });
    let mut owners = BTreeMap::new();
    let facts = unit.world.clone();
    for id in named.flatten() {
        if !owners.contains_key(id) {
            let item = world::item(unit.inner, unit.tx, &facts, *id)?;
            let owner = item.as_deref().and_then(|item| item.newest()?.content.department_id());
            owners.insert(*id, owner);
        }
    }
    Ok(owners)
}

/// Revokes a letter, inside a unit of work.
///
/// # Errors
/// As [`App::revoke_letter`].
pub fn revoke(unit: &mut Unit<'_, '_>, id: LetterId, reason: &Text, texts: &Texts) -> Result<Letter> {
    let (letter, head) = aggregate::open::<Letter>(unit, id)?;
    let grant = grant(unit, Act::RevokeLetter, Some(letter.department))?;
    if reason.weight() == 0 {
        return Err(Error::input("reason", Problem::Empty));
    }
    unit.changes_facts()?;
    let events = letter::decide(&letter, Command::Revoke { reason: reason.clone() }, unit.now)?;
    texts.save(unit.tx, &crate::stream::name("letter", id))?;
    aggregate::keep(unit, id, Kept { state: Some(letter), head }, &grant, events)
}
