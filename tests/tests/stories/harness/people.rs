//! The demo city's people, as its accounts file names them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::http::Client;

pub(crate) struct People(Value);

impl People {
    pub(crate) fn read(file: &Path) -> Self {
        Self(serde_json::from_slice(&fs::read(file).unwrap()).unwrap())
    }

    /// The account that signs in by that name.
    pub(crate) fn account(&self, login: &str) -> &Value {
        let accounts = self.0.as_array().unwrap();
        accounts
            .iter()
            .find(|account| account["login"] == login)
            .unwrap_or_else(|| panic!("no account {login}"))
    }

    fn password(&self, login: &str) -> &str {
        self.account(login)["password"].as_str().unwrap()
    }

    /// Signs in; not confirmed.
    pub(crate) fn sign_in(&self, client: &Client, login: &str) -> Client {
        let given = json!({ "login": login, "password": self.password(login), "transport": "bearer" });
        let answer = client.post("/api/v1/session", &given).done();
        client.apart().with_secret(answer["secret"].as_str().unwrap().to_owned())
    }

    /// Confirms the session: for five minutes it may do what has legal effect.
    pub(crate) fn confirm(&self, session: &Client, login: &str) {
        session.post("/api/v1/session/confirmation", &json!({ "password": self.password(login) })).done();
    }

    /// Signs in and confirms.
    pub(crate) fn confirmed(&self, client: &Client, login: &str) -> Client {
        let session = self.sign_in(client, login);
        self.confirm(&session, login);
        session
    }
}
