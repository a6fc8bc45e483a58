//! 收件: the one act that opens a case, and is never refused for what the papers lack.

use daowei_domain::case::{
    self, Case, Channel, ConfirmService, Context, Event, Late, PaperGiven, PartyGiven, PartyRole, Passing,
};
use daowei_domain::catalog::Content;
use daowei_domain::{Recorded, Text};
use daowei_ident::{CaseId, FileId, ItemId, PartyId, QueryCode};
use daowei_store::event::Head;
use daowei_store::{vault, view};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Brief;
use super::save::save;
use crate::catalog::{self, Listed};
use crate::error::{Error, Problem, Result};
use crate::screen::PartyTold;
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, file, numbers, queue, screen, world};

/// Papers that came in, with everything that is known of them.
#[derive(Clone)]
pub struct Arrival {
    /// The item, where the list has one.
    pub item: Option<ItemId>,
    /// What the applicant calls it, where the list has none.
    pub matter: Option<Text>,
    /// How they came.
    pub channel: Channel,
    /// When they really came; now where nothing is said.
    pub received_at: Option<Timestamp>,
    /// Why they are entered later than they came.
    pub late: Option<Late>,
    /// Parties.
    pub parties: Vec<PartyGiven>,
    /// Papers.
    pub papers: Vec<PaperGiven>,
    /// What came beyond the item's list.
    pub unlisted: Option<Text>,
    /// Files of that, sent before.
    pub unlisted_files: Vec<FileId>,
    /// 送达地址确认: how the result is to reach the applicant, where that was asked.
    pub service: Option<ConfirmService>,
    /// The parties in clear, to be held against what the applicant confirmed at the second screen.
    pub shown: Vec<PartyTold>,
    /// Whether who receives it goes on although the applicant said at the screen that something is wrong, and was not shown it anew.
    pub despite_objection: bool,
}

/// What the applicant goes home with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The case.
    pub case: Brief,
    /// 查询码, in clear only here and on the receipt.
    pub query_code: String,
    /// Items of the list that are called like what was received as being on no list.
    pub listed: Vec<Listed>,
    /// 排队号 that was served when the papers came across the counter.
    #[serde(default)]
    pub ticket: Option<String>,
}

impl App {
    /// 收件.
    ///
    /// # Errors
    /// Rules of authority; `case.receive.…` for a record that cannot be true.
    pub async fn receive(
        &self,
        caller: Caller,
        arrival: Arrival,
        texts: Texts,
        once: Option<Once>,
    ) -> Result<Answer<Received>> {
        self.write_once(caller, once, move |unit| receive(unit, arrival.clone(), &texts)).await
    }
}

