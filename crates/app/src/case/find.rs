//! 查找办件: by number, and by the exact value of a party's number, name or address. The latter tells whether a guess was right,
//! and so is a look at somebody's data: for those who may see it, with a purpose, recorded, and not without end.

use std::collections::BTreeMap;
use std::net::IpAddr;

use daowei_domain::Text;
use daowei_domain::authority::{Act, Question, Scope, Subject, may};
use daowei_domain::look::{Field, Searched};
use daowei_ident::{CaseId, CaseNumber, ResidentId};
use daowei_store::view::case::CaseRow;
use daowei_store::{vault, view};

use super::listed::{CaseListed, listed};
use super::{Progress, scope};
use crate::App;
use crate::error::{Error, Problem, Result};
use crate::look;
use crate::purpose;
use crate::stream;
use crate::text::{Texts, normal};
use crate::unit::{Caller, Unit};

/// Records of parties that are looked up together.
const TOGETHER: u32 = 200;
/// How often: a name that many have would else keep one search busy without end. What lies behind is said to be there.
const ROUNDS: u32 = 10;
/// Cases that one search answers with; of whoever has more, a case is asked for by its number.
const MOST: usize = 100;

/// Who is looked for. The value goes into the vault with the look.
#[derive(Clone)]
pub struct Sought {
    /// By what.
    pub field: Field,
    /// The whole value: parts of it find nothing.
    pub value: Text,
    /// What for.
    pub purpose: Text,
}

/// What a search found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Cases within scope, those received first in front.
    pub cases: Vec<CaseListed>,
    /// Whether there may be more than these: a more exact value, or a case number, finds them.
    pub more: bool,
}

impl App {
    /// The case with that number.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a case that is not there or not the caller's to see.
    pub async fn case_numbered(&self, caller: Caller, number: CaseNumber) -> Result<CaseId> {
        self.read(caller, move |unit| {
            unit.in_scope("case:read")?;
            let scope = scope(unit, Act::ReadCase)?;
            view::case::by_number(unit.tx, &number.to_string())?
                .filter(|row| row.department.parse().is_ok_and(|department| scope.reaches(department)))
                .and_then(|row| row.id.parse().ok())
                .ok_or(Error::NotFound { what: "case" })
        })
        .await
    }

    /// Progress for a citizen at that address. Misses are counted, so that nobody tries codes one after another.
    ///
    /// # Errors
    /// As [`App::progress`]; [`Error::TooMany`].
    pub async fn progress_at(
        &self,
        address: Option<IpAddr>,
        number: CaseNumber,
        code: String,
    ) -> Result<Progress> {
        let tries = self.inner.door.asking();
        tries.admit(address, self.now().as_microsecond())?;
        let progress = self.progress(number, code).await?;
        tries.forgive(address);
        Ok(progress)
    }

    /// The cases within scope of whoever has exactly that number, name or address; and records that they were looked for.
    ///
    /// # Errors
    /// Rules of authority; [`Error::Forbidden`] for a token; [`Error::Input`] without a value or a purpose;
    /// [`Error::TooMany`] for somebody who searches without end; what befell the store.
    pub async fn find_cases(&self, caller: Caller, sought: Sought, texts: Texts) -> Result<Found> {
        let mut counted = false;
        self.write(caller, move |unit| find(unit, &sought, &texts, &mut counted)).await
    }
}

/// `counted`: whether this search is counted already; a unit of work may be run again.
fn find(unit: &mut Unit<'_, '_>, sought: &Sought, texts: &Texts, counted: &mut bool) -> Result<Found> {
    // As with every look: somebody who is there, and says what for.
    if unit.scopes.is_some() {
        return Err(Error::Forbidden { what: "person" });
    }
    if sought.value.weight() == 0 {
        return Err(Error::input("value", Problem::Empty));
    }
    purpose::stated(sought.purpose.weight())?;
    let scope = scope(unit, Act::ReadCase)?;
    let staff = unit.staff()?.clone();
    let grant = may(
        &unit.world.facts,
        &Question {
            staff: &staff,
            act: Act::Reveal,
            subject: Subject::Nothing,
            now: unit.now,
            confirmation_minutes: unit.settings.confirmation_minutes,
        },
    )?;
    if !*counted {
        unit.inner.door.searching().count(staff.person, unit.now.as_microsecond())?;
        *counted = true;
    }
    let (rows, more) = within(unit, sought, &scope)?;
    let found = rows.iter().filter_map(|row| row.id.parse().ok()).collect();
    let (value, purpose) = (sought.value.reference(), Some(sought.purpose.reference()));
    let searched = Searched { field: sought.field, value, found, purpose };
    look::record(unit, &stream::name("look-search", staff.person), grant, searched.into(), texts)?;
    Ok(Found { cases: listed(unit, rows), more })
}

/// The cases of whoever is sought that lie within scope, and whether there may be more. What lies outside takes no place
/// in the answer.
fn within(unit: &mut Unit<'_, '_>, sought: &Sought, scope: &Scope) -> Result<(Vec<CaseRow>, bool)> {
    let value = match sought.field {
        // A check digit is kept as a capital X; what has none is kept as given.
        Field::IdNumber => match sought.value.words().trim().parse::<ResidentId>() {
            Ok(number) => daowei_ident::IdNumber::from(number).reveal().to_owned(),
            Err(_) => sought.value.words().trim().to_owned(),
        },
        Field::Name | Field::Address => normal(sought.value.words()),
    };
    let mut seen = BTreeMap::new();
    let mut after = String::new();
    for _ in 0..ROUNDS {
        let blind = unit.inner.keys.blind();
        let records = vault::find(unit.tx, blind, sought.field.id(), &value, &after, TOGETHER)?;
        let full = u32::try_from(records.len()).is_ok_and(|count| count == TOGETHER);
        let streams = vault::streams_of(unit.tx, &records)?;
        let cases = streams.iter().filter_map(|stream| stream.strip_prefix("case-"));
        let mut rows = view::case::by_ids(unit.tx, cases)?;
        rows.retain(|row| row.department.parse().is_ok_and(|id| scope.reaches(id)));
        seen.extend(rows.into_iter().map(|row| (row.id.clone(), row)));
        if seen.len() > MOST {
            return Ok((seen.into_values().take(MOST).collect(), true));
        }
        match records.last().filter(|_| full) {
            Some(last) => after.clone_from(last),
            None => return Ok((seen.into_values().collect(), false)),
        }
    }
    Ok((seen.into_values().collect(), true))
}
