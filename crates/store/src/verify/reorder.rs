//! Tells a genuine event at the wrong place from a changed one.

use std::sync::Arc;

use daowei_crypto::{Digest, Keys};

use super::{Finding, FindingKind, Findings};
use crate::event::{self, Content, StoredEvent, link};
use crate::{Abort, Error, Result, Store};

/// Streams longer than this are not searched: the search is quadratic.
const LONGEST: usize = 300;
/// Streams searched at most.
const STREAMS: usize = 32;

/// Renames the findings of changed events which fit their digest at another place of their stream.
pub(super) fn name(store: &Store, keys: &Arc<Keys>, findings: &mut Findings) -> Result<()> {
    let mut streams: Vec<String> = findings
        .list
        .iter()
        .filter(|finding| finding.kind == FindingKind::Changed)
        .map(|finding| finding.stream.clone())
        .collect();
    streams.sort();
    streams.dedup();
    for stream in streams.into_iter().take(STREAMS) {
        let name = stream.clone();
        let events = store
            .read(move |tx| event::raw(tx, &name).map_err(Abort::<Error>::Store))
            .map_err(Abort::into_store);
        // What cannot be read any more stays a changed event.
        let Ok(events) = events else { continue };
        if events.len() > LONGEST {
            continue;
        }
        let suspects = findings.list.iter_mut().filter(|finding| finding.stream == stream);
        suspects.for_each(|finding| rename(keys, finding, &events));
    }
    Ok(())
}

fn rename(keys: &Keys, finding: &mut Finding, events: &[StoredEvent]) {
    if finding.kind != FindingKind::Changed {
        return;
    }
    let Some(event) = events.iter().find(|event| event.sequence == finding.sequence) else { return };
    let previous: Vec<Option<Digest>> =
        std::iter::once(None).chain(events.iter().map(|event| Some(event.digest))).collect();
    let elsewhere = (1..=event.sequence.saturating_add(i64::try_from(events.len()).unwrap_or(i64::MAX)))
        .filter(|sequence| *sequence != event.sequence)
        .any(|sequence| {
            let content = Content {
                stream: &finding.stream,
                sequence,
                kind: &event.kind,
                schema: event.schema,
                at: event.at,
                body: &event.body,
            }
            .digest(keys.suite());
            previous.iter().any(|previous| link(keys.evidence(), previous.as_ref(), &content) == event.digest)
        });
    if elsewhere {
        finding.kind = FindingKind::Reordered;
    }
}
