//! Every act on an existing case: load → lapse → decide → save.

use std::sync::Arc;

use daowei_domain::authority::{self, Need, Question, Scope, Subject, may};
use daowei_domain::case::{
    self, Case, Command, Context, Correction, DocumentKind, Event, MandateGiven, PartyRole, Passing,
    TerminationGround, Twin,
};
use daowei_domain::{Authentication, Recorded, Staff, Text, TextRef};
use daowei_ident::{CaseId, IdKind, IdNumber, PartyId};
use daowei_store::event::Head;
use daowei_store::{vault, view};

use super::recent::{self, Folded};
use super::save::save;
use super::{Brief, issue, marked, slips};
use crate::error::{Error, Problem, Result};
use crate::text::{self, Texts};
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, file, world};

/// What the caller believes the case to be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Precondition {
    /// The revision that the caller saw (If-Match).
    pub revision: Option<u64>,
}

/// A command with the texts that it brings along.
pub struct Act {
    /// The case.
    pub case: CaseId,
    /// What to do.
    pub command: Command,
    /// Its texts.
    pub texts: Texts,
    /// What the caller believes.
    pub precondition: Precondition,
}

impl App {
    /// Carries an act out, once for each key, and says how the case then stands.
    ///
    /// # Errors
    /// The rule that forbids; [`Error::NotFound`] for a case that is not there or not the caller's to see;
    /// [`Error::Stale`]; [`Error::KeyReused`].
    pub async fn act(&self, caller: Caller, act: Act, once: Option<Once>) -> Result<Answer<Brief>> {
        self.write_once(caller, once, move |unit| carry_out(unit, &act).map(|case| Brief::of(&case))).await
    }

    /// The documents that the act would issue, and nothing else: it is judged as if it were carried out, and nothing is written.
    ///
    /// # Errors
    /// As [`App::act`], but for a confirmation that is too old.
    pub async fn preview(&self, caller: Caller, act: Act) -> Result<Vec<Preview>> {
        self.read(caller, move |unit| preview(unit, &act)).await
    }
}

/// A document that an act would issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Its kind.
    pub kind: DocumentKind,
    /// Its text, before it has a number.
    pub text: String,
}

/// An act, inside a unit of work.
pub(crate) fn carry_out(unit: &mut Unit<'_, '_>, act: &Act) -> Result<Arc<Case>> {
    let staff = unit.staff()?.clone();
    let Judged { before, head, records, files } = judge(unit, act, &staff)?;
    file::bind(unit, (before.id, &super::stream_of(before.id)), &files)?;
    save(unit, Some(&before), head, records, &act.texts, None)
}

/// What the act would put on paper. A stale confirmation keeps nobody from seeing what he is about to sign.
fn preview(unit: &mut Unit<'_, '_>, act: &Act) -> Result<Vec<Preview>> {
    if unit.scopes.is_some() {
        return Err(Error::Forbidden { what: "person" });
    }
    let staff = Staff { authentication: Authentication::Confirmed, ..unit.staff()?.clone() };
    let Judged { before, records, .. } = judge(unit, act, &staff)?;
    let acted =
        records.iter().fold(Some((*before).clone()), Case::apply).ok_or(Error::NotFound { what: "case" })?;
    let pages = issue::previews(unit, &acted, &records, &act.texts)?;
    Ok(pages.into_iter().map(|(kind, text)| Preview { kind, text }).collect())
}

/// What an act comes to, before anything is written.
struct Judged {
    before: Arc<Case>,
    head: Head,
    records: Vec<Recorded<case::Event>>,
    files: file::Named,
}

