//! 文书样式: the text of each document in its legal form, from the event that owes it and the words it refers to.

use std::collections::BTreeMap;
use std::fmt::Write;

use daowei_ident::{DocumentNumber, PartyId, TextId};
use jiff::civil::Date;

use super::{Case, Decided, DocumentKind, Draft, Event, Instrument, Remedies};
use crate::catalog::{Content, PowerType};
use crate::limits::{Clock, ClockKind};
use crate::organization::Department;
use crate::text::TextRef;

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
    /// The words that the event refers to.
    pub words: &'a BTreeMap<TextId, String>,
    /// 查询码, on the receipt only.
    pub query_code: Option<&'a str>,
    /// The letter by which it was decided (peers' users ask for it on the decision itself).
    pub letter: Option<&'a str>,
    /// 撤销: the certificate that falls with the decision, its name and number.
    pub revoked: Option<&'a str>,
    /// Name of the officer in charge.
    pub officer: &'a str,
}

/// The text of a document.
#[must_use]
pub fn print(print: &Print<'_>) -> String {
    let power = print.content.map(|content| content.power);
    let mut page = Page::new(print.department, &print.draft.kind.title(power), print.number);
    if print.draft.kind == DocumentKind::Receipt {
        page.line("办件编号", &print.case.number.to_string());
    }
    page.salutation(print);
    body(&mut page, print, power);
    page.closing(print)
}

