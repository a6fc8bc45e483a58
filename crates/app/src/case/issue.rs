//! Documents in their legal form: number, text and commitment, last in the unit of work.

use std::collections::BTreeMap;

use daowei_domain::authority::Facts;
use daowei_domain::case::{
    Addressed, Case, Deed, DocumentKind, Draft, Event, Extended, Parties, PartyRole, Print, Replaced, drafts,
    issue, print,
};
use daowei_domain::catalog::Content;
use daowei_domain::{Actor, Recorded};
use daowei_ident::{DocumentId, DocumentNumber, LicenseId, PersonId, TextId};
use daowei_store::{vault, view};
use jiff::civil::Date;
use zeroize::Zeroizing;

use super::marked::{Held, kept, marked, masked};
use super::{slips, stream_of};
use crate::error::Result;
use crate::text::{self, Texts, Waiting};
use crate::unit::Unit;
use crate::{numbers, world};

/// The events that complete what `records` owe on paper, and the texts that they name.
pub(super) fn documents(
    unit: &mut Unit<'_, '_>,
    case: &Case,
    records: &[Recorded<Event>],
    texts: &Texts,
    query_code: Option<&str>,
    certificates: &BTreeMap<LicenseId, DocumentNumber>,
) -> Result<(Vec<Recorded<Event>>, Vec<Waiting>)> {
    let (mut issued, mut pages) = (Vec::new(), Vec::new());
    let mut desk = Desk::new(unit, case, texts, marked_words(texts.words()))?;
    (desk.query_code, desk.certificates) = (query_code, Some(certificates));
    for record in records {
        for draft in drafts(std::slice::from_ref(&record.event)) {
            let facts = unit.world.clone();
            let on = daowei_calendar::legal_date(unit.now);
            let number = match draft.kind.series() {
                Some(series) => {
                    Some(numbers::document(unit.tx, facts.organ(case.department, on)?, series, on)?)
                }
                None => None,
            };
            let (page, content) = desk.page(unit, record, draft, number.as_ref())?;
            let id = unit.ids.next(TextId::from_parts);
            let plain = Zeroizing::new(kept(&page).into_bytes());
            let (reference, text) = text::written(unit.inner, "document", id, plain);
            pages.push(text);
            let office_seal = content.map(|content| content.office_seal).unwrap_or_default();
            let event = issue(draft, number, on, reference, &office_seal);
            issued.push(Recorded { event, ..record.clone() });
        }
    }
    Ok((issued, pages))
}

/// What `records` would put on paper, before it has numbers: the words of this act in clear, whatever lies in the vault masked.
pub(super) fn previews(
    unit: &mut Unit<'_, '_>,
    case: &Case,
    records: &[Recorded<Event>],
    texts: &Texts,
) -> Result<Vec<(DocumentKind, String)>> {
    let mut pages = Vec::new();
    let mut desk = Desk::new(unit, case, texts, texts.words().clone())?;
    for record in records {
        for draft in drafts(std::slice::from_ref(&record.event)) {
            let (page, _) = desk.page(unit, record, draft, None)?;
            pages.push((draft.kind, masked(&kept(&page))));
        }
    }
    Ok(pages)
}

/// Where the papers of one act are written.
struct Desk<'a> {
    case: &'a Case,
    texts: &'a Texts,
    /// The words of this act, as they stand on its papers.
    given: BTreeMap<TextId, String>,
    matter: Option<String>,
    parties: Parties,
    query_code: Option<&'a str>,
    certificates: Option<&'a BTreeMap<LicenseId, DocumentNumber>>,
}

impl<'a> Desk<'a> {
    fn new(
        unit: &mut Unit<'_, '_>,
        case: &'a Case,
        texts: &'a Texts,
        given: BTreeMap<TextId, String>,
    ) -> Result<Self> {
        let matter = match &case.matter {
            Some(matter) => Some(marked(Held::Words, &words(unit, matter.id, texts.words())?)),
            None => None,
        };
        let parties = names(unit, case, texts)?;
        Ok(Self { case, texts, given, matter, parties, query_code: None, certificates: None })
    }

