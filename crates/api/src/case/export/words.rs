//! What values of the rows are called in a file.

use daowei_app::case::CaseRow;
use daowei_domain::{Language, Name};

use super::sheet::{Cell, said};

/// The values of one kind with their names.
type Names = &'static [(&'static str, Name)];

const CLOCKS: Names = &[
    ("notification", Name::new("一次性告知时限", "notification")),
    ("promised", Name::new("承诺时限", "promised limit")),
    ("statutory", Name::new("法定时限", "statutory limit")),
    ("upward", Name::new("上报办理时限", "submission upward")),
    ("delivery", Name::new("颁发送达时限", "delivery")),
];
const CHANNELS: Names = &[
    ("window", Name::new("窗口", "window")),
    ("web", Name::new("网上", "online")),
    ("mobile", Name::new("移动端", "mobile")),
    ("courier", Name::new("邮寄", "courier")),
    ("other", Name::new("其他", "other")),
];
const OUTCOMES: Names = &[("grant", Name::new("准予", "granted")), ("refuse", Name::new("不予", "refused"))];
const MARKS: Names = &[
    ("deemed_accepted", Name::new("视为受理", "deemed accepted")),
    ("promise_overrun", Name::new("超承诺时限", "over the promise")),
    ("statutory_overrun", Name::new("超法定时限", "over the statutory limit")),
    ("notification_overrun", Name::new("告知超期", "told too late")),
    ("delivery_overrun", Name::new("送达超期", "delivered too late")),
    ("upward_overrun", Name::new("上报超期", "submitted too late")),
    ("outage_entry", Name::new("应急补录", "outage entry")),
    ("late_entry", Name::new("事后补录", "entered late")),
    ("irregular", Name::new("不规范情形", "irregular")),
    ("backdated", Name::new("登记晚于发生", "recorded later")),
    ("list_forgot", Name::new("清单遗漏", "missing from the list")),
    ("dormant_correction", Name::new("补正逾期未交", "corrections dormant")),
    ("extension_void", Name::new("延期未生效", "extension void")),
    ("pause_not_deducted", Name::new("特别程序未扣除", "pause not deducted")),
    ("withdrawn_near_end", Name::new("临近期限撤回", "withdrawn near the end")),
    ("against_review", Name::new("与审查意见相反", "against the review")),
    ("mandate_over", Name::new("授权不在有效期内", "mandate does not hold")),
    ("originals_held", Name::new("留存原件", "originals held")),
];
const DOCUMENTS: Names = &[
    ("receipt", Name::new("收件凭证", "Receipt")),
    ("correction_notice", Name::new("补正告知书", "Correction notice")),
    ("not_required_notice", Name::new("不需要取得行政许可告知书", "Notice: no license required")),
    ("not_competent_notice", Name::new("不属职权范围告知书", "Notice: not competent")),
    ("non_acceptance", Name::new("不予受理通知书", "Non-acceptance notice")),
    ("acceptance_notice", Name::new("受理通知书", "Acceptance notice")),
    ("on_the_spot_decision", Name::new("当场办结决定书", "Decision on the spot")),
    ("upward_report", Name::new("审核上报文", "Upward report")),
    ("pause_notice", Name::new("特别程序审查期限告知书", "Special procedure notice")),
    ("extension_notice", Name::new("延长办理期限通知书", "Extension notice")),
    ("grant_decision", Name::new("准予决定书", "Grant")),
    ("refusal_decision", Name::new("不予决定书", "Refusal")),
    ("revocation_decision", Name::new("撤销决定书", "Revocation")),
    ("interested_notice", Name::new("陈述申辩告知书", "Notice to an interested party")),
    ("withdrawal_notice", Name::new("撤回申请通知书", "Withdrawal notice")),
    ("termination_notice", Name::new("终止办理通知书", "Termination notice")),
    ("correction_deed", Name::new("更正书", "Deed of correction")),
    ("service_confirmation", Name::new("送达地址确认书", "Confirmation of the address of service")),
];
const SERVICES: Names = &[
    ("direct", Name::new("直接送达", "in person")),
    ("by_agent", Name::new("委托代领", "by an agent")),
    ("mail", Name::new("邮寄送达", "by mail")),
    ("electronic", Name::new("电子送达", "electronically")),
    ("left_at_place", Name::new("留置送达", "left at the place")),
    ("public_notice", Name::new("公告送达", "by public notice")),
];
const OWED: Name = Name::new("欠文书", "notice owed");

fn name(names: Names, value: &str, language: Language) -> Option<&'static str> {
    names.iter().find(|(known, _)| *known == value).map(|(_, name)| said(*name, language))
}

fn cell(names: Names, value: Option<&str>, language: Language) -> Cell {
    let name = value.and_then(|value| name(names, value, language));
    name.map_or(Cell::Empty, |name| Cell::Text(name.to_owned()))
}

pub(super) fn clock(value: Option<&str>, language: Language) -> Cell {
    cell(CLOCKS, value, language)
}

pub(super) fn channel(value: &str, language: Language) -> Cell {
    cell(CHANNELS, Some(value), language)
}

pub(super) fn service(value: Option<&str>, language: Language) -> Cell {
    cell(SERVICES, value, language)
}

/// What a document is called.
pub(super) fn document(value: &str, language: Language) -> Cell {
    cell(DOCUMENTS, Some(value), language)
}

pub(super) fn outcome(value: Option<&str>, language: Language) -> Cell {
    cell(OUTCOMES, value, language)
}

/// Marks, and whether a notice is owed.
pub(super) fn marks(row: &CaseRow, language: Language) -> Cell {
    let owed = row.owed.then(|| said(OWED, language));
    let marks = row.marks.split_ascii_whitespace().filter_map(|mark| name(MARKS, mark, language));
    let all: Vec<&str> = owed.into_iter().chain(marks).collect();
    let between = match language {
        Language::Chinese => "、",
        Language::English => ", ",
    };
    if all.is_empty() { Cell::Empty } else { Cell::Text(all.join(between)) }
}

#[cfg(test)]
mod tests {
    use utoipa::PartialSchema;

    use super::*;
    use crate::words as described;

    #[test]
    fn every_value_has_its_name() {
        let values =
            |schema| serde_json::to_value::<utoipa::openapi::RefOr<_>>(schema).unwrap()["enum"].clone();
        for (described, names) in [
            (values(described::ClockKind::schema()), CLOCKS),
            (values(described::Channel::schema()), CHANNELS),
            (values(described::Outcome::schema()), OUTCOMES),
            (values(described::Service::schema()), SERVICES),
            (values(described::DocumentKind::schema()), DOCUMENTS),
            (values(described::Mark::schema()), MARKS),
        ] {
            let named: Vec<&str> = names.iter().map(|(value, _)| *value).collect();
            assert_eq!(described, serde_json::json!(named));
        }
    }
}
