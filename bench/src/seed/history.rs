//! The whole history of one case, made by the domain with a turned clock: lapse, decide, issue, as the use cases do it.

use std::collections::BTreeMap;

use daowei_app::World;
use daowei_calendar::legal_date;
use daowei_domain::case::{
    self, Case, Channel, Command, Context, Demanded, Event, Outcome, PaperForm, PaperGiven, Parties,
    PartyGiven, PartyKind, PartyRole, PartySource, Passing, Print, Receive, SealKind, Service, ServiceGiven,
    Verdict, drafts, due_at, issue, lapse, print,
};
use daowei_domain::file::FileRef;
use daowei_domain::license::{self, License};
use daowei_domain::{Actor, Authentication, Ids, Recorded, Staff, Text, TextRef};
use daowei_ident::{CaseId, FileId, PartyId, TextId, UnitId};
use jiff::{Span, Timestamp};

use super::firm::Firm;
use super::script::Do;
use super::source::{Kind, Series, Source};
use crate::city::{Crew, Member, Office, PAPERS};
use crate::error::{Result, words};
use crate::w1::words as say;

/// Nobody sends files here.
static NO_FILES: BTreeMap<FileId, FileRef> = BTreeMap::new();

/// What a history is held against, and how far it goes.
pub(super) struct Scene<'a> {
    pub(super) world: &'a World,
    pub(super) office: &'a Office,
    pub(super) crew: &'a Crew,
    pub(super) firm: &'a Firm,
    pub(super) received: Timestamp,
    /// Nothing happens after this instant.
    pub(super) until: Timestamp,
}

/// A text for the vault.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kept {
    pub(super) id: TextId,
    pub(super) kind: &'static str,
    pub(super) plain: String,
    pub(super) found_by: Vec<(&'static str, String)>,
}

/// A history and everything beside it.
pub(super) struct History {
    pub(super) records: Vec<Recorded<Event>>,
    pub(super) license: Option<(Recorded<license::Event>, License)>,
    /// In the order of their commitments.
    pub(super) texts: Vec<Kept>,
    pub(super) case: Case,
}

/// One case on its way.
struct Play<'a, 's> {
    scene: &'a Scene<'a>,
    source: &'s mut dyn Source,
    now: Timestamp,
    records: Vec<Recorded<Event>>,
    state: Option<Case>,
    texts: Vec<Kept>,
    words: BTreeMap<TextId, String>,
    license: Option<(Recorded<license::Event>, License)>,
    code: String,
}

impl History {
    /// Plays a script.
    pub(super) fn of(scene: &Scene<'_>, script: &[Do], source: &mut dyn Source) -> Result<Self> {
        let code = source.code();
        let mut play = Play {
            scene,
            source,
            now: scene.received,
            records: Vec::new(),
            state: None,
            texts: Vec::new(),
            words: BTreeMap::new(),
            license: None,
            code,
        };
        play.receive()?;
        for act in script {
            play.now = play.next_working_day()?;
            if play.now > scene.until {
                break;
            }
            play.act(*act)?;
        }
        play.lapse_until_now()?;
        let case = play.state.ok_or_else(|| words("a case that was not received"))?;
        Ok(Self { records: play.records, license: play.license, texts: play.texts, case })
    }
}

impl Play<'_, '_> {
    fn case(&self) -> Result<&Case> {
        self.state.as_ref().ok_or_else(|| words("a case that was not received"))
    }

    fn next_working_day(&self) -> Result<Timestamp> {
        let mut next = self.now;
        loop {
            next = next.checked_add(Span::new().hours(24)).map_err(|error| words(error.to_string()))?;
            if self.scene.world.calendar.is_working(legal_date(next)) {
                return Ok(next);
            }
        }
    }

    fn unit(&mut self) -> (Ids, UnitId) {
        let ids = Ids::new(self.now.as_millisecond().unsigned_abs(), self.source.random(Kind::Unit));
        let id = ids.next(UnitId::from_parts);
        (ids, id)
    }