    /// One document, and the item that it is about, as it was on the day of acceptance.
    fn page(
        &mut self,
        unit: &mut Unit<'_, '_>,
        record: &Recorded<Event>,
        draft: Draft,
        number: Option<&DocumentNumber>,
    ) -> Result<(String, Option<Content>)> {
        let case = self.case;
        let facts = unit.world.clone();
        let on = daowei_calendar::legal_date(unit.now);
        let department = facts.organ(case.department, on)?;
        let item = match case.item {
            Some(id) => world::item(unit.inner, unit.tx, &facts, id)?,
            None => None,
        };
        let content = item
            .as_deref()
            .zip(case.item_version)
            .and_then(|(item, number)| item.version(number))
            .map(|version| &version.content);
        let revoked = revoked(unit, case, &record.event)?;
        let certificate = match &record.event {
            Event::Decided(e) => e.license.as_ref().zip(self.certificates),
            _ => None,
        };
        let certificate = certificate.and_then(|(draft, numbers)| numbers.get(&draft.license));
        let certificate = certificate.map(ToString::to_string);
        let first = self.first(unit, &record.event)?;
        let addressed = self.addressed(unit, &record.event)?;
        let (event, said) =
            first.as_ref().map_or((&record.event, &self.given), |first| (&first.event, &first.words));
        let (approver, officer) = answering(record, event, case, &facts, on);
        let code = self.query_code.filter(|_| draft.kind == DocumentKind::Receipt);
        let code = code.map(|code| marked(Held::Code, code));
        let place = content.map(|content| content.place.as_str()).filter(|place| !place.trim().is_empty());
        let window = case.window.and_then(|window| facts.facts.windows.get(&window));
        let place = place.or(window.map(|window| window.place.as_str()));
        let verifiers = case.papers.values().filter_map(|paper| paper.verified);
        let names = verifiers.map(|verified| (verified.by, facts.name(verified.by).to_owned())).collect();
        let page = print(&Print {
            draft,
            number,
            on,
            event,
            case,
            content,
            department,
            matter: self.matter.as_deref(),
            parties: &self.parties,
            addressed: addressed.as_ref(),
            words: said,
            query_code: code.as_deref(),
            letter: record.grant.as_ref().and_then(|grant| grant.letter_number.as_deref()),
            certificate: certificate.as_deref(),
            revoked: revoked.as_deref(),
            approver: approver.as_deref(),
            replaces: first.as_ref().and_then(|first| first.replaces.as_ref()),
            place,
            officer: officer.as_deref(),
            names: &names,
        });
        Ok((page, content.cloned()))
    }

    /// 送达地址确认书: where documents are to go, between marks.
    fn addressed(&self, unit: &mut Unit<'_, '_>, event: &Event) -> Result<Option<Addressed>> {
        let Event::ServiceConfirmed(confirmed) = event else { return Ok(None) };
        let Some(record) = &confirmed.destination else { return Ok(None) };
        let place = match self.texts.destination_of(record.id) {
            Some(place) => Some(place.clone()),
            None => {
                let kept = vault::get(unit.tx, unit.inner.keys.vault(), &record.id.to_string())?;
                kept.map(|kept| text::destination(&kept.plain)).transpose()?
            }
        };
        Ok(place.map(|place| Addressed {
            recipient: marked(Held::Name, place.recipient.reveal()),
            phone: marked(Held::Phone, place.phone.reveal()),
            address: place.address.map(|address| marked(Held::Address, address.reveal())),
            postcode: place.postcode.map(|code| marked(Held::Code, &code.to_string())),
            electronic: place.electronic.map(|address| marked(Held::Electronic, address.reveal())),
        }))
    }

