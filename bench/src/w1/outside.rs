//! One client at the public door: HTTP, sessions, idempotency keys.

use std::net::SocketAddr;

use daowei_app::Clock;
use serde_json::{Value, json};

use super::{Door, Step, words as say};
use crate::city::{PAPERS, PASSWORD, ROLES, login};
use crate::client::{Client, Head};
use crate::error::{Result, words};
use crate::machine::Now;

/// One client's connection, its crew's sessions, the case in hand.
pub(crate) struct Outside {
    client: Client,
    number: usize,
    /// Secrets of clerk, reviewer, second, leader, chief.
    secrets: [String; 5],
    receipt: String,
    case: String,
    sent: u64,
}

impl Outside {
    /// Connects and signs the client's crew in.
    pub(crate) fn open(address: SocketAddr, item: &str, number: usize) -> Result<Self> {
        let mut client = Client::open(address)?;
        let secrets = ROLES.map(|role| sign_in(&mut client, &login(role, number)));
        let [clerk, reviewer, second, leader, chief] = secrets;
        let papers = PAPERS.map(|(id, _)| json!({ "paper": id, "form": "original_taken", "copies": 1 }));
        let receipt = json!({
            "item": item,
            "channel": "window",
            "parties": [{
                "role": "applicant", "kind": "organization", "name": say::COMPANY, "id_kind": "001",
                "id_number": say::CREDIT_CODE, "phone": say::PHONE, "address": say::ADDRESS,
            }],
            "papers": papers,
        });
        Ok(Self {
            client,
            number,
            secrets: [clerk?, reviewer?, second?, leader?, chief?],
            receipt: receipt.to_string(),
            case: String::new(),
            // No earlier run on the same data has used these keys.
            sent: Now.now().as_microsecond().unsigned_abs(),
        })
    }

    fn secret(&self, step: Step) -> &str {
        let [clerk, reviewer, second, leader, chief] = &self.secrets;
        match step {
            Step::Receive | Step::Accept => clerk,
            Step::Examine => reviewer,
            Step::Verify => second,
            Step::Check => leader,
            Step::Decide => chief,
        }
    }
}

/// Signs somebody in, for the secret of the session.
pub(crate) fn sign_in(client: &mut Client, login: &str) -> Result<String> {
    let body = json!({ "login": login, "password": PASSWORD, "transport": "bearer" }).to_string();
    let answer = client.send("POST", "/api/v1/session", Head::default(), &body)?.value()?;
    text(&answer, "secret")
}

fn text(value: &Value, name: &str) -> Result<String> {
    let text = value.get(name).and_then(Value::as_str).map(str::to_owned);
    text.ok_or_else(|| words(format!("an answer without {name}")))
}

impl Door for Outside {
    fn carry_out(&mut self, step: Step) -> Result<()> {
        self.sent += 1;
        let key = format!("bench-{}-{}", self.number, self.sent);
        let examine =
            |step: &str| json!({ "step": step, "verdict": "favor", "opinion": say::OPINION }).to_string();
        let (verb, body) = match step {
            Step::Receive => ("", self.receipt.clone()),
            Step::Accept => ("acceptance", String::new()),
            Step::Examine | Step::Verify | Step::Check => ("examinations", examine(step.name())),
            Step::Decide => ("decision", json!({ "outcome": "grant", "reasons": say::REASONS }).to_string()),
        };
        let path = match step {
            Step::Receive => "/api/v1/cases".to_owned(),
            _ => format!("/api/v1/cases/{}/{verb}", self.case),
        };
        let bearer = self.secret(step).to_owned();
        let head = Head { bearer: Some(&bearer), key: Some(&key) };
        let answer = self.client.send("POST", &path, head, &body)?;
        if step == Step::Receive {
            self.case = text(&answer.value()?, "id")?;
        } else if answer.status != 200 {
            answer.value()?;
            return Err(words(format!("{} was answered with {}", step.name(), answer.status)));
        }
        Ok(())
    }

    fn confirm(&mut self) -> Result<()> {
        let body = json!({ "password": PASSWORD }).to_string();
        for secret in &self.secrets {
            let head = Head { bearer: Some(secret), key: None };
            self.client.send("POST", "/api/v1/session/confirmation", head, &body)?.value()?;
        }
        Ok(())
    }
}