fn body(page: &mut Page, print: &Print<'_>, power: Option<PowerType>) {
    let item = print.matter.unwrap_or(&print.case.item_name);
    let received = day(print.case.received_on);
    match print.event {
        Event::Received(e) => {
            page.paragraph(&format!(
                "你（单位）申请办理的“{item}”材料已收到。收件不等于受理，是否受理将依法另行书面告知。"
            ));
            page.line("收件时间", &moment(e.received_at));
            page.line("计为收件日", &day(e.received_on));
            for paper in &e.papers {
                let name = print.content.and_then(|content| content.paper(&paper.paper));
                let name = name.map_or(paper.paper.as_str(), |paper| paper.name.as_str());
                page.item(&format!("{name}：{}，{}份", form_of(paper.form), paper.copies));
            }
            if let Some(unlisted) = &e.unlisted {
                page.line("清单外材料（申请人自行提交，非本机关要求）", &words(print, unlisted));
            }
            if let Some(clock) = &e.clock {
                page.line("一次性告知期限至", &due(clock));
            }
            page.line("查询码", print.query_code.unwrap_or("见另页"));
        }
        Event::CorrectionRequested(e) => {
            page.paragraph(&format!(
                "你（单位）于{received}提交的“{item}”申请材料不齐全或者不符合法定形式，根据《中华人民共和国行政许可法》第三十二条第一款第四项的规定，现一次性告知需要补正的全部内容："
            ));
            for demand in &e.demands {
                let name = print.content.and_then(|content| content.paper(&demand.paper));
                let name = name.map_or(demand.paper.as_str(), |paper| paper.name.as_str());
                page.item(&format!("{name}：{}", words(print, &demand.what)));
            }
            page.paragraph("请按上述要求补正后交回本窗口；补正材料全部收齐之日为受理之日。");
        }
        Event::NotRequired(e) => {
            page.paragraph(&format!("你（单位）申请的“{item}”，依法不需要取得行政许可。"));
            page.line("理由", &words(print, &e.reasons));
            page.remedies(&e.remedies);
        }
        Event::NotCompetent(e) => {
            page.paragraph(&format!(
                "你（单位）申请的“{item}”不属于本机关职权范围，请向{}申请。",
                words(print, &e.organ)
            ));
            page.line("理由", &words(print, &e.reasons));
            page.remedies(&e.remedies);
        }
        Event::NotAccepted(e) => {
            page.paragraph(&format!("你（单位）于{received}提出的“{item}”申请，本机关决定不予受理。"));
            page.line("理由", &words(print, &e.reasons));
            page.remedies(&e.remedies);
        }
        Event::Accepted(e) => {
            page.paragraph(&format!(
                "你（单位）于{received}提出的“{item}”申请，符合受理条件，本机关决定予以受理。"
            ));
            page.line("受理日期", &day(e.on));
            page.clocks(&e.clocks);
            page.phones(print.content);
        }
        Event::OwedNoticeIssued(e) => {
            page.paragraph(&format!(
                "你（单位）于{received}提出的“{item}”申请，本机关未在法定期限内一次告知补正内容，根据《中华人民共和国行政许可法》第三十二条第一款第四项的规定，自{}起视为受理。本通知系补发，制发日期为{}。",
                day(e.deemed_on),
                day(e.on)
            ));
            let clocks: Vec<Clock> = print.case.clocks.values().cloned().collect();
            page.clocks(&clocks);
            page.phones(print.content);
        }
        Event::SubmittedUpward(e) => {
            page.paragraph(&format!("“{item}”申请按照决定权限报请{}审定。", words(print, &e.to)));
            page.line("审核意见", &words(print, &e.opinion));
        }
        Event::PauseStarted(e) => {
            page.paragraph(&format!(
                "办理“{item}”依法需要进行{}，自{}开始，所需时间为{}个工作日；自本告知书送达之日起，上述时间不计算在办理期限内。",
                e.ground.zh(),
                day(e.on),
                e.needed_days
            ));
            page.line("依据", e.basis.as_deref().unwrap_or("公布的办事指南"));
        }
        Event::Extended(e) => {
            page.paragraph(&format!("“{item}”不能在规定期限内作出决定，经批准，延长{}个工作日。", e.days));
            page.line("理由", &words(print, &e.reasons));
        }
        Event::Decided(e) if e.revokes.is_some() => revocation(page, print, e),
        Event::Decided(e) => {
            let matter = print.draft.kind.title(power).replace("决定书", "");
            page.paragraph(&format!(
                "你（单位）于{received}提出的“{item}”申请，经审查，本机关决定：{matter}。"
            ));
            page.line("理由和依据", &words(print, &e.reasons));
            if let Some(instrument) = &e.instrument {
                page.line(
                    "重新决定依据",
                    &format!(
                        "{} {}（{}）",
                        words(print, &instrument.organ),
                        words(print, &instrument.number),
                        day(instrument.on)
                    ),
                );
            }
            if let Some(license) = &e.license {
                let until = license.valid_until.map_or_else(|| "长期".to_owned(), day);
                page.line(
                    "颁发证照",
                    &format!("{}，有效期自{}至{until}", license.name, day(license.valid_from)),
                );
            }
            if let Some(remedies) = &e.remedies {
                page.remedies(remedies);
            }
            if let Some(letter) = print.letter {
                page.line("授权书", letter);
            }
        }
        Event::InterestedInformed(e) => {
            page.paragraph(&format!(
                "本机关正在审查“{item}”申请，该申请直接关系你（单位）的重大利益。根据《中华人民共和国行政许可法》第三十六条的规定，现予告知；你（单位）有权就此进行陈述和申辩，本机关将听取你（单位）的意见。"
            ));
            page.line("事由", &words(print, &e.what));
        }
        Event::Withdrawn(_) => {
            page.paragraph(&format!("你（单位）撤回“{item}”的申请，本机关准予撤回，办理终结。"));
        }
        Event::Terminated(e) => {
            page.paragraph(&format!("“{item}”的办理因{}终止。", e.ground.zh()));
            page.line("理由", &words(print, &e.reasons));
            page.remedies(&e.remedies);
        }
        Event::Corrected(e) => {
            let of = e.corrects.and_then(|id| print.case.documents.get(&id));
            let of = of.and_then(|document| document.number.as_ref()).map(ToString::to_string);
            page.paragraph(&format!(
                "{}“{}”有误，更正如下：",
                of.unwrap_or_default(),
                words(print, &e.subject)
            ));
            page.line("原内容", &words(print, &e.old));
            page.line("更正为", &words(print, &e.new));
            page.line("理由", &words(print, &e.reasons));
        }
        _ => {}
    }
}

