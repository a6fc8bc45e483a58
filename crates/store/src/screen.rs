//! 第二屏: the applicant's screen beside a desk. One for each member of staff, paired by a code for some minutes; what it shows is sealed
//! by the caller. No part of the evidence.

use crate::{Error, Result, Row, Statement, Tx, params};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT screen.id, screen.person, screen.secret, screen.sight, screen.revision, screen.confirmed, ",
            "screen.until, screen.session, session.created_at, session.seen_at, screen.objected FROM screen ",
            "LEFT JOIN session ON session.id = screen.session AND session.ended_at IS NULL AND NOT EXISTS ",
            "(SELECT 1 FROM account WHERE account.id = session.account AND account.disabled_at IS NOT NULL) ",
            $rest
        )
    };
}

const GET: Statement = Statement::new("screen.get", columns!("WHERE screen.id = $1"));
const OF_PERSON: Statement = Statement::new("screen.of_person", columns!("WHERE screen.person = $1"));
const BY_CODE: Statement = Statement::new("screen.by_code", columns!("WHERE screen.code = $1"));
const OPEN: Statement = Statement::new(
    "screen.open",
    "INSERT INTO screen (id, person, code, revision, until) VALUES ($1, $2, $3, 0, $4)",
);
const PAIR: Statement =
    Statement::new("screen.pair", "UPDATE screen SET code = NULL, secret = $1, until = $2 WHERE id = $3");
const SHOW: Statement = Statement::new(
    "screen.show",
    "UPDATE screen SET sight = $1, session = $2, revision = revision + 1, confirmed = NULL
     WHERE id = $3 AND revision = $4",
);
const OBJECT: Statement = Statement::new("screen.object", "UPDATE screen SET objected = $1 WHERE id = $2");
const TAKE: Statement = Statement::new(
    "screen.take",
    "UPDATE screen SET sight = NULL, confirmed = NULL, objected = $1, revision = revision + 1
     WHERE id = $2 AND revision = $3",
);
const CONFIRM: Statement =
    Statement::new("screen.confirm", "UPDATE screen SET confirmed = $1 WHERE id = $2 AND revision = $3");
const SIGN: Statement = Statement::new(
    "screen.sign",
    "UPDATE screen SET sight = $1, confirmed = $2 WHERE id = $3 AND revision = $4",
);
const CLOSE: Statement = Statement::new("screen.close", "DELETE FROM screen WHERE person = $1");
const OF_HALL: Statement = Statement::new(
    "screen.of_hall",
    columns!(
        "WHERE screen.person IN ('hall-1', 'hall-2', 'hall-3', 'hall-4', 'hall-5', 'hall-6', 'hall-7', 'hall-8')"
    ),
);
const PURGE: Statement = Statement::new("screen.purge", "DELETE FROM screen WHERE until < $1");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] =
    &[GET, OF_PERSON, BY_CODE, OPEN, PAIR, SHOW, OBJECT, TAKE, CONFIRM, SIGN, CLOSE, OF_HALL, PURGE];

/// The places of screens that stand in the hall and beside nobody's desk.
pub const HALL: [&str; 8] = ["hall-1", "hall-2", "hall-3", "hall-4", "hall-5", "hall-6", "hall-7", "hall-8"];

/// A screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    /// Id.
    pub id: String,
    /// Whose desk it stands beside, or its place in the hall.
    pub person: String,
    /// The digest of its secret; nothing until it is paired.
    pub secret: Option<Vec<u8>>,
    /// What it shows, sealed.
    pub sight: Option<Vec<u8>>,
    /// Counts what was shown.
    pub revision: i64,
    /// When what is shown was confirmed, UTC microseconds.
    pub confirmed: Option<i64>,
    /// Until when code or pairing hold, UTC microseconds.
    pub until: i64,
    /// The session that shows it.
    pub session: Option<String>,
    /// When that session began and was last used, UTC microseconds; nothing once it was ended or its account disabled.
    pub held: Option<(i64, i64)>,
    /// What was said to be wrong and no receipt has taken over yet, sealed.
    pub objected: Option<Vec<u8>>,
}

impl Screen {
    /// Whether it stands in the hall.
    #[must_use]
    pub fn stands_in_hall(&self) -> bool {
        HALL.contains(&self.person.as_str())
    }

    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.string(0)?,
            person: row.string(1)?,
            secret: row.optional_bytes(2)?.map(<[u8]>::to_vec),
            sight: row.optional_bytes(3)?.map(<[u8]>::to_vec),
            revision: row.int(4)?,
            confirmed: row.optional_int(5)?,
            until: row.int(6)?,
            session: row.optional_text(7)?.map(str::to_owned),
            held: row.optional_int(8)?.zip(row.optional_int(9)?),
            objected: row.optional_bytes(10)?.map(<[u8]>::to_vec),
        })
    }
}

