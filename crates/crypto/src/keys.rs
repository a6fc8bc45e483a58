//! Everything an installation must keep secret, and the record by which others check its signatures.

use crate::{
    AuthenticationKey, BlindKey, Error, EvidenceKey, Result, Suite, Vault, VaultKey, installation, kdf,
    secret::Secret,
    signature::{SigningKey, VerifyingKey},
};
use core::fmt;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The random bytes from which all keys of an installation are derived.
pub const SEED_BYTES: usize = 32;

const VERSION: u32 = 1;
const MAX_JSON_BYTES: usize = 64 << 10;

/// The keys of an installation. Their place is a file of mode 0600 outside the database ([`Keys::to_json`]): who has the
/// database without it can neither read personal data nor forge evidence.
pub struct Keys {
    suite: Suite,
    installation: String,
    evidence: EvidenceKey,
    blind: BlindKey,
    authentication: AuthenticationKey,
    vault: Vault,
    checkpoint: SigningKey,
}

/// The key file. Unknown members are refused, for a misspelt one would be a lost key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    version: u32,
    suite: Suite,
    installation: String,
    evidence: Secret,
    blind: Secret,
    authentication: Secret,
    checkpoint: Secret,
    vault: Vec<VaultEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct VaultEntry {
    id: u32,
    suite: Suite,
    key: Secret,
}

impl Keys {
    /// Derives all keys of a new installation from random bytes: HKDF, one label for each purpose.
    ///
    /// # Errors
    /// [`Error::Installation`] for a name that cannot be a checkpoint's origin.
    pub fn generate(suite: Suite, installation: &str, random: &[u8; SEED_BYTES]) -> Result<Self> {
        installation::check(installation)?;
        let root = kdf::extract(suite, b"daowei/keys/1", random);
        let key = |label| Secret::new(*kdf::derive(suite, &root, label, installation.as_bytes()));
        Ok(Self {
            suite,
            evidence: EvidenceKey::new(suite, key("evidence")),
            blind: BlindKey::new(suite, key("blind-index")),
            authentication: AuthenticationKey::new(suite, key("authentication")),
            vault: Vault::new(VaultKey { id: 1, suite, secret: key("vault") }),
            checkpoint: SigningKey::derive(suite, &key("checkpoint"), "checkpoint-signing")?,
            installation: installation.to_owned(),
        })
    }

    /// Adds a vault key of this suite; it seals from now on, the older ones go on opening. Gives its id.
    ///
    /// # Errors
    /// [`Error::KeyRecord`] where no higher id is left.
    pub fn rotate_vault(&mut self, suite: Suite, random: &[u8; SEED_BYTES]) -> Result<u32> {
        let id = self
            .vault
            .newest()
            .id
            .checked_add(1)
            .ok_or_else(|| Error::KeyRecord("no vault key id is left".to_owned()))?;
        let root = kdf::extract(suite, b"daowei/vault-rotation/1", random);
        self.vault.add(VaultKey {
            id,
            suite,
            secret: Secret::new(*kdf::derive(suite, &root, "vault", &id.to_be_bytes())),
        })?;
        Ok(id)
    }

    /// Reads what [`Self::to_json`] wrote.
    ///
    /// # Errors
    /// [`Error::KeyRecord`] with the place for anything else, [`Error::Installation`] for an impossible name.
    pub fn from_json(json: &str) -> Result<Self> {
        if json.len() > MAX_JSON_BYTES {
            return Err(Error::KeyRecord("longer than any key file".to_owned()));
        }
        let file: KeyFile = serde_json::from_str(json).map_err(|error| Error::KeyRecord(place(&error)))?;
        if file.version != VERSION {
            return Err(Error::KeyRecord("written by another version of this program".to_owned()));
        }
        installation::check(&file.installation)?;
        let mut entries = file.vault.into_iter().map(|entry| VaultKey {
            id: entry.id,
            suite: entry.suite,
            secret: entry.key,
        });
        let first = entries.next().ok_or_else(|| Error::KeyRecord("no vault key".to_owned()))?;
        let mut vault = Vault::new(first);
        entries.try_for_each(|key| vault.add(key))?;
        Ok(Self {
            suite: file.suite,
            evidence: EvidenceKey::new(file.suite, file.evidence),
            blind: BlindKey::new(file.suite, file.blind),
            authentication: AuthenticationKey::new(file.suite, file.authentication),
            vault,
            checkpoint: SigningKey::new(file.suite, file.checkpoint)?,
            installation: file.installation,
        })
    }

