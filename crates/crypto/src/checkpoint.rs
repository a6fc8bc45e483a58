//! The signed state of the log, to be kept where the database's administrator cannot reach it.
//!
//! A checkpoint is a short text after C2SP `tlog-checkpoint` and `signed-note`:
//!
//! ```text
//! ziyang.example/daowei
//! 20852
//! <root: 32 bytes in base64>
//! suite gm
//! at 1795400000000000
//!
//! — ziyang.example/daowei <key id: 4 bytes, signature: 64 bytes, in base64>
//! ```
//!
//! In the international suite, any verifier of signed notes reads it; the 国密 suite has a signature type of its own.

use crate::{
    Digest, Error, Keys, PublicKeys, Result, Suite, TreeHead, digest, installation,
    signature::{SIGNATURE_BYTES, VerifyingKey},
};
use base64ct::{Base64, Encoding};
use core::fmt;

/// Longer texts are not read. The note itself takes some 300 bytes; the rest is room for other signatures.
const MAX_TEXT_BYTES: usize = 16 << 10;
/// How a signature line begins: an em dash and a space.
const SIGNATURE_MARK: &str = "\u{2014} ";
const KEY_ID_BYTES: usize = 4;
const NOTE_BYTES: usize = KEY_ID_BYTES + SIGNATURE_BYTES;

/// What the log was at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The installation whose log it is.
    pub origin: String,
    /// The number of indexed events.
    pub size: u64,
    /// The root of the Merkle tree over them.
    pub root: Digest,
    /// The instant of signing, in UTC microseconds since 1970.
    pub at_micros: i64,
}

/// The text of a signed checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint(String);

impl SignedCheckpoint {
    /// The text to store, to print and to send away.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Gives up the text.
    #[must_use]
    pub fn into_text(self) -> String {
        self.0
    }
}

impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Checkpoint {
    /// Size and root, for consistency proofs.
    #[must_use]
    pub const fn head(&self) -> TreeHead {
        TreeHead { size: self.size, root: self.root }
    }

    /// Signs this state of the log. The same state gives the same text.
    ///
    /// # Errors
    /// [`Error::Origin`] where the keys are another installation's.
    pub fn sign(&self, keys: &Keys) -> Result<SignedCheckpoint> {
        if self.origin != keys.installation() {
            return Err(Error::Origin);
        }
        let body = self.body(keys.suite());
        let mut note = [0; NOTE_BYTES];
        let key_id = key_id(keys.checkpoint().verifying_key(), keys.installation());
        let signature = keys.checkpoint().sign(body.as_bytes())?;
        note.iter_mut().zip(key_id.iter().chain(&signature)).for_each(|(to, from)| *to = *from);
        let note = Base64::encode_string(&note);
        Ok(SignedCheckpoint(format!("{body}\n{SIGNATURE_MARK}{} {note}\n", self.origin)))
    }

    /// Reads a checkpoint that this installation signed.
    ///
    /// Signatures of others (witnesses) may stand below ours and are not looked at; ours stands there once.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] for text of any other form, down to a leading zero; [`Error::Origin`] for another
    /// installation's; [`Error::Signature`] where ours is missing or does not fit.
    pub fn verify(keys: &PublicKeys, text: &str) -> Result<Self> {
        if text.len() > MAX_TEXT_BYTES {
            return Err(Error::Checkpoint("longer than any checkpoint"));
        }
        let (before, signatures) = text.split_once("\n\n").ok_or(Error::Checkpoint("no empty line"))?;
        let body = format!("{before}\n");
        let signature = own_signature(keys, signatures)?;
        keys.verifying_key().verify(body.as_bytes(), &signature)?;
        Self::parse(keys.suite(), &body).and_then(|checkpoint| {
            if checkpoint.origin == keys.installation() { Ok(checkpoint) } else { Err(Error::Origin) }
        })
    }

    fn body(&self, suite: Suite) -> String {
        let root = Base64::encode_string(self.root.as_bytes());
        format!("{}\n{}\n{root}\nsuite {suite}\nat {}\n", self.origin, self.size, self.at_micros)
    }

    fn parse(suite: Suite, body: &str) -> Result<Self> {
        let mut lines = body.lines();
        let mut line = || lines.next().ok_or(Error::Checkpoint("too few lines"));
        let (origin, size, root, _suite, at) = (line()?, line()?, line()?, line()?, line()?);
        let mut root_bytes = [0; 32];
        let checkpoint = Self {
            origin: origin.to_owned(),
            size: size.parse().map_err(|_| Error::Checkpoint("the size is no number"))?,
            root: match Base64::decode(root, &mut root_bytes) {
                Ok(bytes) if bytes.len() == 32 => Digest::from_bytes(root_bytes),
                _ => return Err(Error::Checkpoint("the root is not 32 bytes in base64")),
            },
            at_micros: at
                .strip_prefix("at ")
                .and_then(|at| at.parse().ok())
                .ok_or(Error::Checkpoint("the instant is no number of microseconds"))?,
        };
        installation::check(&checkpoint.origin)?;
        // Writing it again settles every other question of form: signs, zeros, line ends, lines too many, the suite.
        if checkpoint.body(suite) == body {
            Ok(checkpoint)
        } else {
            Err(Error::Checkpoint("not in its one form"))
        }
    }
}

/// Finds this installation's signature among well-formed lines.
fn own_signature(keys: &PublicKeys, lines: &str) -> Result<[u8; SIGNATURE_BYTES]> {
    const FORM: Error = Error::Checkpoint("a line that is no signature");
    let expected = key_id(keys.verifying_key(), keys.installation());
    let mut own = None;
    for line in lines.strip_suffix('\n').ok_or(FORM)?.split('\n') {
        let (name, note) =
            line.strip_prefix(SIGNATURE_MARK).and_then(|line| line.split_once(' ')).ok_or(FORM)?;
        let note = Base64::decode_vec(note).map_err(|_| FORM)?;
        let (key_id, signature) = note.split_first_chunk::<KEY_ID_BYTES>().ok_or(FORM)?;
        if name == keys.installation() && *key_id == expected {
            let signature = signature.try_into().map_err(|_| Error::Signature)?;
            if own.replace(signature).is_some() {
                return Err(Error::Checkpoint("signed twice"));
            }
        }
    }
    own.ok_or(Error::Signature)
}

/// The four bytes by which a signature line names its key: C2SP `signed-note`, in which type 1 is Ed25519 and 0xff
/// opens a type's own name. On the suite's digest.
fn key_id(key: &VerifyingKey, name: &str) -> [u8; KEY_ID_BYTES] {
    let kind: &[u8] = match key.suite() {
        Suite::Gm => b"\xffdaowei/sm2-sm3",
        Suite::International => b"\x01",
    };
    let [a, b, c, d, ..] = *digest(key.suite(), &[name.as_bytes(), b"\n", kind, &key.to_bytes()]).as_bytes();
    [a, b, c, d]
}
