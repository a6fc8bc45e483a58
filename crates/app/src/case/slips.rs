//! What has been put right in a document: the deeds that stand, in their order, out of the vault.

use std::collections::BTreeMap;

use daowei_domain::Recorded;
use daowei_domain::case::{Case, Corrected, Event, Slip};
use daowei_ident::{DocumentId, TextId};

/// The document that was issued first, of which this one is the same under a later number; itself where it never was void.
pub(super) fn first(records: &[Recorded<Event>], mut document: DocumentId) -> DocumentId {
    for record in records.iter().rev() {
        match &record.event {
            Event::Reissued(anew) if anew.document == document => document = anew.replaces,
            _ => {}
        }
    }
    document
}

/// The deeds that stand of a document and of those that it replaces.
pub(super) fn standing<'a>(
    case: &Case,
    records: &'a [Recorded<Event>],
    document: DocumentId,
) -> Vec<&'a Corrected> {
    let origin = first(records, document);
    let of_document = |corrects: DocumentId| first(records, corrects) == origin;
    let stands = |deed: DocumentId| {
        let mut same = case.documents.values().filter(|paper| first(records, paper.id) == deed);
        same.any(|paper| !paper.voided)
    };
    let deeds = records.iter().filter_map(|record| match &record.event {
        Event::Corrected(deed) if deed.corrects.is_some_and(of_document) && stands(deed.document) => {
            Some(&**deed)
        }
        _ => None,
    });
    deeds.collect()
}

/// What a deed puts right, in its own words as they stand: a deed, too, may have been corrected.
pub(super) fn slip(
    case: &Case,
    records: &[Recorded<Event>],
    deed: &Corrected,
    words: &BTreeMap<TextId, String>,
) -> Slip {
    let said = |id: TextId| words.get(&id).cloned().unwrap_or_default();
    let (old, mut new) = (said(deed.old.id), said(deed.new.id));
    for later in standing(case, records, deed.document) {
        new = slip(case, records, later, words).put_right(&new);
    }
    Slip { old, new }
}
