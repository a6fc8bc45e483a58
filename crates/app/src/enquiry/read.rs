//! Enquiries of a department by day; one with its sheet, masked.

use daowei_domain::TextRef;
use daowei_domain::authority::Act;
use daowei_domain::enquiry::Enquiry;
use daowei_ident::{DepartmentId, DocumentNumber, EnquiryId, ItemId, PersonId, PersonName, Phone};
use daowei_store::view::enquiry::{EnquiryRow, Part};
use daowei_store::view::order::Way;
use daowei_store::{vault, view};
use jiff::Timestamp;

use super::open;
use crate::App;
use crate::case::marked::masked;
use crate::case::{Printed, of_papers};
use crate::error::{Error, Result};
use crate::newest::{self, Days};
use crate::unit::{Caller, Unit};

/// Which enquiries.
#[derive(Clone, Debug)]
pub struct EnquiryQuery {
    /// Of this department; the caller's own where nothing is said.
    pub department: Option<DepartmentId>,
    /// About this item.
    pub item: Option<ItemId>,
    /// Told on these days, and which way.
    pub days: Days,
    /// Behind this day and id.
    pub after: Option<(String, String)>,
    /// How many.
    pub limit: u32,
}

/// An enquiry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnquiryListed {
    /// The row.
    pub row: EnquiryRow,
    /// Who told it, by name.
    pub teller: String,
}

/// One enquiry, masked.
#[derive(Clone, Debug)]
pub struct EnquiryDetail {
    /// The enquiry.
    pub enquiry: Enquiry,
    /// The instant of telling.
    pub told_at: Timestamp,
    /// The department's name.
    pub department: String,
    /// The names of the papers that were told.
    pub papers: Vec<String>,
    /// Who asked, masked.
    pub asker: Option<String>,
    /// Their telephone, masked.
    pub phone: Option<String>,
    /// Who told it.
    pub teller: String,
    /// Who answers for contract staff.
    pub responsible: Option<String>,
    /// The sheet, masked; nothing where the law had it deleted.
    pub text: Option<String>,
    /// The newest printed copies of the sheet, the newest first.
    pub printed: Vec<Printed>,
}

impl App {
    /// Enquiries of a department, and whether there are more.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`] for a department that is not there or not the caller's to see.
    pub async fn enquiries(&self, caller: Caller, query: EnquiryQuery) -> Result<(Vec<EnquiryListed>, bool)> {
        self.read(caller, move |unit| list(unit, &query)).await
    }

    /// The enquiry whose sheet bears that number.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an enquiry that is not there or not the caller's to see.
    pub async fn enquiry_numbered(&self, caller: Caller, number: DocumentNumber) -> Result<EnquiryListed> {
        self.read(caller, move |unit| {
            let scope = scope(unit)?;
            let row = view::enquiry::by_number(unit.tx, &number.to_string())?;
            let row = row.filter(|row| row.department.parse().is_ok_and(|id| scope.reaches(id)));
            Ok(listed(unit, row.ok_or(Error::NotFound { what: "enquiry" })?))
        })
        .await
    }

    /// One enquiry, masked.
    ///
    /// # Errors
    /// As [`App::enquiry_numbered`].
    pub async fn enquiry(&self, caller: Caller, id: EnquiryId) -> Result<EnquiryDetail> {
        self.read(caller, move |unit| detail(unit, id)).await
    }
}

fn scope(unit: &Unit<'_, '_>) -> Result<daowei_domain::authority::Scope> {
    unit.in_scope("case:read")?;
    crate::case::scope(unit, Act::ReadCase)
}

fn list(unit: &mut Unit<'_, '_>, query: &EnquiryQuery) -> Result<(Vec<EnquiryListed>, bool)> {
    let department = newest::department(unit, query.department)?;
    let limit = query.limit.clamp(1, 100);
    let (bound, after) = query.days.ends(query.after.as_ref());
    let (department, item) = (department.to_string(), query.item.map(|item| item.to_string()));
    let part = Part {
        department: &department,
        item: item.as_deref(),
        way: Way { back: query.days.back, bound: &bound },
        after: (&after.0, &after.1),
        limit: limit.saturating_add(1),
    };
    let (rows, more) = newest::page(view::enquiry::page(unit.tx, part)?, limit);
    Ok((rows.into_iter().map(|row| listed(unit, row)).collect(), more))
}

fn listed(unit: &Unit<'_, '_>, row: EnquiryRow) -> EnquiryListed {
    let teller = row.teller.as_deref().and_then(|id| id.parse::<PersonId>().ok());
    EnquiryListed { teller: teller.map_or("", |person| unit.world.name(person)).to_owned(), row }
}

fn detail(unit: &mut Unit<'_, '_>, id: EnquiryId) -> Result<EnquiryDetail> {
    let (enquiry, records) = open(unit, id)?;
    let missing = || Error::NotFound { what: "enquiry" };
    let first = records.first().ok_or_else(missing)?;
    let staff = first.by.staff();
    let name = |person: Option<PersonId>| person.map(|person| unit.world.name(person).to_owned());
    let teller = name(staff.map(|staff| staff.person)).unwrap_or_default();
    let responsible = name(staff.and_then(|staff| staff.responsible));
    let department = unit.world.facts.departments.get(&enquiry.department);
    let department = department.map_or_else(String::new, |department| department.name.clone());
    let world = unit.world.clone();
    let item = crate::world::item(unit.inner, unit.tx, &world, enquiry.item)?;
    let content = item.as_deref().and_then(|item| item.version(enquiry.item_version));
    let named = |line: &String| {
        let paper = content.and_then(|version| version.content.paper(line));
        paper.map_or_else(|| line.clone(), |paper| paper.name.clone())
    };
    let papers = enquiry.papers.iter().map(named).collect();
    let texts =
        [enquiry.asker.as_ref(), enquiry.phone.as_ref(), enquiry.sheet.as_ref().map(|sheet| &sheet.text)];
    let [asker, phone, text] = words(unit, texts)?;
    let printed = of_papers(unit, &[id.to_string()])?.into_values().next().unwrap_or_default();
    Ok(EnquiryDetail {
        printed,
        told_at: first.at,
        department,
        papers,
        asker: asker.map(|asker| PersonName::kept(asker).masked()),
        phone: phone.map(|phone| Phone::kept(phone).masked()),
        teller,
        responsible,
        text: text.map(|text| masked(&text)),
        enquiry,
    })
}

/// What is kept under these references, by one statement; nothing where there is none, or the law had it deleted.
fn words<const N: usize>(
    unit: &mut Unit<'_, '_>,
    texts: [Option<&TextRef>; N],
) -> Result<[Option<String>; N]> {
    let ids = texts.map(|text| text.map(|text| text.id.to_string()));
    let kept = vault::get_many(unit.tx, unit.inner.keys.vault(), ids.iter().flatten().map(String::as_str))?;
    Ok(ids.map(|id| {
        let record = kept.iter().find(|record| Some(&record.id) == id.as_ref())?;
        Some(String::from_utf8_lossy(&record.plain).into_owned())
    }))
}
