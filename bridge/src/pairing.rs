//! 配对: a browser that was paired by a code of the bridge's own screen holds a secret; each command proves it anew.
//!
//! Origins tell pages apart, but any program on the machine can send one: only the proof tells that somebody was at both screens.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::machine::random;

/// Wrong codes until there is another one.
const ATTEMPTS: u32 = 5;
/// One-time tokens that may be out at once; beyond it the oldest is void.
const TOKENS: usize = 64;
/// Browsers of one machine; beyond it the oldest is forgotten.
const BROWSERS: usize = 8;

/// What a paired browser holds.
#[derive(Serialize, Debug, PartialEq, Eq)]
pub(crate) struct Paired {
    /// Names the pairing.
    pub(crate) pairing: String,
    /// 32 bytes in hexadecimal; shown once.
    pub(crate) secret: String,
}

/// Shows a code to whoever sits before the machine.
type Show = Box<dyn Fn(&str) + Send + Sync>;

/// Who may command.
pub(crate) struct Pairings {
    show: Show,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    code: String,
    wrong: u32,
    secrets: HashMap<String, [u8; 32]>,
    order: VecDeque<String>,
    tokens: VecDeque<String>,
}

impl Pairings {
    /// Shows the first code.
    pub(crate) fn new(show: impl Fn(&str) + Send + Sync + 'static) -> Self {
        let pairings = Self { show: Box::new(show), held: Mutex::default() };
        pairings.fresh_code(&mut pairings.held());
        pairings
    }

    /// Takes a code; it is void once it was right, or wrong too often.
    pub(crate) fn pair(&self, code: &str) -> Option<Paired> {
        let mut held = self.held();
        if held.code.is_empty() || !bool::from(held.code.as_bytes().ct_eq(code.as_bytes())) {
            held.wrong += 1;
            if held.wrong >= ATTEMPTS {
                self.fresh_code(&mut held);
            }
            return None;
        }
        let (name, secret) = (hex(&random::<8>()?), random::<32>()?);
        if held.order.len() == BROWSERS
            && let Some(oldest) = held.order.pop_front()
        {
            held.secrets.remove(&oldest);
        }
        held.secrets.insert(name.clone(), secret);
        held.order.push_back(name.clone());
        self.fresh_code(&mut held);
        Some(Paired { pairing: name, secret: hex(&secret) })
    }

    /// A token for one command.
    pub(crate) fn token(&self) -> Option<String> {
        let token = hex(&random::<16>()?);
        let mut held = self.held();
        if held.tokens.len() == TOKENS {
            held.tokens.pop_front();
        }
        held.tokens.push_back(token.clone());
        Some(token)
    }

    /// Whether that browser may do that now. The token is used up by asking, whatever the answer.
    pub(crate) fn proven(&self, pairing: &str, token: &str, command: &str, proof: &str) -> bool {
        let mut held = self.held();
        let Some(place) = held.tokens.iter().position(|out| out == token) else { return false };
        held.tokens.remove(place);
        let Some(secret) = held.secrets.get(pairing) else { return false };
        let Ok(mut expected) = Hmac::<Sha256>::new_from_slice(secret) else { return false };
        expected.update(message(token, command).as_bytes());
        let mut given = [0; 32];
        base16ct::lower::decode(proof, &mut given).is_ok_and(|given| expected.verify_slice(given).is_ok())
    }

    fn fresh_code(&self, held: &mut Held) {
        held.wrong = 0;
        let digits = random::<8>().map(|bytes| u64::from_le_bytes(bytes) % 100_000_000);
        // Without chance there is no code, and nobody is paired.
        held.code = digits.map_or_else(String::new, |digits| format!("{digits:08}"));
        (self.show)(&held.code);
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a proof is over.
pub(crate) fn message(token: &str, command: &str) -> String {
    format!("daowei-bridge/1\n{token}\n{command}")
}

fn hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}
