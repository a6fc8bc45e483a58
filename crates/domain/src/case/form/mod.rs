//! 文书样式: the text of each document in its legal form, from the event that owes it and the words it refers to.
//!
//! The Licensing Law is quoted on papers of licenses only; what else an organ does rests on the item's own law, or on none.

mod decision;
mod ending;
mod intake;
mod page;
mod review;
mod service;

use std::collections::BTreeMap;

use daowei_ident::{DocumentId, DocumentNumber, PartyId, PersonId, TextId};
use jiff::civil::Date;

use super::{Case, DocumentKind, Draft, Event};
use crate::catalog::{Content, DecisionLevel, PowerType};
use crate::limits::Clock;
use crate::organization::Department;
use crate::text::TextRef;
use page::Page;

/// The parties' clear names, for the paper that is handed to them.
#[derive(Clone, Debug, Default)]
pub struct Parties {
    /// 申请人
    pub applicant: String,
    /// 委托代理人 or 经办人
    pub agent: Option<String>,
    /// 利害关系人
    pub interested: BTreeMap<PartyId, String>,
}

/// 送达地址 in clear, for the confirmation that is handed to the recipient to sign.
#[derive(Clone, Debug, Default)]
pub struct Addressed {
    /// 收件人
    pub recipient: String,
    /// 联系电话
    pub phone: String,
    /// 邮寄地址
    pub address: Option<String>,
    /// 邮政编码
    pub postcode: Option<String>,
    /// 电子送达地址
    pub electronic: Option<String>,
}

/// 更正书 of the document that is issued anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Its number.
    pub number: String,
    /// What it is about.
    pub subject: String,
    /// What the document said.
    pub old: String,
    /// What it should say.
    pub new: String,
}

/// 重新制发: what the new document stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// The void number; the receipt has none.
    pub number: Option<String>,
    /// What had been put right in it, in the order of the deeds.
    pub deeds: Vec<Deed>,
}

/// Everything that a text may show.
#[derive(Clone, Copy, Debug)]
pub struct Print<'a> {
    /// What is printed.
    pub draft: Draft,
    /// Its number; the receipt has none.
    pub number: Option<&'a DocumentNumber>,
    /// Date of signing.
    pub on: Date,
    /// The event that owes it.
    pub event: &'a Event,
    /// The case after that event.
    pub case: &'a Case,
    /// What the item's version says, where there is one.
    pub content: Option<&'a Content>,
    /// Whose document it is.
    pub department: &'a Department,
    /// What the applicant calls it, where the list has none.
    pub matter: Option<&'a str>,
    /// Clear names.
    pub parties: &'a Parties,
    /// 送达地址确认书: where documents are to go.
    pub addressed: Option<&'a Addressed>,
    /// The words that the event and the case refer to.
    pub words: &'a BTreeMap<TextId, String>,
    /// 查询码, on the receipt only.
    pub query_code: Option<&'a str>,
    /// The letter by which it was decided (peers' users ask for it on the decision itself).
    pub letter: Option<&'a str>,
    /// The number of the certificate that it issues.
    pub certificate: Option<&'a str>,
    /// 撤销: the certificate that falls with the decision, its name and number.
    pub revoked: Option<&'a str>,
    /// 延长期限: who approved, by name and office.
    pub approver: Option<&'a str>,
    /// 重新制发: the void document in whose place it stands.
    pub replaces: Option<&'a Replaced>,
    /// Where one is heard: the place of the item, or else of the window.
    pub place: Option<&'a str>,
    /// Name of the officer in charge.
    pub officer: Option<&'a str>,
    /// The names of those who compared papers with their originals.
    pub names: &'a BTreeMap<PersonId, String>,
}

impl<'a> Print<'a> {
    fn power(&self) -> Option<PowerType> {
        self.content.map(|content| content.power)
    }

    fn is_license(&self) -> bool {
        self.content.is_some_and(Content::is_license)
    }

    fn is_collective(&self) -> bool {
        self.content.is_some_and(|content| content.decision_level == DecisionLevel::Collective)
    }

    /// The title: what is discussed in the own house is not reported upward.
    fn title(&self) -> String {
        match self.draft.kind {
            DocumentKind::UpwardReport if self.is_collective() => "提请集体讨论审核意见".to_owned(),
            kind => kind.title(self.power()),
        }
    }

    /// What was applied for.
    fn item(&self) -> &'a str {
        self.matter.unwrap_or(&self.case.item_name)
    }

    fn said(&self, text: &TextRef) -> &'a str {
        self.words.get(&text.id).map_or("", String::as_str)
    }

    /// A document of the case as others quote it: by its number, or by its title where it has none.
    fn quoted(&self, id: DocumentId) -> String {
        let Some(document) = self.case.documents.get(&id) else { return String::new() };
        let title = document.kind.title(self.power());
        document
            .number
            .as_ref()
            .map_or_else(|| format!("《{title}》"), |number| format!("{number}《{title}》"))
    }
}

/// The text of a document.
#[must_use]
pub fn print(print: &Print<'_>) -> String {
    let mut page = Page::new(print);
    match print.event {
        Event::Received(e) => intake::received(&mut page, print, e),
        Event::CorrectionRequested(e) => intake::correction(&mut page, print, e),
        Event::NotRequired(e) => intake::not_required(&mut page, print, e),
        Event::NotCompetent(e) => intake::not_competent(&mut page, print, e),
        Event::NotAccepted(e) => intake::not_accepted(&mut page, print, e),
        Event::Accepted(e) => intake::accepted(&mut page, print, e),
        Event::OwedNoticeIssued(e) => intake::owed(&mut page, print, e),
        Event::SubmittedUpward(e) => review::upward(&mut page, print, e),
        Event::PauseStarted(e) => review::pause(&mut page, print, e),
        Event::Extended(e) => review::extension(&mut page, print, e),
        Event::Decided(e) if e.revokes.is_some() => decision::revocation(&mut page, print, e),
        Event::Decided(e) => decision::decided(&mut page, print, e),
        Event::ServiceConfirmed(e) => service::confirmed(&mut page, print, e),
        Event::InterestedInformed(e) => review::interested(&mut page, print, e),
        Event::Withdrawn(e) => ending::withdrawn(&mut page, print, e),
        Event::Terminated(e) => ending::terminated(&mut page, print, e),
        Event::Corrected(e) => ending::corrected(&mut page, print, e),
        _ => {}
    }
    page.closing(print)
}

fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn moment(at: jiff::Timestamp) -> String {
    let local = jiff::tz::offset(8).to_datetime(at);
    format!("{} {:02}:{:02}", day(local.date()), local.hour(), local.minute())
}

fn due(clock: &Clock) -> String {
    reckoned(&clock.reckoning)
}

fn reckoned(reckoning: &crate::limits::Reckoning) -> String {
    let provisional = if reckoning.provisional { "（暂定）" } else { "" };
    format!("{}{provisional}", day(reckoning.due))
}
