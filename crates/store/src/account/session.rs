//! Sessions.

use daowei_crypto::{AuthenticationKey, Digest, equal_in_constant_time};

use crate::{Result, Row, Statement, Tx, params};

const FIND: Statement = Statement::new(
    "session.find",
    "SELECT session.id, session.account, session.person, session.post, session.responsible, session.created_at,
        session.seen_at, session.confirmed_at, session.ended_at, account.disabled_at, account.must_change,
        session.device, session.network, session.ended_why, session.bound
     FROM session JOIN account ON account.id = session.account WHERE session.digest = $1",
);
const OF_ACCOUNT: Statement = Statement::new(
    "session.of_account",
    "SELECT session.id, session.account, session.person, session.post, session.responsible, session.created_at,
        session.seen_at, session.confirmed_at, session.ended_at, account.disabled_at, account.must_change,
        session.device, session.network, session.ended_why
     FROM session JOIN account ON account.id = session.account
     WHERE session.account = $1 AND session.ended_at IS NULL AND session.seen_at > $2 AND session.created_at > $3
     ORDER BY session.created_at DESC, session.id LIMIT 100",
);
const ADD: Statement = Statement::new(
    "session.add",
    "INSERT INTO session (digest, id, account, person, post, created_at, seen_at, failed, bound, device, network)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10)",
);
const TOUCH: Statement =
    Statement::new("session.touch", "UPDATE session SET seen_at = $1 WHERE digest = $2 AND seen_at < $3");
const MOVE: Statement = Statement::new(
    "session.move",
    "UPDATE session SET digest = $1, post = $2, responsible = $3, seen_at = $4, confirmed_at = NULL, bound = $5
     WHERE digest = $6 AND ended_at IS NULL",
);
const CONFIRM: Statement = Statement::new(
    "session.confirm",
    "UPDATE session SET confirmed_at = $1, seen_at = $2, failed = 0, bound = $3 WHERE digest = $4 AND ended_at IS NULL",
);
const FAILED: Statement = Statement::new(
    "session.failed",
    "UPDATE session SET failed = failed + 1 WHERE digest = $1 AND ended_at IS NULL RETURNING failed",
);
const RIGHT: Statement =
    Statement::new("session.right", "UPDATE session SET failed = 0 WHERE digest = $1 AND ended_at IS NULL");
const END: Statement = Statement::new(
    "session.end",
    "UPDATE session SET ended_at = $1, ended_why = $2 WHERE id = $3 AND account = $4 AND ended_at IS NULL",
);
const END_ALL: Statement = Statement::new(
    "session.end_all",
    "UPDATE session SET ended_at = $1, ended_why = $2 WHERE account = $3 AND id <> $4 AND ended_at IS NULL",
);
const FORGET: Statement =
    Statement::new("session.forget", "DELETE FROM session WHERE account = $1 AND created_at < $2");

/// The statements of sessions.
pub(crate) const STATEMENTS: &[Statement] =
    &[FIND, OF_ACCOUNT, ADD, TOUCH, MOVE, CONFIRM, FAILED, RIGHT, END, END_ALL, FORGET];

/// A session with what its account says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id, the same for as long as it lasts; its secret changes.
    pub id: String,
    /// Its account.
    pub account: String,
    /// Whose account it is.
    pub person: String,
    /// The post it acts in.
    pub post: Option<String>,
    /// Who answers for assisting staff.
    pub responsible: Option<String>,
    /// When it began.
    pub created_at: i64,
    /// When it was last used, to the minute.
    pub seen_at: i64,
    /// When its holder last gave the password.
    pub confirmed_at: Option<i64>,
    /// When it was ended.
    pub ended_at: Option<i64>,
    /// When its account was disabled.
    pub disabled_at: Option<i64>,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
    /// Browser and system in words, where they are known.
    pub device: Option<String>,
    /// The network without its last part.
    pub network: Option<String>,
    /// Why an administrator ended it.
    pub ended_why: Option<String>,
}

/// A session that begins.
#[derive(Debug, Clone, Copy)]
pub struct NewSession<'a> {
    /// The digest of its secret.
    pub digest: &'a [u8; 32],
    /// Its id.
    pub id: &'a str,
    /// Its account.
    pub account: &'a str,
    /// Whose account it is.
    pub person: &'a str,
    /// The post it acts in.
    pub post: Option<&'a str>,
    /// Browser and system in words, where they are known.
    pub device: Option<&'a str>,
    /// The network without its last part.
    pub network: Option<&'a str>,
    /// Now.
    pub at: i64,
}

fn read(row: &Row<'_>) -> Result<Session> {
    Ok(Session {
        id: row.string(0)?,
        account: row.string(1)?,
        person: row.string(2)?,
        post: row.optional_text(3)?.map(str::to_owned),
        responsible: row.optional_text(4)?.map(str::to_owned),
        created_at: row.int(5)?,
        seen_at: row.int(6)?,
        confirmed_at: row.optional_int(7)?,
        ended_at: row.optional_int(8)?,
        disabled_at: row.optional_int(9)?,
        must_change: row.bool(10)?,
        device: row.optional_text(11)?.map(str::to_owned),
        network: row.optional_text(12)?.map(str::to_owned),
        ended_why: row.optional_text(13)?.map(str::to_owned),
    })
}

