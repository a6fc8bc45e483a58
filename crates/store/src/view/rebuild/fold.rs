//! From events to the rows that they ask for.

use std::collections::BTreeSet;

use daowei_calendar::{legal_date, start_of_day};
use daowei_domain::case::{Case, PartyRole, due_at};
use daowei_domain::catalog::Item;
use daowei_domain::change::ListChange;
use daowei_domain::handover::Handover;
use daowei_domain::license::License;
use daowei_domain::rating::Rating;
use daowei_domain::setting::{History, Key};
use daowei_domain::{Recorded, case, catalog, change, enquiry, foreign, handover, license, look, rating};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use crate::event::Proven;
use crate::view::call::CallRow;
use crate::view::case::CaseRow;
use crate::view::change::ChangeRow;
use crate::view::document::DocumentRow;
use crate::view::enquiry::EnquiryRow;
use crate::view::foreign::ForeignRow;
use crate::view::guide::GuideRow;
use crate::view::handover::HandoverRow;
use crate::view::item::ItemRow;
use crate::view::license::LicenseRow;
use crate::view::look::LookRow;
use crate::view::rating::RatingRow;
use crate::view::sent::SentRow;
use crate::{Error, Result, view};

/// The nouns whose streams have rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    Case,
    License,
    Item,
    Change,
    Enquiry,
    Foreign,
    Handover,
    Rating,
    Look,
}

impl Noun {
    pub(super) const ALL: [Self; 9] = [
        Self::Case,
        Self::License,
        Self::Item,
        Self::Change,
        Self::Enquiry,
        Self::Foreign,
        Self::Handover,
        Self::Rating,
        Self::Look,
    ];

    /// What stands before every stream of this noun.
    pub(super) const fn before(self) -> &'static str {
        match self {
            Self::Case => "case-",
            Self::License => "license-",
            Self::Item => "item-",
            Self::Change => "change-",
            Self::Enquiry => "enquiry-",
            Self::Foreign => "foreign-",
            Self::Handover => "handover-",
            Self::Rating => "rating-",
            Self::Look => "look-",
        }
    }

    /// What stands behind every stream of this noun: `.` is the character after `-`.
    pub(super) const fn behind(self) -> &'static str {
        match self {
            Self::Case => "case.",
            Self::License => "license.",
            Self::Item => "item.",
            Self::Change => "change.",
            Self::Enquiry => "enquiry.",
            Self::Foreign => "foreign.",
            Self::Handover => "handover.",
            Self::Rating => "rating.",
            Self::Look => "look.",
        }
    }
}

/// The rows of a case.
pub(super) struct CaseRows {
    pub(super) case: CaseRow,
    pub(super) documents: Vec<DocumentRow>,
    pub(super) calls: Vec<CallRow>,
    pub(super) sent: Vec<SentRow>,
    /// 法人: each name that the applicant has had where it is public: once told, it is found whatever is put right later.
    pub(super) legal_persons: Vec<String>,
    /// The instants at which time may have something to say next, by the settings of each day on which the row may have been
    /// written.
    pub(super) lapses: Vec<Option<i64>>,
}

/// The rows of an item.
pub(super) struct ItemRows {
    pub(super) id: String,
    pub(super) versions: Vec<ItemRow>,
    pub(super) guides: Vec<GuideRow>,
    pub(super) papers: BTreeSet<String>,
}

/// The rows that one stream asks for.
pub(super) enum Rows {
    Case(Box<CaseRows>),
    License(Box<LicenseRow>),
    Item(Box<ItemRows>),
    Change(Box<ChangeRow>),
    Enquiry(Box<EnquiryRow>),
    Foreign(Box<ForeignRow>),
    Handover(Box<HandoverRow>),
    Rating(Box<RatingRow>),
    Looks(Vec<LookRow>),
}

