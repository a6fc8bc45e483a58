//! The demo's accounts: one password each, random for every installation, written once for the owner of the host alone.

use std::path::{Path, PathBuf};

use daowei_app::install::KEY_FILE;
use daowei_app::{App, Caller};
use daowei_ident::PersonId;
use serde::{Deserialize, Serialize};

use crate::trouble::Trouble;
use crate::{lines, machine};

/// The file beside the keys of a data directory.
const FILE: &str = "accounts.json";
/// Letters and digits that nobody mistakes for one another: 32 of them, so that every five bits give one.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// One account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DemoAccount {
    /// The name to sign in with.
    pub(crate) login: String,
    /// The password.
    pub(crate) password: String,
    /// What the posts are for, such as `clerk`.
    #[serde(default)]
    pub(crate) roles: Vec<String>,
    /// The department of the posts.
    #[serde(default)]
    pub(crate) department: String,
}

/// Where the accounts of an installation are: beside its keys, and named like them where several installations keep
/// theirs in one folder.
pub(crate) fn beside(key_file: &Path) -> PathBuf {
    let named = key_file.file_name().filter(|name| *name != KEY_FILE).and_then(|_| key_file.file_stem());
    let name = named.map_or_else(|| FILE.to_owned(), |stem| format!("{}-{FILE}", stem.to_string_lossy()));
    key_file.with_file_name(name)
}

/// Makes an account for each of them and writes the file, which must not be there.
pub(super) fn make(app: &App, logins: &[(String, PersonId)], file: &Path) -> Result<(), Trouble> {
    let people: Vec<PersonId> = logins.iter().map(|(_, person)| *person).collect();
    let posts = app.read_blocking(Caller::Host, move |unit| {
        let facts = &unit.world.facts;
        let held = |person| facts.people.get(person).into_iter().flat_map(|person| person.posts.values());
        let name = |id| facts.departments.get(&id).map_or_else(String::new, |organ| organ.name.clone());
        let of = |person| {
            let roles = held(person).map(|post| post.duty.id().to_owned()).collect();
            (roles, held(person).next().map_or_else(String::new, |post| name(post.department)))
        };
        Ok(people.iter().map(of).collect::<Vec<(Vec<String>, String)>>())
    })?;
    let mut accounts = Vec::new();
    for ((login, person), (roles, department)) in logins.iter().zip(posts) {
        let password = password();
        app.create_account_as_host(*person, login, &password)?;
        accounts.push(DemoAccount { login: login.clone(), password, roles, department });
    }
    let json = serde_json::to_vec_pretty(&accounts).map_err(Trouble::refused)?;
    lines::file(file, &json)
}

#[cfg(test)]
#[test]
fn accounts_lie_beside_their_own_keys() {
    let beside = |keys: &str| beside(Path::new(keys)).display().to_string();
    assert_eq!(beside("/data/keys.json"), "/data/accounts.json");
    // Keys of several installations on servers lie in one folder.
    assert_eq!(beside("/keys/daowei-ab12.json"), "/keys/daowei-ab12-accounts.json");
    assert_eq!(beside("own"), "own-accounts.json");
}

/// Four groups of five: a hundred bits.
fn password() -> String {
    let bytes: [u8; 20] = machine::random();
    let mut password = String::new();
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place % 5 == 0 {
            password.push('-');
        }
        let letter = LETTERS.get(usize::from(byte % 32)).copied().unwrap_or(b'a');
        password.push(char::from(letter));
    }
    password
}
