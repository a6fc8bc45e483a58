//! Passwords: which may be chosen, and how they are kept (Argon2id, parameters in the string; SEC-20, SEC-28).

use std::collections::BTreeSet;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use daowei_crypto::Keys;
use daowei_domain::{Refusal, Rule};
use zeroize::Zeroizing;

use super::{damaged, rules};
use crate::App;
use crate::error::{Error, Problem, Result};

/// The fewest characters of a password.
pub const SHORTEST: usize = 8;
/// The most characters of a password.
pub const LONGEST: usize = 128;
/// Fewer different characters than this make a password too simple.
const FEWEST_DIFFERENT: usize = 4;

/// Passwords that are tried first everywhere; compared without case.
const COMMON: &[&str] = &[
    "0123456789",
    "01234567",
    "0987654321",
    "1029384756",
    "11223344",
    "112233445566",
    "12344321",
    "1234567890",
    "12345678",
    "123456789",
    "123456789a",
    "123456abc",
    "123456qq",
    "1234qwer",
    "123qweasd",
    "123qwe123",
    "147258369",
    "147852369",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "1qaz@wsx",
    "31415926",
    "520131400",
    "5201314520",
    "789456123",
    "87654321",
    "987654321",
    "98765432",
    "a1234567",
    "a12345678",
    "a123456789",
    "aa123456",
    "aa12345678",
    "abc12345",
    "abc123456",
    "abcd1234",
    "abcdefgh",
    "admin123",
    "admin1234",
    "admin123456",
    "admin@123",
    "administrator",
    "asd123456",
    "asdf1234",
    "asdfghjkl",
    "baseball",
    "changeit",
    "changeme",
    "daowei123",
    "default1",
    "football",
    "guest123",
    "iloveyou",
    "iloveyou1",
    "letmein1",
    "login123",
    "master123",
    "monkey123",
    "p@ssw0rd",
    "p@ssword",
    "pass1234",
    "passw0rd",
    "password",
    "password1",
    "password12",
    "password123",
    "password@123",
    "princess",
    "q1w2e3r4",
    "qazwsxedc",
    "qq123456",
    "qwer1234",
    "qwerty12",
    "qwerty123",
    "qwertyui",
    "qwertyuiop",
    "root1234",
    "secret123",
    "sunshine",
    "superman",
    "test1234",
    "trustno1",
    "user1234",
    "welcome1",
    "welcome123",
    "woaini123",
    "woaini1314",
    "woaini520",
    "woaini521",
    "wodemima",
    "xiaoming",
    "zhang123",
    "zhengwu123",
    "ziyang123",
    "zxcvbnm1",
    "zxcvbnm123",
];

/// Whether this may become somebody's password.
///
/// # Errors
/// The rules of [`rules`]; [`Error::Input`] for one longer than [`LONGEST`].
pub(super) fn choose(login: &str, password: &str) -> Result<()> {
    let refuse = |rule: &'static Rule| Err(Error::from(Refusal::by(rule).with("shortest", SHORTEST)));
    bounded("password", password)?;
    if password.chars().count() < SHORTEST {
        return refuse(&rules::PASSWORD_SHORT);
    }
    let plain = password.to_lowercase();
    if COMMON.contains(&plain.as_str()) || plain.chars().collect::<BTreeSet<_>>().len() < FEWEST_DIFFERENT {
        return refuse(&rules::PASSWORD_COMMON);
    }
    if plain.contains(login) {
        return refuse(&rules::PASSWORD_LOGIN);
    }
    Ok(())
}

/// Refuses what no password of ours can be, before any work is spent on it.
pub(super) fn bounded(field: &'static str, password: &str) -> Result<()> {
    if password.chars().count() > LONGEST { Err(Error::input(field, Problem::TooLong)) } else { Ok(()) }
}

/// Today's parameters: 19 MiB, two passes, one lane.
fn today() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// A password as it is hashed: tied to its holder and login by a key outside the database. A string that is moved to
/// another account, or made by somebody without the key, opens nothing.
pub(super) struct Given(Zeroizing<[u8; 32]>);

impl Given {
    pub(super) fn of(keys: &Keys, person: &str, login: &str, password: &str) -> Self {
        let parts = [person.as_bytes(), login.as_bytes(), password.as_bytes()];
        Self(Zeroizing::new(*keys.authentication().code("daowei/password/1", &parts).as_bytes()))
    }
}

impl App {
    /// What somebody gave as the password of that account.
    pub(super) fn given(&self, person: &str, login: &str, password: &str) -> Given {
        Given::of(&self.inner.keys, person, login, password)
    }
}

/// The string that is kept. Takes a moment: not for threads that must not block.
pub(super) fn keep(password: &Given, salt: &[u8; 16]) -> Result<String> {
    let kept = today().hash_password_with_salt(&*password.0, salt);
    kept.map(|hash| hash.to_string()).map_err(|error| crypto(&error))
}

/// Whether this is the password of which that string was kept. Takes a moment.
pub(super) fn is(password: &Given, kept: &str) -> Result<bool> {
    let hash = PasswordHash::new(kept).map_err(|_| damaged("password"))?;
    match today().verify_password(&*password.0, &hash) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(crypto(&error)),
    }
}

/// Whether a string was kept under other parameters than today's.
pub(super) fn is_outdated(kept: &str) -> bool {
    let Ok(hash) = PasswordHash::new(kept) else { return true };
    let params = Params::try_from(&hash).ok();
    hash.algorithm != Algorithm::Argon2id.ident()
        || hash.version != Some(Version::V0x13.into())
        || params.is_none_or(|params| {
            let today = Params::default();
            (params.m_cost(), params.t_cost(), params.p_cost())
                != (today.m_cost(), today.t_cost(), today.p_cost())
        })
}

fn crypto(error: &argon2::password_hash::Error) -> Error {
    Error::Store(daowei_store::Error::Crypto(error.to_string()))
}