fn judge(unit: &mut Unit<'_, '_>, act: &Act, staff: &Staff) -> Result<Judged> {
    let world = unit.world.clone();
    // Whoever has nothing to do with cases learns nothing of one: asked before anything is looked up.
    unit.in_scope("case:read")?;
    let kind = case::act_of(&act.command);
    let asked = if matches!(kind.need(), Need::Office(_)) { kind } else { authority::Act::ReadCase };
    let question = Question {
        staff,
        act: asked,
        subject: Subject::Nothing,
        now: unit.now,
        confirmation_minutes: unit.settings.confirmation_minutes,
    };
    may(&world.facts, &question).map_err(|refusal| {
        let of_reading = asked != kind && refusal.rule.id == authority::rules::DUTY.id;
        if of_reading { authority::of_another_duty(staff.duty, kind) } else { refusal }
    })?;
    // Foreign and missing cases look alike: a government act reaches further than a scope of reading.
    let scope = Scope::of(&world.facts, staff, daowei_calendar::legal_date(unit.now));
    let Folded { case: before, head } = recent::folded(unit, act.case, &scope)?;
    if !scope.reaches(before.department) {
        return Err(Error::NotFound { what: "case" });
    }
    if act.precondition.revision.is_some_and(|seen| seen != before.revision) {
        return Err(Error::Stale { revision: before.revision });
    }
    let item = match before.item {
        Some(id) => world::item(unit.inner, unit.tx, &world, id)?,
        None => None,
    };
    // Time passes under the item that the case has; what is decided is held against the one that it gets.
    let subject = match &act.command {
        Command::SetItem { item, .. } => Some(
            world::item(unit.inner, unit.tx, &world, *item)?.ok_or(Error::input("item", Problem::Unknown))?,
        ),
        _ => item.clone(),
    };
    let mut records = case::lapse(
        &before,
        &Passing {
            now: unit.now,
            calendar: &world.calendar,
            settings: &unit.settings,
            item: item.as_deref(),
            unit: unit.id,
        },
    );
    let lapsed =
        records.iter().fold(Some((*before).clone()), Case::apply).ok_or(Error::NotFound { what: "case" })?;
    let mut command = act.command.clone();
    if let Command::Correct { target, .. } = &mut command {
        let recorded = super::open(unit, act.case)?.records;
        on_record(unit, &lapsed, &recorded, target)?;
    }
    if let Command::AddAgent { agent, known } = &mut command {
        *known = is_party(unit, &lapsed, act.texts.party_of(agent.id))?;
    }
    if let Command::RecordMandate { party, given, same, .. } = &mut command {
        *same = is_on_record(unit, &lapsed, *party, given)?;
    }
    let files = file::named(unit, command.files())?;
    let twins = match &command {
        Command::Terminate { ground: TerminationGround::EnteredInError, reasons } => {
            twins(unit, &lapsed, reasons, &scope)?
        }
        _ => Vec::new(),
    };
    let ruling = case::decide(
        &lapsed,
        command,
        &Context {
            now: unit.now,
            calendar: &world.calendar,
            settings: &unit.settings,
            facts: &world.facts,
            item: subject.as_deref(),
            twins: &twins,
            files: &files.references,
            staff,
            ids: &unit.ids,
        },
    )?;
    records.extend(ruling.events.into_iter().map(|event| unit.record(Some(ruling.grant.clone()), event)));
    Ok(Judged { before, head, records, files })
}

/// What stands on record of the cases that the reasons name, those within scope.
fn twins(unit: &mut Unit<'_, '_>, case: &Case, reasons: &Text, scope: &Scope) -> Result<Vec<Twin>> {
    let applicant = applicant(unit, case)?;
    let mut found = Vec::new();
    for number in case::numbers_named(case, reasons) {
        let row = view::case::by_number(unit.tx, &number.to_string())?;
        let Some(id) = row.and_then(|row| row.id.parse::<CaseId>().ok()) else { continue };
        let other = super::open(unit, id)?;
        if !scope.reaches(other.case.department) {
            continue;
        }
        let same_applicant = applicant.is_some() && self::applicant(unit, &other.case)? == applicant;
        let mut over_at = None;
        let mut state = None;
        for record in &other.records {
            state = Case::apply(state, record);
            let over = state.as_ref().is_some_and(|case| !case.stage.is_intake() && !case.stage.is_pending());
            over_at = over_at.or(over.then_some(record.at));
        }
        let in_error = other.records.iter().any(|record| {
            matches!(&record.event, Event::Terminated(ended) if ended.ground == TerminationGround::EnteredInError)
        });
        found.push(Twin {
            number,
            department: other.case.department,
            item: other.case.item,
            received_at: other.case.received_at,
            over_at,
            same_applicant,
            in_error,
        });
    }
    Ok(found)
}

