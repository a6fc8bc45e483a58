//! Letters of authorization as one finds them: in force, narrow, expired, a deputy's, not yet valid, revoked (N-3.5.4).

use std::collections::BTreeSet;

use daowei_app::authority::{NewLetter, sign};
use daowei_app::{Error, Unit};
use daowei_domain::authority::Power;
use daowei_domain::authority::letter::{Granted, Items};
use daowei_domain::organization::Validity;
use daowei_ident::{ItemId, LetterId, PersonId};
use jiff::Span;
use jiff::civil::Date;

use super::staff::{Desk, Hand, Staff};

/// Signs them all on the first day; `narrow` is the one item of the narrow letter. Gives the letter that will be revoked.
pub(super) fn sign_all(
    unit: &mut Unit<'_, '_>,
    staff: &Staff,
    narrow: ItemId,
    (since, anchor): (Date, Date),
) -> Result<Option<LetterId>, Error> {
    let shifted = |day: Date, days: i64| day.checked_add(Span::new().days(days)).unwrap_or(day);
    let long = Validity { from: since, to: Some(shifted(anchor, 1_100)) };
    for desk in &staff.desks {
        letter(unit, desk, desk.chief, Items::All, long, None)?;
        // The deputy in charge may decide as well, and seals nothing.
        letter(unit, desk, desk.deputy, Items::All, long, None)?;
    }
    let Some(desk) = staff.desks.first() else { return Ok(None) };
    let ended = Validity { from: since, to: Some(shifted(anchor, -20)) };
    letter(unit, desk, staff.expired, Items::All, ended, None)?;
    letter(unit, desk, staff.narrow, Items::Only(BTreeSet::from([narrow])), long, None)?;
    letter(unit, desk, staff.substitute, Items::All, long, Some(desk.chief.person))?;
    let coming = Validity { from: shifted(anchor, 400), to: Some(shifted(anchor, 1_100)) };
    letter(unit, desk, staff.early, Items::All, coming, None)?;
    letter(unit, desk, staff.revoked, Items::All, long, None).map(Some)
}

fn letter(
    unit: &mut Unit<'_, '_>,
    desk: &Desk,
    holder: Hand,
    items: Items,
    validity: Validity,
    deputy_of: Option<PersonId>,
) -> Result<LetterId, Error> {
    let grants = Power::ALL.into_iter().map(|power| Granted { power, items: items.clone() }).collect();
    let new = NewLetter {
        number: None,
        department: desk.department.id,
        signer: Some(desk.leader.person),
        holder: holder.person,
        grants,
        validity,
        deputy_of,
    };
    sign(unit, &new).map(|letter| letter.id)
}