    /// The contents of the key file; the text is erased when dropped.
    ///
    /// # Errors
    /// [`Error::KeyRecord`] where there are more keys than [`Self::from_json`] would read back.
    pub fn to_json(&self) -> Result<Zeroizing<String>> {
        let file = KeyFile {
            version: VERSION,
            suite: self.suite,
            installation: self.installation.clone(),
            evidence: self.evidence.secret.clone(),
            blind: self.blind.secret.clone(),
            authentication: self.authentication.secret.clone(),
            checkpoint: self.checkpoint.secret.clone(),
            vault: self
                .vault
                .keys()
                .map(|key| VaultEntry { id: key.id, suite: key.suite, key: key.secret.clone() })
                .collect(),
        };
        // All the room at once: a buffer that grows would leave copies of the keys behind.
        let mut json = Zeroizing::new(Vec::with_capacity(MAX_JSON_BYTES));
        serde_json::to_writer_pretty(&mut *json, &file).map_err(|error| Error::KeyRecord(place(&error)))?;
        if json.len() > MAX_JSON_BYTES {
            return Err(Error::KeyRecord("more vault keys than a key file holds".to_owned()));
        }
        String::from_utf8(core::mem::take(&mut *json))
            .map(Zeroizing::new)
            .map_err(|_| Error::KeyRecord("not UTF-8".to_owned()))
    }

    /// The suite of everything new but vault records, whose suite is their key's.
    #[must_use]
    pub const fn suite(&self) -> Suite {
        self.suite
    }

    /// The installation's name, the origin of its checkpoints.
    #[must_use]
    pub fn installation(&self) -> &str {
        &self.installation
    }

    /// The key of the event chain.
    #[must_use]
    pub const fn evidence(&self) -> &EvidenceKey {
        &self.evidence
    }

    /// The key of the blind index.
    #[must_use]
    pub const fn blind(&self) -> &BlindKey {
        &self.blind
    }

    /// The key of rows that open something, and of archives.
    #[must_use]
    pub const fn authentication(&self) -> &AuthenticationKey {
        &self.authentication
    }

    /// The keys of the vault.
    #[must_use]
    pub const fn vault(&self) -> &Vault {
        &self.vault
    }

    pub(crate) const fn checkpoint(&self) -> &SigningKey {
        &self.checkpoint
    }

    /// What others need to verify this installation's checkpoints offline.
    #[must_use]
    pub fn public(&self) -> PublicKeys {
        PublicKeys {
            installation: self.installation.clone(),
            checkpoint: self.checkpoint.verifying_key().clone(),
        }
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys")
            .field("suite", &self.suite)
            .field("installation", &self.installation)
            .field("vault", &self.vault)
            .finish_non_exhaustive()
    }
}

/// Where a key file goes wrong. Only the place: serde's own words may quote a value, which may be a key.
fn place(error: &serde_json::Error) -> String {
    format!("line {}, column {}", error.line(), error.column())
}

/// The public side of [`Keys`], to be kept with auditors: suite, installation and the key that verifies checkpoints.
///
/// Serializes to `{"suite", "installation", "checkpoint"}`, the key in hexadecimal.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "PublicRecord", into = "PublicRecord")]
pub struct PublicKeys {
    installation: String,
    checkpoint: VerifyingKey,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PublicRecord {
    suite: Suite,
    installation: String,
    checkpoint: String,
}

impl PublicKeys {
    /// The suite of the checkpoints.
    #[must_use]
    pub fn suite(&self) -> Suite {
        self.checkpoint.suite()
    }

    /// The installation whose checkpoints these are.
    #[must_use]
    pub fn installation(&self) -> &str {
        &self.installation
    }

    /// The key that verifies checkpoints: the uncompressed SM2 point (65 bytes) or the Ed25519 key (32 bytes).
    #[must_use]
    pub fn checkpoint_key(&self) -> Vec<u8> {
        self.checkpoint.to_bytes()
    }

    pub(crate) const fn verifying_key(&self) -> &VerifyingKey {
        &self.checkpoint
    }
}

impl TryFrom<PublicRecord> for PublicKeys {
    type Error = Error;

    fn try_from(record: PublicRecord) -> Result<Self> {
        installation::check(&record.installation)?;
        let key = base16ct::lower::decode_vec(&record.checkpoint)
            .map_err(|_| Error::KeyRecord("the checkpoint key is not lower-case hexadecimal".to_owned()))?;
        Ok(Self {
            installation: record.installation,
            checkpoint: VerifyingKey::from_bytes(record.suite, &key)?,
        })
    }
}

impl From<PublicKeys> for PublicRecord {
    fn from(keys: PublicKeys) -> Self {
        Self {
            suite: keys.suite(),
            checkpoint: base16ct::lower::encode_string(&keys.checkpoint_key()),
            installation: keys.installation,
        }
    }
}

impl PartialEq for PublicKeys {
    fn eq(&self, other: &Self) -> bool {
        (self.suite(), &self.installation, self.checkpoint_key())
            == (other.suite(), &other.installation, other.checkpoint_key())
    }
}

impl Eq for PublicKeys {}

impl fmt::Debug for PublicKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PublicKeys")
            .field("suite", &self.suite())
            .field("installation", &self.installation)
            .field("checkpoint", &base16ct::lower::encode_string(&self.checkpoint_key()))
            .finish()
    }
}