/// By which document the applicant is known; nothing where the record was deleted.
fn applicant(unit: &mut Unit<'_, '_>, case: &Case) -> Result<Option<(IdKind, IdNumber)>> {
    let applicant = case.parties.iter().find(|party| party.role == PartyRole::Applicant);
    let Some(applicant) = applicant.map(|party| party.record.clone()) else { return Ok(None) };
    Ok(party(unit, &applicant)?.map(|record| (record.id_kind, record.id_number)))
}

/// What stands on record of a thing that is to be corrected, out of the vault: the rules compare the deed with it.
fn on_record(
    unit: &mut Unit<'_, '_>,
    case: &Case,
    records: &[Recorded<case::Event>],
    target: &mut Correction,
) -> Result<()> {
    match target {
        Correction::Document { document, written, slips: put_right } => {
            // Of what was issued anew, the words are those of the first paper, as the deeds since have them.
            let first = slips::first(records, *document);
            let Some(known) = case.documents.get(&first) else { return Ok(()) };
            let words = super::issue::kept_words(unit, case, &["old", "new"])?;
            written.extend(kept(unit, &known.text)?.iter().flat_map(|text| marked::written(text)));
            let deeds = slips::standing(case, records, *document);
            put_right.extend(deeds.into_iter().map(|deed| slips::slip(case, records, deed, &words)));
        }
        Correction::Party(correction) => {
            let known = case.parties.iter().find(|party| party.id == correction.given.id);
            let Some(known) = known else { return Ok(()) };
            let first = case.first_records.get(&known.id).unwrap_or(&known.record);
            correction.was = party(unit, &known.record)?;
            correction.first = party(unit, first)?;
        }
        Correction::Datum { datum, says } => {
            if let Some(text) = case.words_of(*datum) {
                *says = kept(unit, text)?;
            }
        }
    }
    Ok(())
}

/// Whether somebody with the document of that record is a party of the case.
fn is_party(unit: &mut Unit<'_, '_>, case: &Case, record: Option<&case::PartyRecord>) -> Result<bool> {
    for known in &case.parties {
        let known = party(unit, &known.record)?;
        let document = |record: &case::PartyRecord| (record.id_kind, record.id_number.clone());
        if known.is_some() && known.as_ref().map(document) == record.map(document) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the mandate of that party says word for word what is given once more.
fn is_on_record(unit: &mut Unit<'_, '_>, case: &Case, id: PartyId, given: &MandateGiven) -> Result<bool> {
    let party = case.parties.iter().find(|party| party.id == id);
    let Some(held) = party.and_then(|party| party.mandate.as_ref()) else { return Ok(false) };
    if (held.from, held.to) != (given.from, given.to) {
        return Ok(false);
    }
    for (kept_words, said) in [(&held.scope, &given.scope), (&held.paper, &given.paper)] {
        if kept(unit, kept_words)?.is_none_or(|words| text::normal(&words) != text::normal(said.words())) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn party(unit: &mut Unit<'_, '_>, record: &TextRef) -> Result<Option<case::PartyRecord>> {
    let kept = vault::get(unit.tx, unit.inner.keys.vault(), &record.id.to_string())?;
    kept.map(|kept| text::party_record(&kept.plain)).transpose()
}

fn kept(unit: &mut Unit<'_, '_>, text: &TextRef) -> Result<Option<String>> {
    let record = vault::get(unit.tx, unit.inner.keys.vault(), &text.id.to_string())?;
    Ok(record.map(|record| String::from_utf8_lossy(&record.plain).into_owned()))
}
