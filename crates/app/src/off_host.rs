//! 外存检查点: how the file of checkpoints off this host stands to the database. What left the host is the only witness of an
//! end that was cut off, and of a whole database that was exchanged for an older one.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use daowei_crypto::{Checkpoint, Digest, Keys};
use daowei_store::{Abort, Store, leaf};

use crate::evidence::{checkpoints_in, read_checkpoint};

/// Of a longer file the end is read: some six weeks of checkpoints, one a minute.
const TAIL: u64 = 16 << 20;
/// So many of the newest are held against those that the database keeps.
const COMPARED: usize = 1_000;

type Done<T> = std::result::Result<T, daowei_store::Error>;

/// What came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OffHost {
    /// There is no file, or nothing in it.
    Nothing,
    /// Something is in it, and nothing that this installation signed: not its file, or one that somebody spoiled.
    Strange,
    /// What was compared agrees.
    Agrees {
        /// How many events its newest checkpoint covers.
        covers: u64,
    },
    /// It covers more events than there are: an older state was put back, or the end was cut off.
    Beyond {
        /// How many events its newest checkpoint covers.
        covers: u64,
        /// How many have a place here.
        here: u64,
    },
    /// The events up to this size are not those that were signed.
    Differs {
        /// That size.
        size: u64,
    },
}

impl OffHost {
    /// How many events the newest checkpoint off this host covers.
    #[must_use]
    pub const fn covers(self) -> u64 {
        match self {
            Self::Nothing | Self::Strange => 0,
            Self::Agrees { covers } | Self::Beyond { covers, .. } => covers,
            Self::Differs { size } => size,
        }
    }

    /// Whether the database cannot be the one that was signed.
    #[must_use]
    pub const fn contradicts(self) -> bool {
        matches!(self, Self::Beyond { .. } | Self::Differs { .. })
    }
}

/// Holds the file against the database: its newest checkpoint in any case, the other newest ones where the database keeps one of
/// the same size. A file that is not there holds nothing.
///
/// # Errors
/// What befell the file or the store.
pub fn against(store: &Store, keys: &Arc<Keys>, file: &Path) -> Done<OffHost> {
    // Read before the database: what is signed meanwhile is then only there.
    let tail = tail(file)?;
    let texts = newest_first(&tail);
    let Some(newest) = texts.iter().take(COMPARED).find_map(|(_, text)| read_checkpoint(keys, text).ok())
    else {
        return Ok(if tail.trim().is_empty() { OffHost::Nothing } else { OffHost::Strange });
    };
    let sizes: Vec<i64> = texts.iter().take(COMPARED).map(|(size, _)| *size).collect();
    let suite = keys.suite();
    let (covers, root) = (newest.size, newest.root);
    let (here, kept, recomputed) = store
        .snapshot(move |tx| {
            let here = leaf::placed(tx)?;
            let kept: HashMap<i64, String> = leaf::checkpoints_of(tx, &sizes)?.into_iter().collect();
            // The worker keeps what it sends. One that is not kept is held against the leaves themselves.
            let known = i64::try_from(covers).is_ok_and(|size| kept.contains_key(&size));
            let recomputed =
                if known || here < covers { None } else { Some(leaf::root_at(tx, suite, covers)?) };
            Ok::<_, Abort<daowei_store::Error>>((here, kept, recomputed))
        })
        .map_err(Abort::into_store)?;
    if here < covers {
        return Ok(OffHost::Beyond { covers, here });
    }
    if recomputed.is_some_and(|found: Option<Digest>| found != Some(root)) {
        return Ok(OffHost::Differs { size: covers });
    }
    let differs = texts.iter().take(COMPARED).find_map(|(size, text)| {
        let kept = kept.get(size).filter(|kept| *kept != text)?;
        let signed = read_checkpoint(keys, text).ok()?;
        let same = |kept: Checkpoint| kept.root == signed.root;
        (!read_checkpoint(keys, kept).is_ok_and(same)).then_some(signed.size)
    });
    Ok(differs.map_or(OffHost::Agrees { covers }, |size| OffHost::Differs { size }))
}

/// The end of the file.
fn tail(path: &Path) -> std::io::Result<String> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(error),
    };
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut bytes = Vec::new();
    file.take(TAIL).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The checkpoints by the sizes that they say, which nobody has checked yet.
fn newest_first(text: &str) -> Vec<(i64, String)> {
    let sized = checkpoints_in(text).into_iter().filter_map(|text| {
        let size = text.lines().nth(1)?.parse().ok()?;
        Some((size, text))
    });
    let mut sized: Vec<(i64, String)> = sized.collect();
    sized.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    sized
}