/// 撤销: which decision is taken back, which certificate falls with it, and by what instrument.
fn revocation(page: &mut Page, print: &Print<'_>, e: &Decided) {
    let granted = e.revokes.and_then(|id| print.case.documents.get(&id));
    let number = granted.and_then(|document| document.number.as_ref()).map(ToString::to_string);
    let on = granted.map_or_else(String::new, |document| day(document.on));
    page.paragraph(&format!(
        "本机关于{on}就你（单位）“{}”申请作出的{}，根据《中华人民共和国行政许可法》第六十九条的规定，现决定予以撤销。",
        print.case.item_name,
        number.unwrap_or_default()
    ));
    if let Some(license) = print.revoked {
        page.paragraph(&format!("据该决定颁发的{license}自本决定作出之日起失效，请交回本机关。"));
    }
    page.line("理由和依据", &words(print, &e.reasons));
    if let Some(instrument) = &e.instrument {
        let Instrument { organ, number, on, .. } = instrument;
        let (organ, number) = (words(print, organ), words(print, number));
        page.line("撤销依据", &format!("{organ} {number}（{}）", day(*on)));
    }
    if let Some(remedies) = &e.remedies {
        page.remedies(remedies);
    }
}

fn words(print: &Print<'_>, text: &TextRef) -> String {
    print.words.get(&text.id).cloned().unwrap_or_default()
}

fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn moment(at: jiff::Timestamp) -> String {
    let local = jiff::tz::offset(8).to_datetime(at);
    format!("{} {:02}:{:02}", day(local.date()), local.hour(), local.minute())
}

fn due(clock: &Clock) -> String {
    let provisional = if clock.reckoning.provisional { "（暂定）" } else { "" };
    format!("{}{provisional}", day(clock.reckoning.due))
}

fn form_of(form: super::PaperForm) -> &'static str {
    match form {
        super::PaperForm::OriginalSeen => "核原件",
        super::PaperForm::OriginalTaken => "收原件",
        super::PaperForm::Copy => "复印件",
        super::PaperForm::Electronic => "电子证照",
        super::PaperForm::Exempt => "免提交",
        super::PaperForm::Promised => "容缺后补",
    }
}

/// A page of running text: head, lines, foot.
struct Page {
    text: String,
    items: u32,
}

impl Page {
    fn new(department: &Department, title: &str, number: Option<&DocumentNumber>) -> Self {
        let mut page = Self { text: String::with_capacity(1024), items: 0 };
        page.raw(&department.name);
        page.raw(title);
        if let Some(number) = number {
            page.raw(&number.to_string());
        }
        page.raw("");
        page
    }

    fn raw(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn salutation(&mut self, print: &Print<'_>) {
        let Parties { applicant, agent, interested } = print.parties;
        if let Event::InterestedInformed(e) = print.event {
            let name = interested.get(&e.party).map_or("", String::as_str);
            return self.raw(&format!("{name}："));
        }
        match agent {
            Some(agent) => self.raw(&format!("{applicant}（经办人、代理人：{agent}）：")),
            None => self.raw(&format!("{applicant}：")),
        }
    }

    fn paragraph(&mut self, text: &str) {
        self.text.push_str("　　");
        self.raw(text);
    }

    fn line(&mut self, label: &str, value: &str) {
        self.paragraph(&format!("{label}：{value}"));
    }

    fn item(&mut self, text: &str) {
        self.items = self.items.saturating_add(1);
        let _ = writeln!(self.text, "　　{}. {text}", self.items);
    }

    fn clocks(&mut self, clocks: &[Clock]) {
        for clock in
            clocks.iter().filter(|clock| matches!(clock.kind, ClockKind::Promised | ClockKind::Statutory))
        {
            self.line(&format!("{}届满日", clock.kind.zh()), &due(clock));
        }
    }

    fn phones(&mut self, content: Option<&Content>) {
        if let Some(content) = content {
            self.line("咨询电话", &content.consult_phone);
            self.line("监督投诉电话", &content.complaint_phone);
        }
    }

    fn remedies(&mut self, remedies: &Remedies) {
        self.paragraph(&format!(
            "如不服，可以自知道之日起{}日内向{}申请行政复议，或者自知道之日起{}个月内向{}提起行政诉讼。（{}）",
            remedies.review_days, remedies.review_organ, remedies.suit_months, remedies.court, remedies.basis
        ));
    }

    fn closing(mut self, print: &Print<'_>) -> String {
        self.raw("");
        self.raw(&format!("经办人：{}", print.officer));
        self.raw(&print.department.name);
        self.raw(&day(print.on));
        self.text
    }
}
