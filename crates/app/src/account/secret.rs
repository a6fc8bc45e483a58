//! Secrets: how they look, and the digests by which they are known.

use base64ct::{Base64UrlUnpadded, Encoding};
use daowei_crypto::Keys;
use zeroize::Zeroizing;

use crate::App;
use crate::error::{Error, Result};
use crate::unit::{Acting, Bearer, Caller};

/// What a secret opens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Session,
    Token,
}

impl Kind {
    /// Secrets say what they are, so that one that lies about is recognized.
    fn mark(self) -> &'static str {
        match self {
            Kind::Session => "dws_",
            Kind::Token => "dwt_",
        }
    }
}

/// A fresh secret of 256 bits, and its digest.
pub(super) fn fresh(kind: Kind, keys: &Keys, random: &[u8; 32]) -> (Zeroizing<String>, [u8; 32]) {
    let text = Zeroizing::new(format!("{}{}", kind.mark(), Base64UrlUnpadded::encode_string(random)));
    let digest = known_by(kind, keys, &text);
    (text, digest)
}

/// Keyed: whoever writes a row of his own must not know by what his secret would be known.
fn known_by(kind: Kind, keys: &Keys, text: &str) -> [u8; 32] {
    let purpose = match kind {
        Kind::Session => "daowei/session/1",
        Kind::Token => "daowei/token/1",
    };
    *keys.authentication().code(purpose, &[text.as_bytes()]).as_bytes()
}

/// A fresh secret of an applicant's screen, and its digest. It opens no session: it has another form and another purpose.
pub(crate) fn screen_secret(keys: &Keys, random: &[u8; 32]) -> (Zeroizing<String>, [u8; 32]) {
    let text = Zeroizing::new(format!("dwv_{}", Base64UrlUnpadded::encode_string(random)));
    let digest = screen_secret_known_by(keys, &text);
    (text, digest)
}

/// By what such a secret is known.
pub(crate) fn screen_secret_known_by(keys: &Keys, text: &str) -> [u8; 32] {
    *keys.authentication().code("daowei/screen/1", &[text.as_bytes()]).as_bytes()
}

/// A code of eight digits that pairs a screen, and its digest.
pub(crate) fn screen_code(keys: &Keys, random: &[u8; 8]) -> (Zeroizing<String>, [u8; 32]) {
    let text = Zeroizing::new(format!("{:08}", u64::from_le_bytes(*random) % 100_000_000));
    let digest = screen_code_known_by(keys, &text);
    (text, digest)
}

/// By what such a code is known.
pub(crate) fn screen_code_known_by(keys: &Keys, text: &str) -> [u8; 32] {
    *keys.authentication().code("daowei/screen-code/1", &[text.as_bytes()]).as_bytes()
}

/// Letters and digits that nobody takes for one another.
const READABLE: [char; 32] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w',
    'x', 'y', 'z', '2', '3', '4', '5', '6', '7', '8', '9',
];

/// A password to be read out once and changed at once: 75 bits in groups of five.
pub(super) fn one_time_password(random: &[u8; 15]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(17));
    for (place, byte) in random.iter().enumerate() {
        if place > 0 && place % 5 == 0 {
            text.push('-');
        }
        text.extend(READABLE.get(usize::from(byte % 32)));
    }
    text
}

impl App {
    /// Whether that secret opens anything: a session that lasts, though a password is to be changed or a post to be chosen in it, or a
    /// token. Asking is no use of it.
    ///
    /// # Errors
    /// What befell the store.
    pub async fn opens(&self, caller: Caller) -> Result<bool> {
        match self.read(caller.watching(), |_| Ok(())).await {
            Ok(()) | Err(Error::Forbidden { .. } | Error::OtherSession) => Ok(true),
            Err(Error::Unauthenticated | Error::SessionEnded { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Who comes with this secret, if it has the form of one. Whether anybody knows it is found out by the unit of work,
    /// which tells `acting` who it is.
    #[must_use]
    pub fn caller(&self, secret: &str, acting: Acting) -> Option<Caller> {
        let has_form = |kind: Kind| {
            secret.strip_prefix(kind.mark()).is_some_and(|rest| {
                rest.len() == 43
                    && rest.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
            })
        };
        let bearer = |kind| Bearer { digest: known_by(kind, &self.inner.keys, secret), acting, belief: None };
        if has_form(Kind::Session) {
            Some(Caller::Session(bearer(Kind::Session)))
        } else if has_form(Kind::Token) {
            Some(Caller::Token(bearer(Kind::Token)))
        } else {
            None
        }
    }
}

#[cfg(test)]
#[test]
fn nobody_without_the_keys_knows_by_what_a_secret_is_known() {
    let keys = |seed| Keys::generate(daowei_crypto::Suite::Gm, "test.example/daowei", &[seed; 32]).unwrap();
    for kind in [Kind::Session, Kind::Token] {
        let (text, digest) = fresh(kind, &keys(1), &[5; 32]);
        let (again, other) = fresh(kind, &keys(2), &[5; 32]);
        assert_eq!(*text, *again);
        assert_ne!(digest, other, "the digest hangs on the installation's keys");
    }
}
