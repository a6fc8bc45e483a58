//! Named leases: at most one process holds a name, and loses it when it stops renewing (OPS-30).

use crate::{Error, Result, Statement, Tx, params};

const READ: Statement = Statement::new("lease.read", "SELECT holder, until FROM lease WHERE name = $1");
const ADD: Statement =
    Statement::new("lease.add", "INSERT INTO lease (name, holder, until) VALUES ($1, $2, $3)");
const TAKE: Statement = Statement::new(
    "lease.take",
    "UPDATE lease SET holder = $1, until = $2 WHERE name = $3 AND holder = $4 AND until = $5",
);
const RELEASE: Statement =
    Statement::new("lease.release", "UPDATE lease SET until = 0 WHERE name = $1 AND holder = $2");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[READ, ADD, TAKE, RELEASE];

/// The instant behind which a lease cannot end, unless it was taken under a clock that was ahead: twice as long as the one that
/// is taken now, so that clocks which differ a little hold each other up for a little only.
pub(crate) fn furthest(now: i64, until: i64) -> i64 {
    until.saturating_add(until.saturating_sub(now))
}

/// Takes or renews a lease for `holder` until `until`; false where another one holds it. One that lasts longer than a lease
/// can was left by a clock that was ahead, and counts as ended.
///
/// # Errors
/// [`Error::Conflict`] where others take it at this moment; the unit of work is run again.
pub fn hold(tx: &mut Tx<'_>, name: &str, holder: &str, now: i64, until: i64) -> Result<bool> {
    let held = tx.one(&READ, params![name], |row| Ok((row.string(0)?, row.int(1)?)))?;
    let Some((other, lasts)) = held else {
        return match tx.run(&ADD, params![name, holder, until]) {
            Ok(_) => Ok(true),
            Err(Error::Duplicate { .. }) => Err(Error::Conflict),
            Err(error) => Err(error),
        };
    };
    if other != holder && lasts > now && lasts <= furthest(now, until) {
        return Ok(false);
    }
    Ok(tx.run(&TAKE, params![holder, until, name, &other, lasts])? == 1)
}

/// Gives a lease up, so that another one need not wait for its end.
///
/// # Errors
/// What befell the store.
pub fn release(tx: &mut Tx<'_>, name: &str, holder: &str) -> Result<()> {
    tx.run(&RELEASE, params![name, holder]).map(|_| ())
}
