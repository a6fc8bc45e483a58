//! What a file says of itself: which export it is, by whom, when, what for, and that it is not to be handed on.

use daowei_app::case::Exported;
use daowei_calendar::local_time;
use daowei_domain::{Language, Name};

/// What is listed.
#[derive(Clone, Copy)]
pub(crate) struct Listed {
    /// How the file's name begins.
    pub(crate) file: &'static str,
    /// What the list is called.
    pub(crate) title: Name,
    /// By what it counts: the measure word, and what it counts in English.
    pub(crate) of: Name,
}

/// The words of a file about itself.
pub(super) struct Watermark {
    /// One line before the headings.
    pub(super) line: String,
    /// Shorter, for the foot of each printed page.
    pub(super) foot: String,
    /// What the list is called.
    pub(super) title: &'static str,
}

impl Watermark {
    pub(super) fn of<T>(exported: &Exported<T>, listed: Listed, purpose: &str, language: Language) -> Self {
        let at = local_time(exported.at).strftime("%Y-%m-%d %H:%M").to_string();
        let (id, count) = (exported.id.to_string(), exported.rows.len());
        let Exported { name, duty, department, .. } = exported;
        let purpose = purpose.trim();
        match language {
            Language::Chinese => Self {
                line: format!(
                    "导出编号 {id}；导出人 {name}（{}，{department}）；导出时间 {at}；用途：{purpose}；共 {count} {of}。仅供所述用途，不得外传；导出行为已记录在案。",
                    duty.name().zh,
                    of = listed.of.zh,
                ),
                foot: format!("{name} {at} 导出编号 {id}"),
                title: listed.title.zh,
            },
            Language::English => Self {
                line: format!(
                    "Export {id}; by {name} ({}, {department}); at {at} Beijing time; purpose: {purpose}; {count} {of}. For that purpose only, not to be handed on; this export is on record.",
                    duty.name().en,
                    of = listed.of.en,
                ),
                foot: format!("{name} {at} export {id}"),
                title: listed.title.en,
            },
        }
    }
}