    fn staff(&self, member: Member) -> Result<Staff> {
        let person = self.scene.world.facts.people.get(&member.person);
        let post =
            person.and_then(|person| person.posts.get(&member.post)).ok_or_else(|| words("no such post"))?;
        Ok(Staff {
            person: member.person,
            post: post.id,
            duty: post.duty,
            department: post.department,
            window: post.window,
            responsible: None,
            authentication: Authentication::Confirmed,
        })
    }

    fn context<'c>(
        &'c self,
        staff: &'c Staff,
        ids: &'c Ids,
        settings: &'c daowei_domain::setting::Settings,
    ) -> Context<'c> {
        Context {
            now: self.now,
            calendar: &self.scene.world.calendar,
            settings,
            facts: &self.scene.world.facts,
            item: Some(&self.scene.office.item),
            twins: &[],
            files: &NO_FILES,
            staff,
            ids,
        }
    }

    fn keep(
        &mut self,
        id: TextId,
        kind: &'static str,
        plain: String,
        found_by: Vec<(&'static str, String)>,
    ) -> TextRef {
        let commitment = self.source.commitment(plain.as_bytes());
        let length = u32::try_from(plain.chars().count()).unwrap_or(u32::MAX);
        self.texts.push(Kept { id, kind, plain, found_by });
        TextRef { id, commitment, length }
    }

    fn text(&mut self, kind: &'static str, text: &str) -> Text {
        let id = TextId::from_parts(self.now.as_millisecond().unsigned_abs(), self.source.random(Kind::Text));
        let reference = self.keep(id, kind, text.to_owned(), Vec::new());
        self.words.insert(id, text.to_owned());
        Text::new(text.to_owned(), reference)
    }

    fn applicant(&mut self) -> PartyGiven {
        let millis = self.now.as_millisecond().unsigned_abs();
        let party = PartyId::from_parts(millis, self.source.random(Kind::Party));
        let id = TextId::from_parts(millis, self.source.random(Kind::Text));
        let Firm { name: company, credit_code } = self.scene.firm.clone();
        let plain = serde_json::json!({
            "kind": PartyKind::Organization, "name": company, "id_kind": daowei_ident::IdKind::CreditCode,
            "id_number": credit_code, "phone": say::PHONE, "address": say::ADDRESS,
        });
        let found_by = vec![
            ("id_number", credit_code),
            ("name", daowei_app::text::normal(&company)),
            ("address", daowei_app::text::normal(say::ADDRESS)),
        ];
        let reference = self.keep(id, "party", plain.to_string(), found_by);
        self.words.insert(id, company.clone());
        PartyGiven {
            id: party,
            role: PartyRole::Applicant,
            kind: PartyKind::Organization,
            record: Text::new(company.clone(), reference),
            public_name: Some(company),
            source: PartySource::Typed,
            mandate: None,
        }
    }

    fn receive(&mut self) -> Result<()> {
        let parties = vec![self.applicant()];
        let staff = self.staff(self.scene.crew.clerk)?;
        let (ids, unit) = self.unit();
        let settings = self.scene.world.settings_on(legal_date(self.now));
        let series = Series::cases(self.department()?, legal_date(self.now));
        let number = series.case_number(self.source.number(&series)?)?;
        let command = Receive {
            case: ids.next(CaseId::from_parts),
            number,
            item: Some(self.scene.office.item.id),
            matter: None,
            channel: Channel::Window,
            received_at: self.now,
            late: None,
            parties,
            papers: papers(),
            unlisted: None,
            unlisted_files: Vec::new(),
            service: None,
            confirmed_at: None,
            signature: None,
            objections: Vec::new(),
            despite_objection: false,
            agent_is_party: false,
        };
        let ruling = case::receive(command, &self.context(&staff, &ids, &settings))?;
        self.record((unit, &ids), &staff, ruling, Vec::new())
    }

    fn act(&mut self, act: Do) -> Result<()> {
        let crew = self.scene.crew;
        let (member, command) = match act {
            Do::Accept => (crew.clerk, Command::Accept),
            Do::NotAccept => (crew.clerk, Command::NotAccept { reasons: self.text("reason", say::REASONS) }),
            Do::RequestCorrection => {
                let what = self.text("demand", "请补充签名并加盖公章");
                let demanded = Demanded::New { paper: "p1".to_owned(), what };
                (crew.clerk, Command::RequestCorrection(vec![demanded]))
            }
            Do::HandIn => {
                let met = self.case()?.unmet().map(|demand| demand.id).collect();
                (crew.clerk, Command::HandInCorrections { met, papers: papers() })
            }
            Do::Withdraw => (
                crew.clerk,
                Command::Withdraw {
                    form: self.text("form", "申请人自愿撤回申请，签名"), files: Vec::new()
                },
            ),
            Do::Review(place) => {
                let (member, step) = match place {
                    0 => (crew.reviewer, "examine"),
                    1 => (crew.second, "verify"),
                    _ => (crew.leader, "check"),
                };
                let opinion = self.text("opinion", say::OPINION);
                (member, Command::Examine { step: step.to_owned(), verdict: Verdict::Favor, opinion })
            }
            Do::Grant => (
                crew.chief,
                Command::Decide {
                    outcome: Outcome::Grant,
                    reasons: self.text("reason", say::REASONS),
                    grounds: Vec::new(),
                },
            ),
            Do::Refuse => (
                crew.chief,
                Command::Decide {
                    outcome: Outcome::Refuse,
                    reasons: self.text("reason", say::REASONS),
                    grounds: Vec::new(),
                },
            ),
            Do::Seal => {
                let decision = self.case()?.documents.values().rfind(|document| document.kind.is_decision());
                let document = decision.ok_or_else(|| words("no decision to seal"))?.id;
                (crew.chief, Command::Seal { document, seal: SealKind::Approval, copies: 1, pages: 2 })
            }
            Do::Deliver => {
                let given = ServiceGiven {
                    service: Service::Direct,
                    on: legal_date(self.now),
                    recipient: Some(self.text("proof", "申请人")),
                    authority: None,
                    proof: self.text("proof", "送达回证，申请人签收"),
                    elsewhere: None,
                    otherwise: None,
                    files: Vec::new(),
                };
                (crew.clerk, Command::Deliver(given))
            }
        };
        let staff = self.staff(member)?;
        let (ids, unit) = self.unit();
        let settings = self.scene.world.settings_on(legal_date(self.now));
        let lapsed = self.lapsed(unit)?;
        let state = lapsed.iter().fold(self.state.clone(), Case::apply).ok_or_else(|| words("no case"))?;
        let ruling = case::decide(&state, command, &self.context(&staff, &ids, &settings))?;
        self.record((unit, &ids), &staff, ruling, lapsed)
    }

    fn lapsed(&self, unit: UnitId) -> Result<Vec<Recorded<Event>>> {
        let settings = self.scene.world.settings_on(legal_date(self.now));
        Ok(lapse(
            self.case()?,
            &Passing {
                now: self.now,
                calendar: &self.scene.world.calendar,
                settings: &settings,
                item: Some(&self.scene.office.item),
                unit,
            },
        ))
    }

    /// What the worker would have found, half a minute after each instant at which time had something to say.
    fn lapse_until_now(&mut self) -> Result<()> {
        loop {
            let settings = self.scene.world.settings_on(legal_date(self.now));
            let Some(due) = due_at(self.case()?, &settings) else { return Ok(()) };
            let looked = due.max(self.now).checked_add(Span::new().seconds(30));
            self.now = looked.map_err(|error| words(error.to_string()))?;
            if self.now > self.scene.until {
                return Ok(());
            }
            let (ids, unit) = self.unit();
            let lapsed = self.lapsed(unit)?;
            if lapsed.is_empty() {
                return Err(words("time had nothing to say when it should"));
            }
            self.issue_and_fold(&ids, lapsed)?;
        }
    }

    fn record(
        &mut self,
        (unit, ids): (UnitId, &Ids),
        staff: &Staff,
        ruling: case::Ruling,
        mut records: Vec<Recorded<Event>>,
    ) -> Result<()> {
        let grant = ruling.grant;
        records.extend(ruling.events.into_iter().map(|event| Recorded {
            at: self.now,
            unit,
            by: Actor::Staff(staff.clone()),
            grant: Some(grant.clone()),
            event,
        }));
        self.issue_and_fold(ids, records)
    }

    fn issue_and_fold(&mut self, ids: &Ids, records: Vec<Recorded<Event>>) -> Result<()> {
        let acted = records.iter().fold(self.state.take(), Case::apply).ok_or_else(|| words("no case"))?;
        let issued = self.issued(ids, &acted, &records)?;
        let after = issued.iter().fold(Some(acted), Case::apply).ok_or_else(|| words("no case"))?;
        let all: Vec<Recorded<Event>> = records.into_iter().chain(issued).collect();
        for record in &all {
            self.grant(&after, record)?;
        }
        self.records.extend(all);
        self.state = Some(after);
        Ok(())
    }

    fn department(&self) -> Result<&daowei_domain::organization::Department> {
        let department = self.scene.world.facts.departments.get(&self.scene.office.department);
        department.ok_or_else(|| words("no such department"))
    }

    fn issued(
        &mut self,
        ids: &Ids,
        case: &Case,
        records: &[Recorded<Event>],
    ) -> Result<Vec<Recorded<Event>>> {
        let mut issued = Vec::new();
        for record in records {
            for draft in drafts(std::slice::from_ref(&record.event)) {
                let on = legal_date(self.now);
                let number = match draft.kind.series() {
                    Some(series) => {
                        let series = Series::documents(self.department()?, series, on);
                        Some(series.document_number(self.source.number(&series)?)?)
                    }
                    None => None,
                };
                let item = &self.scene.office.item;
                let content =
                    case.item_version.and_then(|number| item.version(number)).map(|version| &version.content);
                let parties = Parties { applicant: self.scene.firm.name.clone(), ..Parties::default() };
                let receipt = draft.kind == case::DocumentKind::Receipt;
                let officer = match &record.by {
                    Actor::Staff(staff) => self.scene.world.name(staff.person),
                    Actor::Law { .. } | Actor::Host | Actor::Visitor => "",
                };
                let page = print(&Print {
                    draft,
                    number: number.as_ref(),
                    on,
                    event: &record.event,
                    case,
                    content,
                    department: self.department()?,
                    matter: None,
                    addressed: None,
                    parties: &parties,
                    words: &self.words,
                    query_code: receipt.then_some(self.code.as_str()),
                    letter: record.grant.as_ref().and_then(|grant| grant.letter_number.as_deref()),
                    // Nothing is decided twice here.
                    certificate: None,
                    revoked: None,
                    approver: None,
                    replaces: None,
                    place: None,
                    officer: Some(officer),
                    // Every paper is an original that stays.
                    names: &std::collections::BTreeMap::new(),
                });
                let office_seal = content.map_or(Vec::new(), |content| content.office_seal.clone());
                let reference = self.keep(ids.next(TextId::from_parts), "document", page, Vec::new());
                let event = issue(draft, number, on, reference, &office_seal);
                issued.push(Recorded { event, ..record.clone() });
            }
        }
        Ok(issued)
    }

    fn grant(&mut self, case: &Case, record: &Recorded<Event>) -> Result<()> {
        let Event::Decided(decided) = &record.event else { return Ok(()) };
        let Some(draft) = &decided.license else { return Ok(()) };
        let holder = case.applicant().cloned().ok_or_else(|| words("no applicant"))?;
        let series = Series::documents(self.department()?, "证", draft.valid_from);
        let event = license::Event::Issued(Box::new(license::Issued {
            license: draft.license,
            number: series.document_number(self.source.number(&series)?)?,
            name: draft.name.clone(),
            case: case.id,
            document: decided.document,
            item: case.item,
            department: case.department,
            holder,
            valid_from: draft.valid_from,
            valid_until: draft.valid_until,
        }));
        let state = License::apply(None, &event).ok_or_else(|| words("no license"))?;
        let record = Recorded {
            at: record.at,
            unit: record.unit,
            by: record.by.clone(),
            grant: record.grant.clone(),
            event,
        };
        self.license = Some((record, state));
        Ok(())
    }
}

fn papers() -> Vec<PaperGiven> {
    let form = PaperForm::OriginalTaken;
    let paper = |(id, _): (&str, &str)| PaperGiven {
        paper: id.to_owned(),
        form,
        copies: 1,
        ground: None,
        verified: None,
        files: Vec::new(),
    };
    PAPERS.map(paper).to_vec()
}
