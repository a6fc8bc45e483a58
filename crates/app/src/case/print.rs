//! 打印、补打: every copy of a document that leaves the printer is on record, the second and later ones marked on the paper (UX-21).

use std::collections::BTreeMap;

use daowei_domain::look::{self as looks, DocumentPrinted, Sheet};
use daowei_domain::{Recorded, Text};
use daowei_ident::{CaseId, DocumentId};
use daowei_store::view;
use jiff::Timestamp;

use super::reveal;
use crate::App;
use crate::error::{Error, Result};
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{look, stream};

/// Which document is printed.
#[derive(Clone)]
pub struct Print {
    /// The case.
    pub case: CaseId,
    /// The document.
    pub document: DocumentId,
    /// On what.
    pub sheet: Sheet,
    /// What for, where somebody says.
    pub purpose: Option<Text>,
}

/// A printed copy: what the paper says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Its number, from 1; whatever is behind the first is a reprint.
    pub copy: u32,
    /// When it was printed.
    pub at: Timestamp,
    /// By whom.
    pub person: String,
    /// For contract staff: who answers for it.
    pub responsible: Option<String>,
}

impl App {
    /// Records that a document is printed, and numbers the copy. Nothing may be printed where this fails.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`]; what befell the store.
    pub async fn print_document(&self, caller: Caller, print: Print, texts: Texts) -> Result<Printed> {
        self.write(caller, move |unit| printed(unit, &print, &texts)).await
    }
}

fn printed(unit: &mut Unit<'_, '_>, print: &Print, texts: &Texts) -> Result<Printed> {
    reveal::person(unit)?;
    let act = reveal::of_document(unit)?;
    let (opened, grant) = reveal::within(unit, print.case, act)?;
    if !opened.case.documents.contains_key(&print.document) {
        return Err(Error::NotFound { what: "document" });
    }
    // The number on a paper is told by the log and not by a row.
    let name = stream::name("look", print.case);
    let loaded = stream::load::<looks::Event>(unit.inner, unit.tx, &name)?;
    let copy = copies(&loaded.records, &print.document.to_string()) + 1;
    let purpose = print.purpose.as_ref().map(Text::reference);
    let look =
        DocumentPrinted { case: print.case, document: print.document, copy, sheet: print.sheet, purpose };
    look::follow(unit, &name, loaded.head, grant, look.into(), texts)?;
    Printed::now(unit, copy)
}

impl Printed {
    /// A copy that the caller prints at this moment.
    pub(crate) fn now(unit: &Unit<'_, '_>, copy: u32) -> Result<Self> {
        let staff = unit.staff()?;
        Ok(Self {
            copy,
            at: unit.now,
            person: unit.world.name(staff.person).to_owned(),
            responsible: staff.responsible.map(|person| unit.world.name(person).to_owned()),
        })
    }
}

/// How many copies of a paper these looks know of.
pub(crate) fn copies(looks: &[Recorded<looks::Event>], paper: &str) -> u32 {
    let numbers = looks.iter().filter_map(|record| record.event.copy());
    numbers.filter(|(of, _)| of == paper).map(|(_, copy)| copy).max().unwrap_or(0)
}

/// The newest copies of these documents, the newest first.
pub(super) fn of(
    unit: &mut Unit<'_, '_>,
    documents: impl IntoIterator<Item = DocumentId>,
) -> Result<BTreeMap<DocumentId, Vec<Printed>>> {
    let ids: Vec<String> = documents.into_iter().map(|id| id.to_string()).collect();
    let printed = of_papers(unit, &ids)?;
    Ok(printed.into_iter().filter_map(|(id, copies)| Some((id.parse().ok()?, copies))).collect())
}

/// The same of papers by their ids: documents, or sheets of enquiries.
pub(crate) fn of_papers(
    unit: &mut Unit<'_, '_>,
    papers: &[String],
) -> Result<BTreeMap<String, Vec<Printed>>> {
    let rows = view::look::copies(unit.tx, papers.iter().map(String::as_str))?;
    let name =
        |id: &str| id.parse().map_or_else(|_| String::new(), |person| unit.world.name(person).to_owned());
    let mut printed: BTreeMap<String, Vec<Printed>> = BTreeMap::new();
    for row in rows {
        let copy = row.copy.and_then(|copy| u32::try_from(copy).ok());
        let at = Timestamp::from_microsecond(row.at).ok();
        if let (Some(paper), Some(copy), Some(at)) = (row.document, copy, at) {
            let responsible = row.responsible.as_deref().map(name);
            let one = Printed { copy, at, person: name(&row.person), responsible };
            printed.entry(paper).or_default().push(one);
        }
    }
    for copies in printed.values_mut() {
        copies.sort_unstable_by_key(|copy| std::cmp::Reverse(copy.copy));
    }
    Ok(printed)
}
