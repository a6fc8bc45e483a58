//! A page of running text: head, lines, foot.

use std::fmt::Write;

use super::{Parties, Print, day, due};
use crate::case::{DocumentKind, PaperForm, PaperIn, Remedies};
use crate::limits::{Clock, ClockKind};
use crate::text::indented;

pub(super) struct Page {
    text: String,
    items: u32,
}

impl Page {
    /// The head: whose paper, what it is, its number and the number of the case, and whom it addresses.
    pub(super) fn new(print: &Print<'_>) -> Self {
        let mut page = Self { text: String::with_capacity(1024), items: 0 };
        page.raw(&print.department.name);
        page.raw(&print.title());
        if let Some(number) = print.number {
            page.raw(&number.to_string());
        }
        page.raw(&format!("办件编号：{}", print.case.number));
        page.raw("");
        // What goes to the level above, or to a neighbor, addresses them, not the applicant; what the recipient says, nobody.
        if is_addressed(print.draft.kind) {
            let Parties { applicant, agent, .. } = print.parties;
            match agent {
                Some(agent) => page.raw(&format!("{applicant}（经办人、代理人：{agent}）：")),
                None => page.raw(&format!("{applicant}：")),
            }
        }
        page.replaces(print);
        page
    }

    fn replaces(&mut self, print: &Print<'_>) {
        let Some(replaced) = print.replaces else { return };
        let number = replaced.number.as_deref().unwrap_or("原文书");
        self.paragraph(&format!("本文书替代已作废的{number}。"));
        for deed in &replaced.deeds {
            self.paragraph(&format!(
                "原文书经{}更正：“{}”由“{}”更正为“{}”，本文书以更正后的内容为准。",
                deed.number, deed.subject, deed.old, deed.new
            ));
        }
    }

    pub(super) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        self.text.push_str("　　");
        self.raw(&indented(text));
    }

    /// A label with its content; no label stands without.
    pub(super) fn line(&mut self, label: &str, value: &str) {
        if !value.trim().is_empty() {
            self.paragraph(&format!("{label}：{value}"));
        }
    }

    pub(super) fn item(&mut self, text: &str) {
        self.items = self.items.saturating_add(1);
        let _ = writeln!(self.text, "　　{}. {}", self.items, indented(text));
    }

    /// The papers, under a heading; no heading stands without.
    pub(super) fn papers<'p>(&mut self, print: &Print<'_>, papers: impl Iterator<Item = &'p PaperIn>) {
        let mut papers = papers.peekable();
        if papers.peek().is_some() {
            self.paragraph("申请材料登记如下，请核对：");
        }
        for paper in papers {
            let name = paper_name(print, &paper.paper).to_owned();
            let verified = paper.verified.map(|verified| {
                let by = print.names.get(&verified.by).map_or("", String::as_str);
                format!("，与原件核对无误（{by} {}）", day(verified.on))
            });
            let (form, copies) = (form_of(paper.form), paper.copies);
            self.item(&format!("{name}：{form}，{copies}份{}", verified.unwrap_or_default()));
        }
    }

    pub(super) fn clocks(&mut self, clocks: &[Clock]) {
        let of = |kind| clocks.iter().find(move |clock| clock.kind == kind);
        for clock in [ClockKind::Promised, ClockKind::Statutory].into_iter().filter_map(of) {
            self.line(&format!("{}届满日", clock.kind.zh()), &due(clock));
        }
    }

    /// The item's telephones, or else the organ's.
    pub(super) fn phones(&mut self, print: &Print<'_>) {
        let content = print.content.map(|content| (&content.consult_phone, &content.complaint_phone));
        let of_organ = (&print.department.consult_phone, &print.department.complaint_phone);
        let told = |of_item: Option<&String>, of_organ: &Option<String>| {
            let of_item = of_item.filter(|phone| !phone.trim().is_empty());
            of_item.or(of_organ.as_ref()).cloned().unwrap_or_default()
        };
        self.line("咨询电话", &told(content.map(|(consult, _)| consult), of_organ.0));
        self.line("监督投诉电话", &told(content.map(|(_, complaint)| complaint), of_organ.1));
    }

    pub(super) fn remedies(&mut self, whoever: &str, remedies: &Remedies) {
        // Where the law leaves a choice, both organs are on record.
        let review_organ = remedies.review_organ.replace(['；', ';'], "或者");
        self.paragraph(&format!(
            "{whoever}，可以自知道该行政行为之日起{}日内向{}申请行政复议，或者自知道该行政行为之日起{}个月内向{}提起行政诉讼（{}）。",
            remedies.review_days, review_organ, remedies.suit_months, remedies.court, remedies.basis
        ));
    }

    /// The foot: how to ask for progress, who answers for the paper, the organ with the place of its seal, the date.
    pub(super) fn closing(mut self, print: &Print<'_>) -> String {
        if print.draft.kind != DocumentKind::Receipt && is_addressed(print.draft.kind) {
            self.paragraph("凭办件编号和收件凭证上的查询码，可以查询办理进度和结果。");
        }
        self.raw("");
        if let Some(approver) = print.approver {
            self.raw(&format!("批准人：{approver}"));
        }
        if let Some(officer) = print.officer {
            self.raw(&format!("经办人：{officer}"));
        }
        self.raw(&print.department.name);
        if !print.draft.kind.is_given_at_once() {
            self.raw("（印章）");
        }
        self.raw(&day(print.on));
        self.text
    }
}

/// Whether it speaks to the applicant.
fn is_addressed(kind: DocumentKind) -> bool {
    !matches!(
        kind,
        DocumentKind::UpwardReport | DocumentKind::InterestedNotice | DocumentKind::ServiceConfirmation
    )
}

pub(super) fn paper_name<'a>(print: &Print<'a>, line: &'a str) -> &'a str {
    print.content.and_then(|content| content.paper(line)).map_or(line, |paper| paper.name.as_str())
}

fn form_of(form: PaperForm) -> &'static str {
    match form {
        PaperForm::OriginalSeen => "核原件",
        PaperForm::OriginalTaken => "收原件",
        PaperForm::Copy => "复印件",
        PaperForm::Electronic => "电子证照",
        PaperForm::Exempt => "免提交",
        PaperForm::Promised => "容缺后补",
    }
}