    /// Where a paper says more than this act.
    fn first(&self, unit: &mut Unit<'_, '_>, event: &Event) -> Result<Option<First>> {
        Ok(match event {
            Event::Reissued(anew) => first_issue(unit, self.case, anew.replaces)?,
            // What is asked for again is printed in its old words.
            again @ Event::CorrectionRequested(e) if e.demands.iter().any(|d| d.repeats.is_some()) => {
                Some(First::of(again, kept_words(unit, self.case, &["demand"])?))
            }
            // What is decided above names who decided there, and under which number.
            above @ Event::Decided(_) if self.case.upward.is_some() => {
                let mut words = kept_words(unit, self.case, &["organ", "number", "new"])?;
                words.extend(self.texts.words().iter().map(|(id, words)| (*id, words.clone())));
                Some(First::of(above, words))
            }
            _ => None,
        })
    }
}

/// What is printed out of the vault: the event that owed it first, and the words that it refers to.
struct First {
    event: Event,
    words: BTreeMap<TextId, String>,
    replaces: Option<Replaced>,
}

impl First {
    fn of(event: &Event, words: BTreeMap<TextId, String>) -> Self {
        Self { event: event.clone(), words: marked_words(&words), replaces: None }
    }
}

/// 重新制发: the event that first owed the document, and its words as they stand since they were put right.
fn first_issue(unit: &mut Unit<'_, '_>, case: &Case, void: DocumentId) -> Result<Option<First>> {
    const WORDS: [&str; 8] = ["reason", "opinion", "demand", "old", "new", "subject", "organ", "number"];
    let opened = super::open(unit, case.id)?;
    let number = |id: DocumentId| {
        let document = case.documents.get(&id)?;
        document.number.as_ref().map(ToString::to_string)
    };
    let mut words = kept_words(unit, case, &WORDS)?;
    let mut replaced = Replaced { number: number(void), deeds: Vec::new() };
    let records = opened.records;
    let origin = slips::first(&records, void);
    let owes =
        |event: &Event| drafts(std::slice::from_ref(event)).iter().any(|draft| draft.document == origin);
    let owing = records.iter().map(|record| &record.event).find(|event| owes(event)).cloned();
    let kept = words.clone();
    for deed in slips::standing(case, &records, void) {
        let slip = slips::slip(case, &records, deed, &kept);
        let subject = kept.get(&deed.subject.id).map_or("", String::as_str);
        replaced.deeds.push(Deed {
            number: number(deed.document).unwrap_or_default(),
            subject: marked(Held::Words, subject),
            old: marked(Held::Words, &slip.old),
            new: marked(Held::Words, &slip.new),
        });
        for text in words.values_mut() {
            *text = slip.put_right(text);
        }
    }
    Ok(owing.map(|event| First { event, words: marked_words(&words), replaces: Some(replaced) }))
}

/// Words of the case that lie in the vault, by their kinds.
pub(super) fn kept_words(
    unit: &mut Unit<'_, '_>,
    case: &Case,
    kinds: &[&str],
) -> Result<BTreeMap<TextId, String>> {
    let kept = vault::of_stream(unit.tx, unit.inner.keys.vault(), &stream_of(case.id), kinds)?;
    let words = kept.into_iter().filter_map(|record| {
        Some((record.id.parse().ok()?, String::from_utf8_lossy(&record.plain).into_owned()))
    });
    Ok(words.collect())
}

/// 撤销: the certificate that falls with the decision, by its name and number.
fn revoked(unit: &mut Unit<'_, '_>, case: &Case, event: &Event) -> Result<Option<String>> {
    let Event::Decided(decided) = event else { return Ok(None) };
    let granted = case.decisions.iter().find(|decision| Some(decision.document) == decided.revokes);
    let Some(license) = granted.and_then(|decision| decision.license) else { return Ok(None) };
    let row = view::license::by_id(unit.tx, &license.to_string())?;
    Ok(row.map(|row| format!("{}（{}）", row.name, row.number)))
}

