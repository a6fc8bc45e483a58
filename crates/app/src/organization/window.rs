//! 窗口: opened, serving, closed (N-3.3.1).

use std::collections::BTreeSet;

use daowei_domain::Grant;
use daowei_domain::authority::Act;
use daowei_domain::organization::window::{self, Command, Opened};
use daowei_domain::organization::{Validity, Window, WindowKind};
use daowei_ident::{DepartmentId, DivisionCode, PersonId, WindowId};
use jiff::civil::Date;

use super::{known, named};
use crate::aggregate::{self, Kept};
use crate::authority::grant;
use crate::error::Result;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once};

/// A window to be opened.
#[derive(Clone, Debug)]
pub struct NewWindow {
    /// Number on the plate.
    pub number: String,
    /// Kind.
    pub kind: WindowKind,
    /// Departments that it serves.
    pub serves: BTreeSet<DepartmentId>,
    /// Where it stands.
    pub place: String,
    /// Division of the hall.
    pub division: DivisionCode,
    /// When it is open for service.
    pub validity: Validity,
}

impl App {
    /// Opens a window, once for each key.
    ///
    /// # Errors
    /// Rules of authority and `organization.window.…`; [`crate::Error::NotFound`], [`crate::Error::KeyReused`].
    pub async fn open_window(
        &self,
        caller: Caller,
        new: NewWindow,
        once: Option<Once>,
    ) -> Result<Answer<Window>> {
        self.write_once(caller, once, move |unit| open_window(unit, new.clone())).await
    }

    /// Has a window serve these departments: the further ones once a leader of each has agreed.
    ///
    /// # Errors
    /// As [`App::open_window`].
    pub async fn window_serves(
        &self,
        caller: Caller,
        window: WindowId,
        serves: BTreeSet<DepartmentId>,
        once: Option<Once>,
    ) -> Result<Answer<Window>> {
        self.write_once(caller, once, move |unit| serve(unit, window, serves.clone())).await
    }

    /// Agrees that a window serves one's department.
    ///
    /// # Errors
    /// As [`App::open_window`].
    pub async fn confirm_window(
        &self,
        caller: Caller,
        (window, department): (WindowId, DepartmentId),
        once: Option<Once>,
    ) -> Result<Answer<Window>> {
        self.write_once(caller, once, move |unit| confirm_window(unit, window, department)).await
    }

    /// Closes a window for good.
    ///
    /// # Errors
    /// As [`App::open_window`].
    pub async fn close_window(
        &self,
        caller: Caller,
        window: WindowId,
        on: Date,
        once: Option<Once>,
    ) -> Result<Answer<Window>> {
        self.write_once(caller, once, move |unit| close_window(unit, window, on)).await
    }
}

/// Opens a window, inside a unit of work.
///
/// # Errors
/// As [`App::open_window`].
pub fn open_window(unit: &mut Unit<'_, '_>, new: NewWindow) -> Result<Window> {
    let grant = for_all(unit, &new.serves)?;
    named("number", &new.number)?;
    named("place", &new.place)?;
    let id = unit.ids.next(WindowId::from_parts);
    let opened = Opened {
        window: id,
        number: new.number,
        kind: new.kind,
        serves: new.serves,
        place: new.place,
        division: new.division,
        validity: new.validity,
    };
    let events = window::open(opened, one_hand(unit))?;
    aggregate::keep(unit, id, Kept::NEW, &grant, events)
}

/// Has a window serve other departments, inside a unit of work.
///
/// # Errors
/// As [`App::window_serves`].
pub fn serve(unit: &mut Unit<'_, '_>, id: WindowId, serves: BTreeSet<DepartmentId>) -> Result<Window> {
    for_all(unit, &serves)?;
    let by = one_hand(unit);
    change(unit, id, Command::Serve { serves, by })
}

/// Agrees that a window serves a department, inside a unit of work.
///
/// # Errors
/// As [`App::confirm_window`].
pub fn confirm_window(unit: &mut Unit<'_, '_>, id: WindowId, department: DepartmentId) -> Result<Window> {
    let by = unit.staff()?.person;
    let grant = grant(unit, Act::ConfirmWindow, Some(department))?;
    let (window, head) = aggregate::open::<Window>(unit, id)?;
    let events = window::decide(&window, Command::Agree { department, by })?;
    aggregate::keep(unit, id, Kept { state: Some(window), head }, &grant, events)
}

/// The one hand that arranges; nobody's where it is the host's.
fn one_hand(unit: &Unit<'_, '_>) -> Option<PersonId> {
    unit.actor.staff().map(|staff| staff.person)
}

/// Closes a window, inside a unit of work.
///
/// # Errors
/// As [`App::close_window`].
pub fn close_window(unit: &mut Unit<'_, '_>, id: WindowId, on: Date) -> Result<Window> {
    change(unit, id, Command::Close { on })
}

fn change(unit: &mut Unit<'_, '_>, id: WindowId, command: Command) -> Result<Window> {
    let (window, head) = aggregate::open::<Window>(unit, id)?;
    let grant = for_all(unit, &window.serves)?;
    let events = window::decide(&window, command)?;
    aggregate::keep(unit, id, Kept { state: Some(window), head }, &grant, events)
}

/// Whoever arranges a window must be in charge of every department that it serves.
fn for_all(unit: &mut Unit<'_, '_>, serves: &BTreeSet<DepartmentId>) -> Result<Grant> {
    let mut granted = grant(unit, Act::ArrangeWindow, None)?;
    for department in serves {
        known(unit, *department)?;
        granted = grant(unit, Act::ArrangeWindow, Some(*department))?;
    }
    Ok(granted)
}
