//! Letters as lists show them.

use daowei_domain::authority::Letter;
use daowei_ident::{DepartmentId, LetterId, PersonId};

use super::reaches;
use crate::App;
use crate::account::Page;
use crate::error::{Error, Result};
use crate::organization::paged;
use crate::unit::{Caller, Unit};

/// Which letters.
#[derive(Clone, Debug, Default)]
pub struct LetterQuery {
    /// Of this department.
    pub department: Option<DepartmentId>,
    /// Held by this person.
    pub holder: Option<PersonId>,
    /// Behind this letter.
    pub after: Option<LetterId>,
    /// How many.
    pub limit: u32,
}

impl App {
    /// Letters within the caller's scope, in the order of their ids.
    ///
    /// # Errors
    /// What befell the store.
    pub async fn letters(&self, caller: Caller, query: LetterQuery) -> Result<Page<Letter>> {
        self.read(caller, move |unit| {
            unit.in_scope("authority:read")?;
            let fits = |letter: &Letter| {
                query.department.is_none_or(|department| letter.department == department)
                    && query.holder.is_none_or(|holder| letter.holder == holder)
                    && reaches(unit, letter.department)
            };
            Ok(paged(&unit.world.facts.letters, query.after, query.limit, fits))
        })
        .await
    }

    /// One letter.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is not there or not the caller's to see.
    pub async fn letter(&self, caller: Caller, id: LetterId) -> Result<Letter> {
        self.read(caller, move |unit| one(unit, id)).await
    }
}

fn one(unit: &Unit<'_, '_>, id: LetterId) -> Result<Letter> {
    unit.in_scope("authority:read")?;
    let letter = unit.world.facts.letters.get(&id).filter(|letter| reaches(unit, letter.department));
    letter.cloned().ok_or(Error::NotFound { what: "letter" })
}
