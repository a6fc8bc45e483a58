//! Accounts, their sessions and their API tokens: who stands behind a secret. Secrets come in as digests only.

mod miss;
mod session;
mod token;

use crate::view::order::{BEHIND_IDS, Order};
use crate::{Error, Result, Row, Statement, Tx, params};

pub use miss::{Misses, forget_misses, hold_misses, keep_misses, locked, misses, purge_misses};
pub use session::{
    NewSession, Session, add_session, confirm_session, end_session, end_sessions, forget_sessions,
    move_session, session, session_failed, session_right, sessions, touch_session,
};
pub use token::{Standing, Token, add_token, confirm_token, revoke_token, token, token_by_id, tokens};

macro_rules! account_select {
    ($($rest:tt)+) => {
        concat!(
            "SELECT id, person, login, password, must_change, disabled_at, created_at, last_used_at FROM account ",
            $($rest)+
        )
    };
}

const BY_LOGIN: Statement = Statement::new("account.by_login", account_select!("WHERE login = $1"));
const BY_ID: Statement = Statement::new("account.by_id", account_select!("WHERE id = $1"));
const OF_PERSON: Statement =
    Statement::new("account.of_person", account_select!("WHERE person = $1 AND disabled_at IS NULL"));
/// Accounts onward and back: what they are ordered by, and the key behind which a page begins.
macro_rules! both_ways {
    ($name:literal, $by:literal) => {
        [
            Statement::new(
                $name,
                account_select!("WHERE (", $by, ", id) > ($1, $2) ORDER BY ", $by, ", id LIMIT $3"),
            ),
            Statement::new(
                concat!($name, "_back"),
                account_select!("WHERE (", $by, ", id) < ($1, $2) ORDER BY ", $by, " DESC, id DESC LIMIT $3"),
            ),
        ]
    };
}
const PAGE: [Statement; 2] = [
    Statement::new("account.page", account_select!("WHERE login > $1 ORDER BY login LIMIT $2")),
    Statement::new(
        "account.page_back",
        account_select!(
            "WHERE login < COALESCE($1, (SELECT MAX(login) FROM account) || '~') ORDER BY login DESC LIMIT $2"
        ),
    ),
];
const BY_CREATION: [Statement; 2] = both_ways!("account.page_by_creation", "created_at");
/// Those that nobody has ever used come before all others.
const BY_USE: [Statement; 2] = both_ways!("account.page_by_use", "COALESCE(last_used_at, 0)");
const ADD: Statement = Statement::new(
    "account.add",
    "INSERT INTO account (id, person, login, password, must_change, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
);
const SET_PASSWORD: Statement = Statement::new(
    "account.set_password",
    "UPDATE account SET password = $1, must_change = $2 WHERE id = $3",
);
/// Only over the password that was there when the new one was made.
const REPLACE_PASSWORD: Statement = Statement::new(
    "account.replace_password",
    "UPDATE account SET password = $1, must_change = $2 WHERE id = $3 AND password = $4",
);
const REHASH: Statement =
    Statement::new("account.rehash", "UPDATE account SET password = $1 WHERE id = $2 AND password = $3");
const USED: Statement = Statement::new("account.used", "UPDATE account SET last_used_at = $1 WHERE id = $2");
const DISABLE: Statement =
    Statement::new("account.disable", "UPDATE account SET disabled_at = $1 WHERE id = $2");

/// The statements of accounts.
pub(crate) const ACCOUNT: &[Statement] = &{
    let [a, b] = PAGE;
    let [c, d] = BY_CREATION;
    let [e, f] = BY_USE;
    [BY_LOGIN, BY_ID, OF_PERSON, a, b, c, d, e, f, ADD, SET_PASSWORD, REPLACE_PASSWORD, REHASH, USED, DISABLE]
};
pub(crate) use miss::STATEMENTS as MISS;
pub(crate) use session::STATEMENTS as SESSION;
pub(crate) use token::STATEMENTS as TOKEN;

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub person: String,
    /// The name to sign in with, normalized.
    pub login: String,
    /// The password's PHC string.
    pub password: String,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
    /// When it was disabled.
    pub disabled_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
    /// When somebody last signed in.
    pub last_used_at: Option<i64>,
}

/// A new account.
#[derive(Debug, Clone, Copy)]
pub struct NewAccount<'a> {
    /// Its id.
    pub id: &'a str,
    /// Whose it is.
    pub person: &'a str,
    /// The name to sign in with, normalized.
    pub login: &'a str,
    /// The password's PHC string.
    pub password: &'a str,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
    /// Now.
    pub at: i64,
}

