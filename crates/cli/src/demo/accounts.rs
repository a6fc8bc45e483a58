//! The demo's accounts: one password each, random for every installation, written once for the owner of the host alone.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use daowei_app::{App, Caller};
use daowei_ident::PersonId;
use serde::{Deserialize, Serialize};

use crate::machine;
use crate::trouble::Trouble;

/// The file beside the database.
pub(crate) const FILE: &str = "accounts.json";
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
    let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    let mut written = opened.map_err(Trouble::file(file))?;
    written.write_all(&json).and_then(|()| written.sync_all()).map_err(Trouble::file(file))
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
