//! 文书清单: the documents of a department's cases, receipts among them, by day of issue; found by number, or by words of the item.

use std::collections::HashMap;

use daowei_domain::Text;
use daowei_domain::authority::Act;
use daowei_domain::case::{DocumentKind, exportable};
use daowei_domain::look::{DocumentsExported, Format};
use daowei_ident::{DepartmentId, PersonId};
use daowei_store::view;
use daowei_store::view::case::CaseRow;
use daowei_store::view::document::{DocumentRow, Part};
use jiff::civil::Date;

use super::export::{self, Exported, PAGE};
use super::{Page, scope};
use crate::App;
use crate::error::{Error, Problem, Result};
use crate::purpose;
use crate::text::{Texts, one_line};
use crate::unit::{Caller, Unit};

/// Characters of a search.
const LONGEST_SEARCH: usize = 100;

/// Which documents.
#[derive(Clone, Debug)]
pub struct DocumentQuery {
    /// Of this department's cases; the caller's own where nothing is said.
    pub department: Option<DepartmentId>,
    /// How they are sought.
    pub sought: SoughtDocuments,
    /// How many.
    pub limit: u32,
}

/// How documents are sought.
#[derive(Clone, Debug)]
pub enum SoughtDocuments {
    /// By the exact number of the document, or of its case: of whichever department within scope.
    Number(String),
    /// By what they are.
    Issued {
        /// Of this kind; of every kind where nothing is said.
        kind: Option<DocumentKind>,
        /// Of items whose names hold these words.
        words: Option<String>,
        /// Issued within these days.
        days: Period,
        /// The latest first.
        back: bool,
        /// Behind this day and id.
        after: Option<(String, String)>,
    },
}

/// Days of a list, both included.
#[derive(Clone, Copy, Debug, Default)]
pub struct Period {
    /// On this day or later.
    pub from: Option<Date>,
    /// On this day or before.
    pub until: Option<Date>,
}

/// A document of a list.
#[derive(Clone, Debug)]
pub struct DocumentListed {
    /// The row.
    pub row: DocumentRow,
    /// 办件编号
    pub case_number: String,
    /// The case's item.
    pub item_name: String,
    /// The department's name.
    pub department: String,
    /// Who issued it, by name; nothing where the law did.
    pub issuer: Option<String>,
    /// How many copies were printed.
    pub copies: u32,
}

impl App {
    /// Documents that were issued.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`] for a department that is not there or not the caller's to see; [`Error::Input`] for
    /// words that are too long, or fit too many items.
    pub async fn documents(&self, caller: Caller, query: DocumentQuery) -> Result<Page<DocumentListed>> {
        self.read(caller, move |unit| documents(unit, &query)).await
    }
}

/// Documents that are to be exported, and what for.
#[derive(Clone)]
pub struct DocumentExport {
    /// Of this department's cases; the caller's own where nothing is said.
    pub department: Option<DepartmentId>,
    /// Which, from the beginning to the end.
    pub sought: SoughtDocuments,
    /// The words of the query, for the vault.
    pub words: Option<Text>,
    /// In which form.
    pub format: Format,
    /// What for.
    pub purpose: Text,
}

impl App {
    /// The documents of a query, once it is on record that they leave.
    ///
    /// # Errors
    /// As [`App::export_cases`]; [`Error::NotFound`] for a department that is not the caller's to see.
    pub async fn export_documents(
        &self,
        caller: Caller,
        export: DocumentExport,
        texts: Texts,
    ) -> Result<Exported<DocumentListed>> {
        let turn = self.turn().await?;
        let asked = export.clone();
        let rows = self.read(caller.clone(), move |unit| gathered(unit, &asked)).await?;
        let documents = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let recorded = self.write(caller, move |unit| recorded(unit, &export, documents, &texts)).await?;
        Ok(recorded.with(rows, turn))
    }
}

fn gathered(unit: &mut Unit<'_, '_>, export: &DocumentExport) -> Result<Vec<DocumentListed>> {
    export::admitted(unit)?;
    purpose::stated(export.purpose.weight())?;
    let scope = scope(unit, Act::ReadCase)?;
    let department = export.department.unwrap_or(unit.staff()?.department);
    if !scope.reaches(department) {
        return Err(Error::NotFound { what: "department" });
    }
    let (mut rows, mut sought) = (Vec::new(), export.sought.clone());
    loop {
        let page = part(unit, department, &sought, PAGE)?;
        let full = u32::try_from(page.len()) == Ok(PAGE);
        let last = page.last().map(|last| (last.issued_on.clone(), last.id.clone()));
        rows.extend(told(unit, page)?);
        exportable(rows.len())?;
        if !full {
            return Ok(rows);
        }
        if let SoughtDocuments::Issued { after, .. } = &mut sought {
            *after = last;
        }
    }
}