/// 收件, inside a unit of work.
pub(crate) fn receive(unit: &mut Unit<'_, '_>, arrival: Arrival, texts: &Texts) -> Result<Received> {
    let staff = unit.staff()?.clone();
    let world = unit.world.clone();
    let item = match arrival.item {
        Some(id) => Some(
            world::item(unit.inner, unit.tx, &world, id)?.ok_or(Error::input("item", Problem::Unknown))?,
        ),
        None if arrival.matter.as_ref().is_none_or(|matter| matter.weight() == 0) => {
            return Err(Error::input("matter", Problem::Empty));
        }
        None => None,
    };
    let listed = match &arrival.matter {
        Some(matter) if item.is_none() => catalog::called_like(unit, matter.words())?,
        _ => Vec::new(),
    };
    let received_at = arrival.received_at.unwrap_or(unit.now);
    let department = item
        .as_deref()
        .and_then(|item| item.newest())
        .and_then(|version| Content::department_id(&version.content))
        .unwrap_or(staff.department);
    let office = world.organ(department, daowei_calendar::legal_date(unit.now))?;
    let number = numbers::case(unit.tx, office, daowei_calendar::legal_date(received_at))?;
    let id = unit.ids.next(CaseId::from_parts);
    let going = arrival.service.as_ref().map(|given| {
        let place = given.destination.as_ref().map(|destination| &destination.clear);
        (given.service, place)
    });
    let known_by = screen::known_by(unit.inner, &arrival.shown, going);
    let called: Vec<&str> = match item.as_deref() {
        Some(item) => item.versions.iter().map(|version| version.content.name.as_str()).collect(),
        None => arrival.matter.iter().map(Text::words).collect(),
    };
    // What comes by post, or is entered later than it came, is not from whoever stands at the window.
    let across = arrival.channel == Channel::Window && arrival.late.is_none();
    let applicant = screen::applicant(unit.inner, &arrival.shown);
    let received = screen::Received { known_by: &known_by, applicant: &applicant, called: &called };
    let at_screen = if across { screen::at_receipt(unit, &received)? } else { None };
    let confirmed = at_screen.as_ref().and_then(|at_screen| at_screen.confirmed.as_ref());
    let named = arrival.papers.iter().flat_map(|paper| &paper.files).chain(&arrival.unlisted_files).copied();
    let mut files = file::named(unit, named)?;
    let parties: Vec<PartyId> = arrival.parties.iter().map(|party| party.id).collect();
    let stream = super::stream_of(id);
    let signature = match confirmed {
        Some(confirmed) => confirmed.signature(unit, &parties, &stream, &mut files)?,
        None => None,
    };
    let objections = match &at_screen {
        Some(at_screen) => at_screen.objections(unit, &stream)?,
        None => Vec::new(),
    };
    let ruling = case::receive(
        case::Receive {
            case: id,
            number,
            item: arrival.item,
            matter: arrival.matter,
            channel: arrival.channel,
            received_at,
            late: arrival.late,
            parties: arrival.parties,
            papers: arrival.papers,
            unlisted: arrival.unlisted,
            unlisted_files: arrival.unlisted_files,
            service: arrival.service,
            confirmed_at: confirmed.map(|confirmed| confirmed.at),
            signature,
            objections,
            despite_objection: arrival.despite_objection,
            agent_is_party: agent_is_party(&arrival.shown),
        },
        &Context {
            now: unit.now,
            calendar: &world.calendar,
            settings: &unit.settings,
            facts: &world.facts,
            item: item.as_deref(),
            twins: &[],
            files: &files.references,
            staff: &staff,
            ids: &unit.ids,
        },
    )?;
    file::bind(unit, (id, &stream), &files)?;
    if let Some(at_screen) = &at_screen {
        at_screen.taken(unit)?;
    }
    let mut records: Vec<Recorded<Event>> =
        ruling.events.into_iter().map(|event| unit.record(Some(ruling.grant.clone()), event)).collect();
    // Papers that are entered late may find their days over; that holds at once, not only when somebody acts.
    if let Some(case) = Case::fold(&records) {
        let passing = Passing {
            now: unit.now,
            calendar: &world.calendar,
            settings: &unit.settings,
            item: item.as_deref(),
            unit: unit.id,
        };
        records.extend(case::lapse(&case, &passing));
    }
    let code = QueryCode::from_random(&unit.inner.random::<16>())
        .map_err(|error| Error::input("query_code", Problem::Ident(error)))?;
    let saved = save(unit, None, Head::NEW, records, texts, Some(code.reveal()))?;
    let looked_up = format!("{}/{}", saved.number, code.reveal());
    let id = saved.id.to_string();
    vault::find_by(unit.tx, unit.inner.keys.blind(), "query_code", &[(&looked_up, &id)])?;
    if let Some(name) = saved.applicant().and_then(|party| party.public_name.as_deref()) {
        view::legal_person::add(unit.tx, name)?;
    }
    let ticket = if across { queue::link(unit, saved.id, &saved.number.to_string())? } else { None };
    Ok(Received { case: Brief::of(&saved), query_code: code.reveal().to_owned(), listed, ticket })
}

/// Whether somebody who acts for the applicant has the document of another party: nobody is his own agent.
fn agent_is_party(parties: &[PartyTold]) -> bool {
    let document = |party: &PartyTold| (party.record.id_kind, party.record.id_number.clone());
    parties.iter().enumerate().any(|(place, party)| {
        let acts = matches!(party.role, PartyRole::Agent | PartyRole::Representative);
        acts && parties
            .iter()
            .enumerate()
            .any(|(other, known)| other != place && document(known) == document(party))
    })
}
