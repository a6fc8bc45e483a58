//! 机构、窗口、人员: arranged by those whose office it is, and by the host at installation (N-3.2, N-3.3).

mod department;
mod person;
mod read;
mod window;

pub use department::{
    NewDepartment, NewSection, appoint_leader, arrange_section, describe, establish, succeed,
};
pub use person::{
    NewPerson, NewPost, appoint, change_employment, confirm_employment, confirm_post, end_post,
    record_absence, register,
};
pub(crate) use read::people;
pub use read::{By, PersonQuery, PersonView};
pub use window::{NewWindow, close_window, confirm_window, open_window, serve};

use daowei_ident::DepartmentId;

use crate::error::{Error, Problem, Result};
use crate::text::one_line;
use crate::unit::Unit;

/// Characters of a name, a place, a document's title.
const LONGEST: usize = 200;

/// A text of the record that must say something.
fn named(field: &str, text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::input(field, Problem::Empty));
    }
    one_line(field, text, LONGEST)
}

/// A department that must be there: as the facts say, or as this unit of work has just made it.
fn known(unit: &mut Unit<'_, '_>, department: DepartmentId) -> Result<()> {
    if unit.world.facts.departments.contains_key(&department) {
        return Ok(());
    }
    crate::aggregate::open::<daowei_domain::organization::Department>(unit, department).map(|_| ())
}