/// What ties a session to its holder, and to the instant at which he gave the password: nobody without the key makes his own
/// session another's, or a session confirmed.
fn bound(key: &AuthenticationKey, digest: &[u8; 32], session: &Session) -> Digest {
    let Session { id, account, person, post, responsible, created_at, confirmed_at, .. } = session;
    let [post, responsible] = [post, responsible].map(|one| one.as_deref().unwrap_or_default().as_bytes());
    let began = created_at.to_be_bytes();
    let confirmed = confirmed_at.map_or_else(Vec::new, |at| at.to_be_bytes().to_vec());
    let parts =
        [digest, id.as_bytes(), account.as_bytes(), person.as_bytes(), post, responsible, &began, &confirmed];
    key.code("daowei/session-row/2", &parts)
}

/// The session behind a secret, whatever has become of it; none where somebody else wrote the row.
///
/// # Errors
/// What befell the store.
pub fn session(tx: &mut Tx<'_>, key: &AuthenticationKey, digest: &[u8; 32]) -> Result<Option<Session>> {
    let found = tx.one(&FIND, params![digest], |row| {
        let session = read(row)?;
        let ours = equal_in_constant_time(row.bytes(14)?, bound(key, digest, &session).as_bytes());
        Ok(ours.then_some(session))
    })?;
    Ok(found.flatten())
}

/// The open sessions of an account, the youngest first, at most a hundred: seen and begun after these instants.
///
/// # Errors
/// What befell the store.
pub fn sessions(tx: &mut Tx<'_>, account: &str, seen_after: i64, begun_after: i64) -> Result<Vec<Session>> {
    tx.all(&OF_ACCOUNT, params![account, seen_after, begun_after], read)
}

/// Begins a session.
///
/// # Errors
/// What befell the store.
pub fn add_session(tx: &mut Tx<'_>, key: &AuthenticationKey, new: &NewSession<'_>) -> Result<()> {
    let NewSession { digest, id, account, person, post, device, network, at } = *new;
    let session = Session {
        id: id.to_owned(),
        account: account.to_owned(),
        person: person.to_owned(),
        post: post.map(str::to_owned),
        responsible: None,
        created_at: at,
        seen_at: at,
        confirmed_at: None,
        ended_at: None,
        disabled_at: None,
        must_change: false,
        device: None,
        network: None,
        ended_why: None,
    };
    let bound = bound(key, digest, &session);
    let row = params![digest, id, account, person, post, at, at, bound.as_bytes(), device, network];
    tx.run(&ADD, row).map(|_| ())
}

/// Notes that a session was used, unless that was noted after `unless_after`.
///
/// # Errors
/// What befell the store.
pub fn touch_session(tx: &mut Tx<'_>, digest: &[u8; 32], at: i64, unless_after: i64) -> Result<()> {
    tx.run(&TOUCH, params![at, digest, unless_after]).map(|_| ())
}

/// Gives a session another secret and another post; a confirmation given before counts no more. False where it has
/// ended or moved meanwhile.
///
/// # Errors
/// What befell the store.
pub fn move_session(
    tx: &mut Tx<'_>,
    key: &AuthenticationKey,
    from: &[u8; 32],
    to: &[u8; 32],
    post: &str,
    responsible: Option<&str>,
    at: i64,
) -> Result<bool> {
    let Some(mut session) = session(tx, key, from)? else { return Ok(false) };
    session.post = Some(post.to_owned());
    session.responsible = responsible.map(str::to_owned);
    session.confirmed_at = None;
    let bound = bound(key, to, &session);
    Ok(tx.run(&MOVE, params![to, post, responsible, at, bound.as_bytes(), from])? == 1)
}

/// Notes that the holder gave the password; false where the session has ended or moved meanwhile.
///
/// # Errors
/// What befell the store.
pub fn confirm_session(tx: &mut Tx<'_>, key: &AuthenticationKey, digest: &[u8; 32], at: i64) -> Result<bool> {
    let Some(mut session) = session(tx, key, digest)? else { return Ok(false) };
    session.confirmed_at = Some(at);
    let bound = bound(key, digest, &session);
    Ok(tx.run(&CONFIRM, params![at, at, bound.as_bytes(), digest])? == 1)
}

/// Counts a password that is about to be tried in a session, and says how many there were since the last right one; nothing
/// where the session has ended or moved meanwhile.
///
/// # Errors
/// What befell the store.
pub fn session_failed(tx: &mut Tx<'_>, digest: &[u8; 32]) -> Result<Option<i64>> {
    tx.one(&FAILED, params![digest], |row| row.int(0))
}

/// Takes back what was counted: the password was right.
///
/// # Errors
/// What befell the store.
pub fn session_right(tx: &mut Tx<'_>, digest: &[u8; 32]) -> Result<()> {
    tx.run(&RIGHT, params![digest]).map(|_| ())
}

/// Ends a session of an account, with the reason where an administrator does; false where it has none such that is open.
///
/// # Errors
/// What befell the store.
pub fn end_session(tx: &mut Tx<'_>, account: &str, id: &str, at: i64, why: Option<&str>) -> Result<bool> {
    Ok(tx.run(&END, params![at, why, id, account])? == 1)
}

/// Ends all sessions of an account but one (none where `but` is empty), with the reason where an administrator does, and says
/// how many.
///
/// # Errors
/// What befell the store.
pub fn end_sessions(tx: &mut Tx<'_>, account: &str, but: &str, at: i64, why: Option<&str>) -> Result<u64> {
    tx.run(&END_ALL, params![at, why, account, but])
}

/// Forgets sessions of an account that began before an instant; the events about them remain.
///
/// # Errors
/// What befell the store.
pub fn forget_sessions(tx: &mut Tx<'_>, account: &str, before: i64) -> Result<u64> {
    tx.run(&FORGET, params![account, before])
}