/// A screen.
///
/// # Errors
/// What befell the store.
pub fn get(tx: &mut Tx<'_>, id: &str) -> Result<Option<Screen>> {
    tx.one(&GET, params![id], Screen::read)
}

/// The screen beside somebody's desk.
///
/// # Errors
/// What befell the store.
pub fn of_person(tx: &mut Tx<'_>, person: &str) -> Result<Option<Screen>> {
    tx.one(&OF_PERSON, params![person], Screen::read)
}

/// The screen that waits for that code.
///
/// # Errors
/// What befell the store.
pub fn by_code(tx: &mut Tx<'_>, code: &[u8]) -> Result<Option<Screen>> {
    tx.one(&BY_CODE, params![code], Screen::read)
}

/// Lets a code wait, in the place of what was beside that desk.
///
/// # Errors
/// [`Error::Conflict`] where the same desk or code is opened at this moment; the unit of work is run again.
pub fn open(tx: &mut Tx<'_>, id: &str, person: &str, code: &[u8], until: i64) -> Result<()> {
    tx.run(&CLOSE, params![person])?;
    tx.run(&OPEN, params![id, person, code, until]).map_err(|error| match error {
        Error::Duplicate { .. } => Error::Conflict,
        other => other,
    })?;
    Ok(())
}

/// Pairs it: the code is void.
///
/// # Errors
/// What befell the store.
pub fn pair(tx: &mut Tx<'_>, id: &str, secret: &[u8], until: i64) -> Result<()> {
    tx.run(&PAIR, params![secret, until, id])?;
    Ok(())
}

/// Shows something else than at that revision, which nobody has confirmed, by that session; by none in the hall.
///
/// # Errors
/// [`Error::Conflict`] where it shows something else by now; the unit of work is run again.
pub fn show(
    tx: &mut Tx<'_>,
    (id, revision): (&str, i64),
    sight: Option<&[u8]>,
    session: Option<&str>,
) -> Result<()> {
    if tx.run(&SHOW, params![sight, session, id, revision])? == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Keeps what was said to be wrong until a receipt takes it over.
///
/// # Errors
/// What befell the store.
pub fn object(tx: &mut Tx<'_>, id: &str, objected: Option<&[u8]>) -> Result<()> {
    tx.run(&OBJECT, params![objected, id])?;
    Ok(())
}

/// A receipt takes over what was shown and confirmed at that revision: nothing is shown any more. `objected`: what it did not take.
///
/// # Errors
/// [`Error::Conflict`] where another receipt was first, or it shows something else by now; the unit of work is run again.
pub fn take(tx: &mut Tx<'_>, (id, revision): (&str, i64), objected: Option<&[u8]>) -> Result<()> {
    if tx.run(&TAKE, params![objected, id, revision])? == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Notes that what is shown was confirmed; false where something else is shown by now.
///
/// # Errors
/// What befell the store.
pub fn confirm(tx: &mut Tx<'_>, id: &str, revision: i64, at: i64) -> Result<bool> {
    Ok(tx.run(&CONFIRM, params![at, id, revision])? == 1)
}

/// Notes that what is shown was confirmed and signed for, with the signature; false where something else is shown by now.
///
/// # Errors
/// What befell the store.
pub fn sign(tx: &mut Tx<'_>, id: &str, revision: i64, sight: &[u8], at: i64) -> Result<bool> {
    Ok(tx.run(&SIGN, params![sight, at, id, revision])? == 1)
}

/// Takes the screen away from somebody's desk.
///
/// # Errors
/// What befell the store.
pub fn close(tx: &mut Tx<'_>, person: &str) -> Result<()> {
    tx.run(&CLOSE, params![person])?;
    Ok(())
}

/// The screens of the hall.
///
/// # Errors
/// What befell the store.
pub fn of_hall(tx: &mut Tx<'_>) -> Result<Vec<Screen>> {
    tx.all(&OF_HALL, &[], Screen::read)
}

/// The place of the hall for one more screen: a free one, or that of the one whose time is over first.
///
/// # Errors
/// What befell the store.
pub fn hall_place(tx: &mut Tx<'_>) -> Result<String> {
    let held = of_hall(tx)?;
    let free = HALL.iter().find(|place| held.iter().all(|screen| screen.person != **place));
    let first = || held.iter().min_by_key(|screen| screen.until).map(|screen| screen.person.clone());
    Ok(free.map(|place| (*place).to_owned()).or_else(first).unwrap_or_default())
}

/// Takes every screen of the hall away.
///
/// # Errors
/// What befell the store.
pub fn close_hall(tx: &mut Tx<'_>) -> Result<()> {
    for screen in of_hall(tx)? {
        close(tx, &screen.person)?;
    }
    Ok(())
}

/// Forgets screens whose time is over.
///
/// # Errors
/// What befell the store.
pub fn purge(tx: &mut Tx<'_>, before: i64) -> Result<u64> {
    tx.run(&PURGE, params![before])
}
