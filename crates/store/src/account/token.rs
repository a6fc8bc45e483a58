//! API tokens.

use daowei_crypto::{AuthenticationKey, Digest, equal_in_constant_time};

use crate::{Result, Row, Statement, Tx, params};

macro_rules! token_select {
    ($rest:literal) => {
        concat!(
            "SELECT api_token.id, api_token.name, api_token.account, api_token.person, api_token.post, ",
            "api_token.scopes, api_token.created_at, api_token.expires_at, api_token.revoked_at, ",
            "account.disabled_at, api_token.bound, api_token.digest FROM api_token JOIN account ON account.id = api_token.account ",
            $rest
        )
    };
}

const FIND: Statement = Statement::new("api_token.find", token_select!("WHERE api_token.digest = $1"));
const BY_ID: Statement = Statement::new("api_token.by_id", token_select!("WHERE api_token.id = $1"));
const PAGE: Statement =
    Statement::new("api_token.page", token_select!("WHERE api_token.id > $1 ORDER BY api_token.id LIMIT $2"));
const ADD: Statement = Statement::new(
    "api_token.add",
    "INSERT INTO api_token (digest, id, name, account, person, post, scopes, created_at, expires_at, bound)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);
const REVOKE: Statement = Statement::new(
    "api_token.revoke",
    "UPDATE api_token SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL",
);

const CONFIRM: Statement = Statement::new(
    "api_token.confirm",
    "UPDATE api_token SET bound = $1 WHERE id = $2 AND bound = $3 AND revoked_at IS NULL",
);

/// The statements of tokens.
pub(crate) const STATEMENTS: &[Statement] = &[FIND, BY_ID, PAGE, ADD, REVOKE, CONFIRM];

/// What the code of a fresh row is made for.
const WAITING: &str = "daowei/token-row/1";
/// What the code of a confirmed row is made for: that is all that tells the two apart, so nobody confirms without the key.
const CONFIRMED: &str = "daowei/token-confirmed/1";

/// What the code of a row says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Issued; its holder has not confirmed it.
    Waiting,
    /// Its holder has confirmed it.
    Confirmed,
    /// Somebody else wrote the row.
    Foreign,
}

/// A token with what its account says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: String,
    /// What it is for, in the words of whoever issued it.
    pub name: String,
    /// The account that answers for it.
    pub account: String,
    /// Whose account it is.
    pub person: String,
    /// The post it acts in.
    pub post: String,
    /// What it may be used for, separated by blanks.
    pub scopes: String,
    /// When it was issued.
    pub created_at: i64,
    /// The instant from which it no longer holds.
    pub expires_at: i64,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// When its account was disabled.
    pub disabled_at: Option<i64>,
    /// Whether its holder has confirmed it; not asked when it is added.
    pub standing: Standing,
}

fn read(key: &AuthenticationKey, row: &Row<'_>) -> Result<Token> {
    let mut token = plain(row)?;
    let (code, digest) = (row.bytes(10)?, row.bytes(11)?);
    let written = |purpose| equal_in_constant_time(code, bound(key, purpose, digest, &token).as_bytes());
    token.standing = match (written(CONFIRMED), written(WAITING)) {
        (true, _) => Standing::Confirmed,
        (_, true) => Standing::Waiting,
        _ => Standing::Foreign,
    };
    Ok(token)
}

fn plain(row: &Row<'_>) -> Result<Token> {
    Ok(Token {
        id: row.string(0)?,
        name: row.string(1)?,
        account: row.string(2)?,
        person: row.string(3)?,
        post: row.string(4)?,
        scopes: row.string(5)?,
        created_at: row.int(6)?,
        expires_at: row.int(7)?,
        revoked_at: row.optional_int(8)?,
        disabled_at: row.optional_int(9)?,
        standing: Standing::Foreign,
    })
}

/// What ties a token to its holder and its scopes: nobody without the key makes it open more.
fn bound(key: &AuthenticationKey, purpose: &'static str, digest: &[u8], token: &Token) -> Digest {
    let Token { id, account, person, post, scopes, created_at, expires_at, .. } = token;
    let [issued, ends] = [created_at, expires_at].map(|at| at.to_be_bytes());
    let texts = [id, account, person, post, scopes].map(String::as_bytes);
    let [id, account, person, post, scopes] = texts;
    key.code(purpose, &[digest, id, account, person, post, scopes, &issued, &ends])
}

/// The token behind a secret, whatever has become of it; none where somebody else wrote the row.
///
/// # Errors
/// What befell the store.
pub fn token(tx: &mut Tx<'_>, key: &AuthenticationKey, digest: &[u8; 32]) -> Result<Option<Token>> {
    let found = tx.one(&FIND, params![digest], |row| read(key, row))?;
    Ok(found.filter(|token| token.standing != Standing::Foreign))
}

/// A token by its id.
///
/// # Errors
/// What befell the store.
pub fn token_by_id(tx: &mut Tx<'_>, key: &AuthenticationKey, id: &str) -> Result<Option<Token>> {
    tx.one(&BY_ID, params![id], |row| read(key, row))
}

/// Tokens after an id, in the order of issuing.
///
/// # Errors
/// What befell the store.
pub fn tokens(tx: &mut Tx<'_>, key: &AuthenticationKey, after: &str, limit: u32) -> Result<Vec<Token>> {
    tx.all(&PAGE, params![after, limit], |row| read(key, row))
}

/// Adds a token, which waits for its holder.
///
/// # Errors
/// What befell the store.
pub fn add_token(tx: &mut Tx<'_>, key: &AuthenticationKey, digest: &[u8; 32], token: &Token) -> Result<()> {
    let bound = bound(key, WAITING, digest, token);
    let Token { id, name, account, person, post, scopes, created_at, expires_at, .. } = token;
    let bound = bound.as_bytes();
    tx.run(&ADD, params![digest, id, name, account, person, post, scopes, *created_at, *expires_at, bound])
        .map(|_| ())
}

/// Confirms a token; false where it does not wait: it was confirmed or revoked already, or somebody else wrote the row.
///
/// # Errors
/// What befell the store.
pub fn confirm_token(tx: &mut Tx<'_>, key: &AuthenticationKey, id: &str) -> Result<bool> {
    let found = tx.one(&BY_ID, params![id], |row| {
        let token = read(key, row)?;
        let digest = row.bytes(11)?;
        let code = |purpose| bound(key, purpose, digest, &token);
        Ok((token.standing, code(CONFIRMED), code(WAITING)))
    })?;
    let Some((Standing::Waiting, confirmed, waiting)) = found else { return Ok(false) };
    Ok(tx.run(&CONFIRM, params![confirmed.as_bytes(), id, waiting.as_bytes()])? == 1)
}

/// Revokes a token; false where it is revoked already.
///
/// # Errors
/// What befell the store.
pub fn revoke_token(tx: &mut Tx<'_>, id: &str, at: i64) -> Result<bool> {
    Ok(tx.run(&REVOKE, params![at, id])? == 1)
}
