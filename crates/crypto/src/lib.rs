//! Evidence and confidentiality: digests, the keyed event chain, the Merkle tree with its signed checkpoints,
//! the vault cipher and the blind index, in two suites (国密 and international).
//!
//! Everything here is a pure function of its arguments: random bytes, nonces, salts and instants are handed in.
//! The keys live in software; a statutory assessment (密评) asks for a certified module in their place.
//!
//! | to … | use |
//! |---|---|
//! | digest a text or a file | [`digest`] |
//! | bind an event to its predecessor | [`EvidenceKey::link`] |
//! | name personal data in an event without holding it | [`commit`] |
//! | store personal data | [`Vault::seal`], [`Vault::open`] |
//! | find personal data by its exact value | [`BlindKey::index`] |
//! | know again what this installation wrote | [`AuthenticationKey::code`] |
//! | prove that the log only grew | [`Frontier`], [`inclusion_proof`], [`consistency_proof`] |
//! | sign the state of the log | [`Checkpoint::sign`], [`Checkpoint::verify`] |

mod authentication;
mod blind;
mod chain;
mod checkpoint;
mod compare;
mod digest;
mod error;
mod frame;
mod installation;
mod kdf;
mod keys;
mod mac;
mod merkle;
mod secret;
mod signature;
mod suite;
mod vault;

#[cfg(test)]
mod tests;

pub use authentication::AuthenticationKey;
pub use blind::BlindKey;
pub use chain::EvidenceKey;
pub use checkpoint::{Checkpoint, SignedCheckpoint};
pub use compare::equal_in_constant_time;
pub use digest::{Digest, FileDigest, commit, digest};
pub use error::Error;
pub use keys::{Keys, PublicKeys, SEED_BYTES};
pub use merkle::{
    Frontier, Leaf, MAX_LEAVES, TreeHead, consistency_proof, inclusion_proof, tree_root, verify_consistency,
    verify_inclusion,
};
pub use suite::Suite;
pub use vault::{MAX_PLAIN, NONCE_BYTES, Vault, VaultKey, sealing_key_id};

/// What this room's functions return.
pub type Result<T> = core::result::Result<T, Error>;
