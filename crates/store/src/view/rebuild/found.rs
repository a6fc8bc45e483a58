//! What is found by words: the tokens of items and guides beside their rows; legal persons and what licenses are called, whose names
//! stand in the log.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kind, Mode, Rebuilt};
use crate::view::{legal_person, license};
use crate::{Param, Result, Tx, search};

/// Names whose tokens are looked at in one unit of work.
const NAMES: usize = 256;

/// What a document is found by, document by document.
pub(super) type Found = BTreeMap<String, BTreeSet<String>>;

/// Compares the tokens of one kind: those that are there, and those that the log asks for. Gives the documents that nobody asks for.
pub(super) fn compare(kind: &str, asked: &Found, there: &Found, rebuilt: &mut Rebuilt) -> Vec<String> {
    let named = |document: &str| format!("{kind}/{document}");
    for (document, tokens) in asked {
        match there.get(document) {
            None if tokens.is_empty() => {}
            None => rebuilt.add("search_token", &named(document), Kind::Missing),
            Some(found) if found != tokens => rebuilt.add("search_token", &named(document), Kind::Changed),
            Some(_) => {}
        }
    }
    let extra: Vec<String> =
        there.keys().filter(|document| !asked.contains_key(*document)).cloned().collect();
    for document in &extra {
        rebuilt.add("search_token", &named(document), Kind::Extra);
    }
    extra
}

/// The legal persons that are there before the log is read: whoever comes meanwhile is none too many.
pub(super) fn legal_persons(tx: &mut Tx<'_>) -> Result<BTreeSet<String>> {
    let mut there: BTreeSet<String> = legal_person::all(tx)?.into_iter().collect();
    there.extend(search::documents(tx, legal_person::SEARCH)?);
    Ok(there)
}

/// Compares some of the legal persons that the log names with those that are there, with what they are found by, and puts them
/// right; `names` is not longer than [`chunks`] makes it.
pub(super) fn named(tx: &mut Tx<'_>, names: &[String], mode: Mode, rebuilt: &mut Rebuilt) -> Result<()> {
    let there = legal_person::among(tx, names)?;
    let before = rebuilt.found;
    rebuilt.rows += u64::try_from(names.len()).unwrap_or(u64::MAX);
    for name in names.iter().filter(|name| !there.contains(*name)) {
        rebuilt.add("legal_person", name, Kind::Missing);
    }
    let asked = names.iter().map(|name| (name.clone(), search::tokens(name))).collect();
    let found = search::of_documents(tx, legal_person::SEARCH, names)?;
    compare(legal_person::SEARCH, &asked, &found, rebuilt);
    if mode == Mode::Write && rebuilt.found > before {
        for name in names {
            legal_person::remove(tx, name)?;
            legal_person::add(tx, name)?;
        }
    }
    Ok(())
}

/// Takes away those that no case names.
pub(super) fn nameless(tx: &mut Tx<'_>, names: &[String], mode: Mode, rebuilt: &mut Rebuilt) -> Result<()> {
    for name in names {
        rebuilt.add("legal_person", name, Kind::Extra);
        if mode == Mode::Write {
            legal_person::remove(tx, name)?;
        }
    }
    Ok(())
}

/// The names of licenses that are there, by the documents under which they are found, before the log is read.
pub(super) fn license_names(tx: &mut Tx<'_>) -> Result<BTreeSet<String>> {
    Ok(search::documents(tx, license::SEARCH)?.into_iter().collect())
}

/// Compares what some licenses are called, by item, with what they are found by, and puts it right.
pub(super) fn called(
    tx: &mut Tx<'_>,
    names: &[(String, String)],
    mode: Mode,
    rebuilt: &mut Rebuilt,
) -> Result<()> {
    let document = |(item, name): &(String, String)| license::called(item, name);
    let documents: Vec<String> = names.iter().map(document).collect();
    let asked = names.iter().map(|called| (document(called), search::tokens(&called.1))).collect();
    let found = search::of_documents(tx, license::SEARCH, &documents)?;
    let before = rebuilt.found;
    compare(license::SEARCH, &asked, &found, rebuilt);
    if mode == Mode::Write && rebuilt.found > before {
        for (item, name) in names {
            search::remove(tx, license::SEARCH, &license::called(item, name))?;
            license::name(tx, item, name)?;
        }
    }
    Ok(())
}

/// Takes away what no license is called.
pub(super) fn uncalled(
    tx: &mut Tx<'_>,
    documents: &[String],
    mode: Mode,
    rebuilt: &mut Rebuilt,
) -> Result<()> {
    for document in documents {
        rebuilt.add("search_token", &format!("{}/{document}", license::SEARCH), Kind::Extra);
        if mode == Mode::Write {
            search::remove(tx, license::SEARCH, document)?;
        }
    }
    Ok(())
}

/// As many as one unit of work looks at.
pub(super) fn chunks<T>(names: &[T]) -> impl Iterator<Item = &[T]> {
    names.chunks(NAMES)
}

/// The tokens of items or guides between two ids, the first left out.
pub(super) fn between(tx: &mut Tx<'_>, kind: &str, between: &[Param<'_>; 2]) -> Result<Found> {
    search::between(tx, kind, between)
}