fn read(row: &Row<'_>) -> Result<Account> {
    Ok(Account {
        id: row.string(0)?,
        person: row.string(1)?,
        login: row.string(2)?,
        password: row.string(3)?,
        must_change: row.bool(4)?,
        disabled_at: row.optional_int(5)?,
        created_at: row.int(6)?,
        last_used_at: row.optional_int(7)?,
    })
}

/// The account with that login, disabled or not.
///
/// # Errors
/// What befell the store.
pub fn by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<Account>> {
    tx.one(&BY_LOGIN, params![login], read)
}

/// An account.
///
/// # Errors
/// What befell the store.
pub fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Option<Account>> {
    tx.one(&BY_ID, params![id], read)
}

/// An account, held against others until this unit of work ends: for counting and for changes.
///
/// # Errors
/// What befell the store.
pub fn hold(tx: &mut Tx<'_>, id: &str) -> Result<Option<Account>> {
    tx.lock_exclusive(&BY_ID, params![id], read)
}

/// The account of a person that is not disabled.
///
/// # Errors
/// What befell the store.
pub fn of_person(tx: &mut Tx<'_>, person: &str) -> Result<Option<Account>> {
    tx.one(&OF_PERSON, params![person], read)
}

/// By what accounts are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// By login.
    #[default]
    Login,
    /// By when they were made.
    Created,
    /// By when somebody last signed in; those that nobody has used first.
    Used,
}

/// Accounts in an order, behind one of them.
///
/// # Errors
/// What befell the store.
pub fn page(tx: &mut Tx<'_>, order: Order<By>, after: Option<&Account>, limit: u32) -> Result<Vec<Account>> {
    let (statement, key): (_, fn(&Account) -> i64) = match order.by {
        By::Login => {
            let beginning = (!order.back).then_some("");
            let login = after.map(|account| account.login.as_str()).or(beginning);
            return tx.all(order.either(&PAGE), params![login, limit], read);
        }
        By::Created => (&BY_CREATION, |account| account.created_at),
        By::Used => (&BY_USE, |account| account.last_used_at.unwrap_or(0)),
    };
    let (time, id) = match after {
        Some(account) => (key(account), account.id.as_str()),
        None if order.back => (i64::MAX, BEHIND_IDS),
        None => (i64::MIN, ""),
    };
    tx.all(order.either(statement), params![time, id, limit], read)
}

/// Adds an account.
///
/// # Errors
/// [`Error::Conflict`] where login or person were taken at this moment; the unit of work is run again and sees that.
pub fn add(tx: &mut Tx<'_>, new: &NewAccount<'_>) -> Result<()> {
    tx.run(&ADD, params![new.id, new.person, new.login, new.password, new.must_change, new.at])
        .map(|_| ())
        .map_err(|error| if matches!(error, Error::Duplicate { .. }) { Error::Conflict } else { error })
}

/// Sets another password.
///
/// # Errors
/// What befell the store.
pub fn set_password(tx: &mut Tx<'_>, id: &str, password: &str, must_change: bool) -> Result<()> {
    tx.run(&SET_PASSWORD, params![password, must_change, id]).map(|_| ())
}

/// Sets another password that its holder must change, in the place of that one; says whether it was still there.
///
/// # Errors
/// What befell the store.
pub fn replace_password(tx: &mut Tx<'_>, id: &str, password: &str, old: &str) -> Result<bool> {
    Ok(tx.run(&REPLACE_PASSWORD, params![password, true, id, old])? == 1)
}

/// Writes the same password under today's parameters, unless it was changed meanwhile.
///
/// # Errors
/// What befell the store.
pub fn rehash(tx: &mut Tx<'_>, id: &str, new: &str, old: &str) -> Result<()> {
    tx.run(&REHASH, params![new, id, old]).map(|_| ())
}

/// Notes a right password.
///
/// # Errors
/// What befell the store.
pub fn used(tx: &mut Tx<'_>, id: &str, at: i64) -> Result<()> {
    tx.run(&USED, params![at, id]).map(|_| ())
}

/// Disables an account; its sessions and tokens answer to nobody from now on.
///
/// # Errors
/// What befell the store.
pub fn disable(tx: &mut Tx<'_>, id: &str, at: i64) -> Result<()> {
    tx.run(&DISABLE, params![at, id]).map(|_| ())
}