/// Who is named on the paper, as approver and as officer in charge: the one who acts, and who answers for the one who assists. An
/// extension is approved by a leader; in charge is who did the last of the work before it.
fn answering(
    record: &Recorded<Event>,
    event: &Event,
    case: &Case,
    world: &world::World,
    on: Date,
) -> (Option<String>, Option<String>) {
    let name = |person| Some(world.name(person).to_owned()).filter(|name| !name.is_empty());
    if let Event::Extended(Extended { approver, .. }) = event {
        let in_charge = case.performed.last().and_then(|(_, person)| name(*person));
        let approver = name(*approver).map(|named| approval(&named, *approver, record, &world.facts, on));
        return (approver, in_charge);
    }
    match &record.by {
        Actor::Staff(staff) => {
            let assisted = staff.responsible.and_then(name).zip(name(staff.person));
            let assisted = assisted.map(|(answers, assists)| format!("{assists}（责任人：{answers}）"));
            (None, assisted.or_else(|| name(staff.person)))
        }
        Actor::Law { .. } | Actor::Host | Actor::Visitor => (None, None),
    }
}

/// Who approved, by name and office. What the head of the government approves is recorded by the government's office.
fn approval(name: &str, person: PersonId, record: &Recorded<Event>, facts: &Facts, on: Date) -> String {
    if let Some(led) = facts.departments.values().find(|organ| organ.is_leader(person, on)) {
        let office = if led.is_principal(person, on) { "主要负责人" } else { "分管负责人" };
        return format!("{name}（{}{office}）", led.name);
    }
    let post = record.by.staff().and_then(|staff| facts.people.get(&person)?.posts.get(&staff.post));
    let organ = post.and_then(|post| facts.departments.get(&post.department));
    let organ = organ.map_or("", |organ| organ.name.as_str());
    format!("本级人民政府负责人（由{organ}{name}登记）")
}

/// What people wrote, between marks.
fn marked_words(words: &BTreeMap<TextId, String>) -> BTreeMap<TextId, String> {
    words.iter().map(|(id, words)| (*id, marked(Held::Words, words))).collect()
}

/// The parties' names, between marks unless public: those that came with the command, else out of the vault.
fn names(unit: &mut Unit<'_, '_>, case: &Case, texts: &Texts) -> Result<Parties> {
    let mut parties = Parties::default();
    for party in &case.parties {
        let name = match &party.public_name {
            Some(name) => name.clone(),
            None => marked(Held::Name, &name(unit, party.record.id, texts.words())?),
        };
        match party.role {
            PartyRole::Applicant => parties.applicant = name,
            PartyRole::Agent | PartyRole::Representative => parties.agent = Some(name),
            PartyRole::Interested => {
                parties.interested.insert(party.id, name);
            }
        }
    }
    Ok(parties)
}

/// What the applicant calls it: as it came with the command, else out of the vault.
fn words(unit: &mut Unit<'_, '_>, text: TextId, known: &BTreeMap<TextId, String>) -> Result<String> {
    if let Some(words) = known.get(&text) {
        return Ok(words.clone());
    }
    let kept = vault::get(unit.tx, unit.inner.keys.vault(), &text.to_string())?;
    Ok(kept.map_or_else(deleted, |kept| String::from_utf8_lossy(&kept.plain).into_owned()))
}

/// What the law ordered deleted prints as such.
fn deleted() -> String {
    "（已依法删除）".to_owned()
}

fn name(unit: &mut Unit<'_, '_>, record: TextId, words: &BTreeMap<TextId, String>) -> Result<String> {
    if let Some(name) = words.get(&record) {
        return Ok(name.clone());
    }
    let kept = vault::get(unit.tx, unit.inner.keys.vault(), &record.to_string())?;
    kept.map_or_else(
        || Ok(deleted()),
        |kept| text::party_record(&kept.plain).map(|party| party.name.reveal().to_owned()),
    )
}
