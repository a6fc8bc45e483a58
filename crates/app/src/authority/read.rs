//! Letters as lists show them.

use std::collections::BTreeMap;

use daowei_calendar::legal_date;
use daowei_domain::authority::Letter;
use daowei_domain::authority::letter::{Items, Standing};
use daowei_ident::{DepartmentId, ItemId, LetterId, PersonId};
use daowei_store::view::order::Order;
use daowei_store::{search, view};

use super::reaches;
use crate::account::Page;
use crate::error::{Error, Result};
use crate::unit::{Caller, Unit};
use crate::{App, sorted};

/// By what letters are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// In the order in which they were entered.
    #[default]
    Id,
    /// By number.
    Number,
    /// By the name of who holds them, as it is spelled in pinyin.
    Holder,
    /// By department, in the order in which these were established; then by number.
    Department,
    /// By their end, those without one last.
    To,
}

impl By {
    fn key(self, letter: &Letter, holder: &str) -> String {
        match self {
            Self::Id => String::new(),
            Self::Number => sorted::numbered(&letter.number),
            Self::Holder => search::spelled(holder),
            Self::Department => format!("{}/{}", letter.department, sorted::numbered(&letter.number)),
            Self::To => letter.validity.to.map_or_else(|| "~".to_owned(), |day| day.to_string()),
        }
    }
}

/// Which letters.
#[derive(Clone, Debug, Default)]
pub struct LetterQuery {
    /// Of this department.
    pub department: Option<DepartmentId>,
    /// Held by this person.
    pub holder: Option<PersonId>,
    /// With these words in its number or in the holder's name, or initials of that name's pinyin.
    pub words: Option<String>,
    /// In which order.
    pub order: Order<By>,
    /// Behind this letter.
    pub after: Option<LetterId>,
    /// How many.
    pub limit: u32,
}

/// A letter with the names that stand in it, and how it stands today.
#[derive(Clone, Debug)]
pub struct LetterView {
    /// The letter.
    pub letter: Letter,
    /// How it stands.
    pub standing: Standing,
    /// The department's name.
    pub department: String,
    /// Who signed.
    pub signer: String,
    /// Who holds it.
    pub holder: String,
    /// B 岗: whose deputy.
    pub deputy_of: Option<String>,
}

impl App {
    /// Letters within the caller's scope.
    ///
    /// # Errors
    /// [`Error::Input`] for a page behind a letter that is not there or not the caller's to see.
    pub async fn letters(&self, caller: Caller, query: LetterQuery) -> Result<Page<LetterView>> {
        self.read(caller, move |unit| letters(unit, &query)).await
    }

    /// One letter, and the names of the items that it names.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is not there or not the caller's to see.
    pub async fn letter(
        &self,
        caller: Caller,
        id: LetterId,
    ) -> Result<(LetterView, BTreeMap<ItemId, String>)> {
        self.read(caller, move |unit| {
            let letter = one(unit, id)?;
            let items = items(unit, &letter)?;
            Ok((named(unit, letter), items))
        })
        .await
    }
}

pub(crate) fn letters(unit: &Unit<'_, '_>, query: &LetterQuery) -> Result<Page<LetterView>> {
    unit.in_scope("authority:read")?;
    let words = query.words.as_deref().map(str::trim).unwrap_or_default();
    let fits = |letter: &Letter| {
        sorted::found_by(words, &letter.number, &[unit.world.name(letter.holder)])
            && query.department.is_none_or(|department| letter.department == department)
            && query.holder.is_none_or(|holder| letter.holder == holder)
            && reaches(unit, letter.department)
    };
    let key = |letter: &Letter| query.order.by.key(letter, unit.world.name(letter.holder));
    let behind = |id| {
        let letter = one(unit, id).map_err(|_| sorted::nowhere())?;
        Ok::<_, Error>((key(&letter), id))
    };
    let after = query.after.map(behind).transpose()?;
    let part = sorted::Part { key, back: query.order.back, after, limit: query.limit };
    let page = sorted::page(&unit.world.facts.letters, part, fits);
    Ok(Page { rows: page.rows.into_iter().map(|letter| named(unit, letter)).collect(), next: page.next })
}

fn named(unit: &Unit<'_, '_>, letter: Letter) -> LetterView {
    let today = legal_date(unit.now);
    let facts = &unit.world.facts;
    let name = |person| unit.world.name(person).to_owned();
    let first = letter.deputy_of.and_then(|person| facts.people.get(&person));
    LetterView {
        standing: letter.standing(today, first.is_some_and(|person| person.is_absent(today))),
        department: facts
            .departments
            .get(&letter.department)
            .map_or_else(String::new, |organ| organ.name.clone()),
        signer: name(letter.signer),
        holder: name(letter.holder),
        deputy_of: letter.deputy_of.map(name),
        letter,
    }
}

fn items(unit: &mut Unit<'_, '_>, letter: &Letter) -> Result<BTreeMap<ItemId, String>> {
    let only = letter.grants.iter().filter_map(|granted| match &granted.items {
        Items::All => None,
        Items::Only(items) => Some(items),
    });
    let ids: std::collections::BTreeSet<String> = only.flatten().map(ItemId::to_string).collect();
    let rows = view::item::by_ids(unit.tx, ids.iter().map(String::as_str))?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id.parse().ok()?, row.name))).collect())
}

fn one(unit: &Unit<'_, '_>, id: LetterId) -> Result<Letter> {
    unit.in_scope("authority:read")?;
    let letter = unit.world.facts.letters.get(&id).filter(|letter| reaches(unit, letter.department));
    letter.cloned().ok_or(Error::NotFound { what: "letter" })
}
