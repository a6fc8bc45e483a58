//! 一次性告知单: the text, from what was told and what the version says.

use daowei_ident::DocumentNumber;
use jiff::civil::Date;

use super::Told;
use crate::catalog::{Content, Paper};
use crate::limits::{Length, Limit, Unit};
use crate::organization::Department;
use crate::text::indented;

/// Everything that the sheet shows. What came out of the vault may bear marks.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// Its number.
    pub number: &'a DocumentNumber,
    /// The day of telling.
    pub on: Date,
    /// What was told.
    pub told: &'a Told,
    /// The version that was told.
    pub content: &'a Content,
    /// In whose name.
    pub department: &'a Department,
    /// Windows that serve that department: number and place.
    pub windows: &'a [String],
    /// Who asked.
    pub asker: Option<&'a str>,
    /// The situation.
    pub situation: Option<&'a str>,
    /// What was told beside the list.
    pub advice: Option<&'a str>,
    /// Who told it; of contract staff with the one who answers.
    pub officer: &'a str,
}

/// The text of the sheet.
#[must_use]
pub fn print(sheet: &Sheet<'_>) -> String {
    let Sheet { content, department, .. } = sheet;
    let mut page = Page::default();
    page.raw(&department.name);
    page.raw("一次性告知单");
    page.raw(&sheet.number.to_string());
    page.raw("");
    if let Some(asker) = sheet.asker {
        page.raw(&format!("{asker}："));
    }
    page.line("您咨询的事项", &format!("{}（{}）", content.name, content.power.zh()));
    page.line("您说明的情形", sheet.situation.unwrap_or_default());
    page.line("办件类型", content.case_kind.name().zh);
    page.line("法定办结时限", &limit(content.statutory_limit.as_ref()));
    page.line("承诺办结时限", &limit(content.promised_limit.as_ref()));
    if content.fees.charged {
        page.line("收费", if content.fees.basis.is_empty() { "收费" } else { &content.fees.basis });
    }
    papers(&mut page, sheet);
    page.line("补充说明", sheet.advice.unwrap_or_default());
    page.line("办理地点", &content.place);
    page.line("办理窗口", &sheet.windows.join("；"));
    page.line("办理时间", &content.hours);
    let told = |of_item: &str, of_organ: Option<&String>| {
        let of_item = Some(of_item).filter(|phone| !phone.trim().is_empty());
        of_item.or(of_organ.map(String::as_str)).unwrap_or_default().to_owned()
    };
    page.line("咨询电话", &told(&content.consult_phone, department.consult_phone.as_ref()));
    page.line("监督投诉电话", &told(&content.complaint_phone, department.complaint_phone.as_ref()));
    page.paragraph(&format!(
        "以上按{}有效的事项清单（第{}版）告知；您提出申请时，以当日公布的办事指南为准。",
        day(sheet.on),
        sheet.told.item_version
    ));
    page.paragraph("本单答复咨询，不是收件凭证，也不是申请材料补正告知书；不影响您现在提出申请。");
    page.raw("");
    page.raw(&format!("经办人：{}", sheet.officer));
    page.raw(&department.name);
    page.raw(&day(sheet.on));
    page.text
}

fn papers(page: &mut Page, sheet: &Sheet<'_>) {
    let told: Vec<&Paper> = sheet.told.papers.iter().filter_map(|line| sheet.content.paper(line)).collect();
    if told.is_empty() {
        return;
    }
    page.paragraph("需要提交的材料：");
    for (number, paper) in (1_u32..).zip(told) {
        let mut says = vec![paper.need.name().zh.to_owned()];
        let count = |word: &str, copies: u8| (copies > 0).then(|| format!("{word}{copies}份"));
        says.extend(count("原件", paper.originals));
        says.extend(count("复印件", paper.copies));
        if paper.shared {
            says.push("可以通过数据共享获取的，无须提交".to_owned());
        }
        if !paper.issuer.trim().is_empty() {
            says.push(format!("由{}出具", paper.issuer));
        }
        if !paper.note.trim().is_empty() {
            says.push(paper.note.clone());
        }
        page.paragraph(&format!("{number}. {}：{}", paper.name, says.join("，")));
    }
}

/// A limit as people read it; nothing where none is stated.
fn limit(limit: Option<&Limit>) -> String {
    match limit.map(|limit| &limit.length) {
        None => String::new(),
        Some(Length::AsWritten(words)) => words.clone(),
        Some(Length::Fixed { amount, unit }) => match unit {
            Unit::WorkingDays => format!("{amount}个工作日"),
            Unit::CalendarDays => format!("{amount}日"),
            Unit::Months => format!("{amount}个月"),
            Unit::Hours => format!("{amount}小时"),
            Unit::SameDay => "当日办结".to_owned(),
            Unit::Immediate => "即时办结".to_owned(),
        },
    }
}

fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn raw(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn paragraph(&mut self, text: &str) {
        self.raw(&format!("　　{}", indented(text)));
    }

    /// A label with its content; no label stands without.
    fn line(&mut self, label: &str, value: &str) {
        if !value.trim().is_empty() {
            self.paragraph(&format!("{label}：{value}"));
        }
    }
}