/// By the settings of the days on which a row may have been written that was written on that day or later: also before the change
/// of a day, and by a change that had the worker look at it.
fn lapses(case: &Case, settings: &History, day: Date) -> Vec<Option<i64>> {
    let of = |day| due_at(case, &settings.on(day)).map(Timestamp::as_microsecond);
    let changed = || settings.changes.iter().filter(|change| change.from >= day);
    let before = day.yesterday().ok().filter(|_| changed().any(|change| change.from == day)).map(of);
    let reminded = changed().filter(|change| change.key == Key::DormantDays);
    let reminded = reminded.map(|change| Some(start_of_day(change.from).as_microsecond()));
    before.into_iter().chain(changed().map(|change| of(change.from))).chain(reminded).collect()
}

fn legal_persons(records: &[Recorded<case::Event>]) -> Vec<String> {
    let first = Case::fold(records.get(..1).unwrap_or_default());
    let received = first.as_ref().and_then(Case::applicant).cloned();
    let corrected = records.iter().filter_map(|record| match &record.event {
        case::Event::Corrected(corrected) => corrected.party.clone(),
        _ => None,
    });
    let applicants = received.into_iter().chain(corrected.filter(|party| party.role == PartyRole::Applicant));
    applicants.filter_map(|party| party.public_name).collect()
}

/// Folds a stream's events; none for a stream that makes nothing.
pub(super) fn fold(noun: Noun, stream: &str, events: &[Proven], settings: &History) -> Result<Option<Rows>> {
    Ok(match noun {
        Noun::Case => {
            let records = read::<case::Event>(events)?;
            let at = records.last().map_or(Timestamp::UNIX_EPOCH, |record| record.at);
            Case::fold(&records).map(|case| {
                let day = legal_date(at);
                let row = CaseRow::of(&case, &settings.on(day), at.as_microsecond());
                let documents = case.documents.values().map(|document| DocumentRow::of(&case, document));
                let lapses = lapses(&case, settings, day);
                let calls = CallRow::of(None, 0, &records);
                Rows::Case(Box::new(CaseRows {
                    legal_persons: legal_persons(&records),
                    documents: documents.collect(),
                    calls,
                    sent: SentRow::of(None, &records),
                    lapses,
                    case: row,
                }))
            })
        }
        Noun::License => read::<license::Event>(events)?
            .iter()
            .fold(None, |state, record| License::apply(state, &record.event))
            .map(|license| Rows::License(Box::new(LicenseRow::of(&license)))),
        Noun::Item => read::<catalog::Event>(events)?
            .iter()
            .fold(None, |state, record| Item::apply(state, &record.event))
            .map(|item| {
                Rows::Item(Box::new(ItemRows {
                    id: item.id.to_string(),
                    versions: ItemRow::of(&item),
                    guides: GuideRow::of(&item),
                    papers: view::item::papers(&item),
                }))
            }),
        Noun::Change => read::<change::Event>(events)?
            .iter()
            .fold(None, |state, record| ListChange::apply(state, &record.event))
            .map(|change| Rows::Change(Box::new(ChangeRow::of(&change)))),
        Noun::Handover => read::<handover::Event>(events)?
            .iter()
            .fold(None, |state, record| Handover::apply(state, &record.event))
            .map(|handover| Rows::Handover(Box::new(HandoverRow::of(&handover)))),
        Noun::Rating => read::<rating::Event>(events)?
            .iter()
            .fold(None, |state, record| Rating::apply(state, &record.event))
            .map(|rating| Rows::Rating(Box::new(RatingRow::of(&rating)))),
        Noun::Enquiry => {
            EnquiryRow::of(&read::<enquiry::Event>(events)?).map(|row| Rows::Enquiry(Box::new(row)))
        }
        Noun::Foreign => {
            ForeignRow::of(&read::<foreign::Event>(events)?).map(|row| Rows::Foreign(Box::new(row)))
        }
        Noun::Look => {
            let records = read::<look::Event>(events)?;
            let rows = events.iter().zip(&records);
            Some(Rows::Looks(
                rows.filter_map(|(event, record)| LookRow::of(stream, event.sequence, record)).collect(),
            ))
        }
    })
}

fn read<E: DeserializeOwned>(events: &[Proven]) -> Result<Vec<Recorded<E>>> {
    events
        .iter()
        .map(|event| serde_json::from_slice(&event.body).map_err(|_| Error::Damaged { what: "event" }))
        .collect()
}
