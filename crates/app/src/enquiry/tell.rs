//! 一次性告知: the sheet is issued in the same unit of work, its number taken last.

use std::collections::BTreeSet;

use daowei_domain::authority::Act;
use daowei_domain::enquiry::{self, Enquiry, Event, Issued, Sheet, SheetIssued, Tell};
use daowei_domain::{Actor, Text};
use daowei_ident::{DepartmentId, EnquiryId, ItemId, TextId};
use daowei_store::event::Head;
use daowei_store::view;
use daowei_store::view::enquiry::EnquiryRow;
use serde::{Deserialize, Serialize};

use super::NOUN;
use crate::authority::grant;
use crate::case::marked::{Held, kept, marked};
use crate::error::{Error, Problem, Result};
use crate::text::{self, Texts};
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, numbers, stream, world};

/// What is asked, and what is told.
#[derive(Clone)]
pub struct Asked {
    /// The item.
    pub item: ItemId,
    /// The lines of its list that are told.
    pub papers: BTreeSet<String>,
    /// The situation of whoever asks.
    pub situation: Option<Text>,
    /// What is told beside the list.
    pub advice: Option<Text>,
    /// Who asks.
    pub asker: Option<Text>,
    /// Their telephone.
    pub phone: Option<Text>,
}

/// A sheet that was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The enquiry.
    pub id: EnquiryId,
    /// The number of the sheet.
    pub number: String,
}

impl App {
    /// 一次性告知: answers an enquiry and issues its sheet, once for each key.
    ///
    /// # Errors
    /// `authority.…`, `enquiry.…`, `catalog.item.…`; [`Error::Input`], [`Error::KeyReused`].
    pub async fn tell_papers(
        &self,
        caller: Caller,
        asked: Asked,
        texts: Texts,
        once: Option<Once>,
    ) -> Result<Answer<Told>> {
        self.write_once(caller, once, move |unit| tell(unit, &asked, &texts)).await
    }
}

fn tell(unit: &mut Unit<'_, '_>, asked: &Asked, texts: &Texts) -> Result<Told> {
    // Whoever has nothing to do with windows learns nothing of an item by its refusals.
    grant(unit, Act::TellPapers, None)?;
    let world = unit.world.clone();
    let today = daowei_calendar::legal_date(unit.now);
    let item = world::item(unit.inner, unit.tx, &world, asked.item)?;
    let item = item.ok_or(Error::input("item", Problem::Unknown))?;
    let id = unit.ids.next(EnquiryId::from_parts);
    let command = Tell {
        enquiry: id,
        papers: asked.papers.clone(),
        situation: asked.situation.clone(),
        advice: asked.advice.clone(),
        asker: asked.asker.clone(),
        phone: asked.phone.clone(),
    };
    let mut events = enquiry::tell(command, &item, today)?;
    let told = events.iter().fold(None, Enquiry::apply).ok_or(Error::NotFound { what: "enquiry" })?;
    let grant = grant(unit, Act::TellPapers, Some(told.department))?;
    let stream = stream::name(NOUN, id);
    texts.save(unit.tx, &stream)?;
    let sheet = sheet(unit, &events, &item, &told, asked)?;
    let number = sheet.number.to_string();
    events.push(SheetIssued { sheet }.into());
    let records: Vec<_> = events.into_iter().map(|event| unit.record(Some(grant.clone()), event)).collect();
    stream::append(unit.inner, unit.tx, &stream, Head::NEW, &records, Event::kind)?;
    let row = EnquiryRow::of(&records).ok_or(Error::NotFound { what: "enquiry" })?;
    view::enquiry::insert(unit.tx, &[&row])?;
    Ok(Told { id, number })
}

/// The sheet with its number, its text in the vault.
fn sheet(
    unit: &mut Unit<'_, '_>,
    events: &[Event],
    item: &daowei_domain::catalog::Item,
    enquiry: &Enquiry,
    asked: &Asked,
) -> Result<Issued> {
    let missing = || Error::NotFound { what: "enquiry" };
    let world = unit.world.clone();
    let on = daowei_calendar::legal_date(unit.now);
    let Some(Event::Told(told)) = events.first() else { return Err(missing()) };
    let version = item.version(enquiry.item_version).ok_or_else(missing)?;
    let department = world.organ(enquiry.department, on)?;
    let said = |held, text: &Option<Text>| text.as_ref().map(|text| marked(held, text.words()));
    let asker = said(Held::Name, &asked.asker);
    let situation = said(Held::Words, &asked.situation);
    let advice = said(Held::Words, &asked.advice);
    let number = numbers::document(unit.tx, department, enquiry::SERIES, on)?;
    let page = enquiry::print(&Sheet {
        number: &number,
        on,
        told,
        content: &version.content,
        department,
        windows: &windows(&world, department.id, on),
        asker: asker.as_deref(),
        situation: situation.as_deref(),
        advice: advice.as_deref(),
        officer: &officer(unit),
    });
    let text = unit.ids.next(TextId::from_parts);
    let stream = stream::name(NOUN, enquiry.id);
    let text = text::put(unit.inner, unit.tx, &stream, "document", text, kept(&page).as_bytes())?;
    Ok(Issued { number, on, text })
}

/// Where to go: the open windows that serve the department.
fn windows(world: &world::World, department: DepartmentId, on: jiff::civil::Date) -> Vec<String> {
    let serving = world
        .facts
        .windows
        .values()
        .filter(|window| window.validity.holds_on(on) && window.serves.contains(&department));
    serving
        .map(|window| match window.place.trim() {
            "" => window.number.clone(),
            place => format!("{}（{place}）", window.number),
        })
        .collect()
}

/// Who told it; of contract staff with the one who answers for them.
fn officer(unit: &Unit<'_, '_>) -> String {
    let Actor::Staff(staff) = &unit.actor else { return String::new() };
    let name = unit.world.name(staff.person);
    match staff.responsible {
        Some(responsible) => format!("{name}（责任人：{}）", unit.world.name(responsible)),
        None => name.to_owned(),
    }
}
