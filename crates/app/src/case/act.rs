//! Every act on an existing case: load → lapse → decide → save.

use daowei_domain::case::{self, Case, Command, Context, Passing};
use daowei_ident::CaseId;

use super::Brief;
use super::save::save;
use crate::error::{Error, Result};
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, world};

/// What the caller believes the case to be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Precondition {
    /// The revision that the caller saw (If-Match).
    pub revision: Option<u64>,
}

/// A command with the texts that it brings along.
pub struct Act {
    /// The case.
    pub case: CaseId,
    /// What to do.
    pub command: Command,
    /// Its texts.
    pub texts: Texts,
    /// What the caller believes.
    pub precondition: Precondition,
}

impl App {
    /// Carries an act out, once for each key, and says how the case then stands.
    ///
    /// # Errors
    /// The rule that forbids; [`Error::NotFound`] for a case that is not there or not the caller's to see;
    /// [`Error::Stale`]; [`Error::KeyReused`].
    pub async fn act(&self, caller: Caller, act: Act, once: Option<Once>) -> Result<Answer<Brief>> {
        self.write_once(caller, once, move |unit| carry_out(unit, &act).map(|case| Brief::of(&case))).await
    }
}

/// An act, inside a unit of work.
pub(crate) fn carry_out(unit: &mut Unit<'_, '_>, act: &Act) -> Result<Case> {
    let staff = unit.staff()?.clone();
    let opened = super::open(unit, act.case)?;
    let before = opened.case;
    let world = unit.world.clone();
    // Foreign and missing cases look alike: a government act reaches further than a scope of reading.
    let scope =
        daowei_domain::authority::Scope::of(&world.facts, &staff, daowei_calendar::legal_date(unit.now));
    if !scope.reaches(before.department) {
        return Err(Error::NotFound { what: "case" });
    }
    if act.precondition.revision.is_some_and(|seen| seen != before.revision) {
        return Err(Error::Stale { revision: before.revision });
    }
    let item = match before.item {
        Some(id) => world::item(unit.tx, &world, id)?,
        None => None,
    };
    let mut records = case::lapse(
        &before,
        &Passing {
            now: unit.now,
            calendar: &world.calendar,
            settings: &unit.settings,
            item: item.as_deref(),
            unit: unit.id,
        },
    );
    let lapsed =
        records.iter().fold(Some(before.clone()), Case::apply).ok_or(Error::NotFound { what: "case" })?;
    let ruling = case::decide(
        &lapsed,
        act.command.clone(),
        &Context {
            now: unit.now,
            calendar: &world.calendar,
            settings: &unit.settings,
            facts: &world.facts,
            item: item.as_deref(),
            staff: &staff,
            ids: &unit.ids,
        },
    )?;
    records.extend(ruling.events.into_iter().map(|event| unit.record(Some(ruling.grant.clone()), event)));
    save(unit, Some(&before), opened.head, records, &act.texts, None)
}