fn recorded(
    unit: &mut Unit<'_, '_>,
    export: &DocumentExport,
    documents: u32,
    texts: &Texts,
) -> Result<export::Recorded> {
    let (kind, days) = match &export.sought {
        SoughtDocuments::Issued { kind, days, .. } => (*kind, *days),
        SoughtDocuments::Number(_) => (None, Period::default()),
    };
    let exported = DocumentsExported {
        format: export.format,
        department: export.department.unwrap_or(unit.staff()?.department),
        kind,
        from: days.from,
        until: days.until,
        words: export.words.as_ref().map(Text::reference),
        documents,
        purpose: export.purpose.reference(),
    };
    export::departed(unit, exported.into(), texts)
}

fn documents(unit: &mut Unit<'_, '_>, query: &DocumentQuery) -> Result<Page<DocumentListed>> {
    unit.in_scope("case:read")?;
    let scope = scope(unit, Act::ReadCase)?;
    let limit = query.limit.clamp(1, 100);
    let mut rows = match &query.sought {
        SoughtDocuments::Number(number) => {
            one_line("number", number, LONGEST_SEARCH)?;
            numbered(unit, number)?
        }
        issued @ SoughtDocuments::Issued { .. } => {
            let department = query.department.unwrap_or(unit.staff()?.department);
            if !scope.reaches(department) {
                return Err(Error::NotFound { what: "department" });
            }
            part(unit, department, issued, limit.saturating_add(1))?
        }
    };
    rows.retain(|row| {
        row.department.parse::<DepartmentId>().is_ok_and(|department| scope.reaches(department))
    });
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    Ok(Page { rows: told(unit, rows)?, more })
}

/// The document of that number, or those of the case of that number.
fn numbered(unit: &mut Unit<'_, '_>, number: &str) -> Result<Vec<DocumentRow>> {
    if let Some(document) = view::document::by_number(unit.tx, number)? {
        return Ok(vec![document]);
    }
    match view::case::by_number(unit.tx, number)? {
        Some(case) => Ok(view::document::of_case(unit.tx, &case.id)?),
        None => Ok(Vec::new()),
    }
}

fn part(
    unit: &mut Unit<'_, '_>,
    department: DepartmentId,
    sought: &SoughtDocuments,
    limit: u32,
) -> Result<Vec<DocumentRow>> {
    let SoughtDocuments::Issued { kind, words, days, back, after } = sought else { return Ok(Vec::new()) };
    let department = department.to_string();
    let day = |day: Option<Date>, unsaid: &str| day.map_or_else(|| unsaid.to_owned(), |day| day.to_string());
    let (from, until) = (day(days.from, ""), day(days.until, BEHIND));
    let beginning = if *back { BEHIND } else { "" };
    let after = after.as_ref().map_or((beginning, ""), |(day, id)| (day.as_str(), id.as_str()));
    let part = Part { department: &department, days: (&from, &until), back: *back, after, limit };
    match words {
        None => {
            let kinds = kind.as_ref().map_or(&DocumentKind::ALL[..], std::slice::from_ref);
            Ok(view::document::of_department(unit.tx, kinds, part)?)
        }
        Some(words) => {
            one_line("q", words, LONGEST_SEARCH)?;
            let items = view::case::items_named(unit.tx, words)?;
            let items = items.ok_or(Error::input("q", Problem::TooBroad))?;
            Ok(view::document::of_items(unit.tx, &items, *kind, part)?)
        }
    }
}

/// Behind every day.
const BEHIND: &str = "9999-99-99";

fn told(unit: &mut Unit<'_, '_>, rows: Vec<DocumentRow>) -> Result<Vec<DocumentListed>> {
    let cases = view::case::by_ids(unit.tx, rows.iter().map(|row| row.case.as_str()))?;
    let cases: HashMap<String, CaseRow> = cases.into_iter().map(|case| (case.id.clone(), case)).collect();
    let copies = view::look::copies_count(unit.tx, rows.iter().map(|row| row.id.as_str()))?;
    let copies: HashMap<String, i64> = copies.into_iter().collect();
    let facts = &unit.world.facts;
    let listed = |row: DocumentRow| {
        let case = cases.get(&row.case);
        let issuer = row.issuer.as_deref().and_then(|id| id.parse::<PersonId>().ok());
        let department = row.department.parse().ok().and_then(|id| facts.departments.get(&id));
        DocumentListed {
            case_number: case.map_or_else(String::new, |case| case.number.clone()),
            item_name: case.map_or_else(String::new, |case| case.item_name.clone()),
            department: department.map_or_else(String::new, |department| department.name.clone()),
            issuer: issuer.map(|person| unit.world.name(person).to_owned()),
            copies: copies.get(&row.id).and_then(|count| u32::try_from(*count).ok()).unwrap_or(0),
            row,
        }
    };
    Ok(rows.into_iter().map(listed).collect())
}
