//! What can be wrong with bytes that came from outside.

/// Why a key file, a sealed record, a proof or a checkpoint was not accepted.
///
/// No variant carries key material or personal data, so that an error may be logged as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A suite id that this program does not know.
    #[error("unknown cryptographic suite")]
    UnknownSuite,
    /// Text that is not lower-case hexadecimal of the expected length.
    #[error("not {expected} bytes in lower-case hexadecimal")]
    Hex {
        /// How many bytes were expected.
        expected: usize,
    },
    /// An installation id that a checkpoint could not carry as its origin.
    #[error("an installation id has 1 to 128 ASCII letters, digits or any of . _ - / :")]
    Installation,
    /// A key file or key record that cannot be used; the text says where.
    #[error("unusable key record: {0}")]
    KeyRecord(String),
    /// No key could be derived from this seed (one chance in 2^256 at most).
    #[error("no signing key can be derived from this seed")]
    Seed,
    /// More than [`crate::MAX_PLAIN`] bytes in one record.
    #[error("a sealed record holds at most {limit} bytes")]
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// Bytes that do not have the shape of a sealed record.
    #[error("not a sealed record")]
    Sealed,
    /// A record sealed with a key that the vault does not hold.
    #[error("no vault key {id}")]
    UnknownKey {
        /// The key id that the record names.
        id: u32,
    },
    /// A record whose bytes, context or key are not those of sealing.
    #[error("the sealed record was altered, or belongs elsewhere")]
    Altered,
    /// Stored frontier bytes that no tree can have.
    #[error("not the frontier of a tree")]
    Frontier,
    /// A leaf index or an old size beyond the tree.
    #[error("beyond the tree's {size} leaves")]
    BeyondTree {
        /// The number of leaves of the tree.
        size: u64,
    },
    /// A Merkle proof that does not prove what it is said to prove.
    #[error("the proof does not lead to the root")]
    Proof,
    /// Text that is not a checkpoint in its one permitted form.
    #[error("not a checkpoint: {0}")]
    Checkpoint(&'static str),
    /// A checkpoint of another installation.
    #[error("a checkpoint of another installation")]
    Origin,
    /// A checkpoint without this installation's signature, or with a wrong one.
    #[error("the signature does not fit the text and the key")]
    Signature,
}
