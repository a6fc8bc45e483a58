//! One day of the calendar and why it is worked or not.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// Why a day is worked or not.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DayReason {
    /// Monday to Friday without an announcement.
    Weekday,
    /// Saturday or Sunday without an announcement.
    Weekend,
    /// A statutory holiday or a day off in lieu (放假).
    Holiday {
        /// The holiday.
        name: String,
    },
    /// A weekend day worked in exchange (调休上班).
    Makeup {
        /// The holiday on whose account.
        name: String,
    },
    /// A rest day by local decree.
    LocalRestDay {
        /// The occasion.
        name: String,
        /// The decree.
        authority: String,
    },
    /// Worked by local decree.
    LocalWorkday {
        /// The occasion.
        name: String,
        /// The decree.
        authority: String,
    },
}

impl DayReason {
    /// Whether a day with this reason is a working day.
    #[must_use]
    pub const fn is_working(&self) -> bool {
        matches!(self, Self::Weekday | Self::Makeup { .. } | Self::LocalWorkday { .. })
    }
}

/// What the calendar says about a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Whether it is a working day.
    pub working: bool,
    /// Why.
    pub reason: DayReason,
    /// Whether no published calendar covers it.
    pub provisional: bool,
}

impl Day {
    /// The reason in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        let weekday = weekday_zh(self.date.weekday());
        let text = match &self.reason {
            DayReason::Weekday => format!("{weekday}，工作日"),
            DayReason::Weekend => format!("{weekday}，休息日"),
            DayReason::Holiday { name } => format!("{weekday}，{name}放假"),
            DayReason::Makeup { name } => format!("{weekday}，{name}调休上班"),
            DayReason::LocalRestDay { name, authority } => {
                format!("{weekday}，{name}，本地休息（{authority}）")
            }
            DayReason::LocalWorkday { name, authority } => {
                format!("{weekday}，{name}，本地上班（{authority}）")
            }
        };
        if self.provisional { format!("{text}（暂定：当年放假安排尚未载入）") } else { text }
    }

    /// The reason in English; names of occasions that have no usual English name stay as announced.
    #[must_use]
    pub fn en(&self) -> String {
        let weekday = weekday_en(self.date.weekday());
        let text = match &self.reason {
            DayReason::Weekday => format!("{weekday}, working day"),
            DayReason::Weekend => format!("{weekday}, rest day"),
            DayReason::Holiday { name } => format!("{weekday}, {} holiday", holiday_en(name)),
            DayReason::Makeup { name } => format!("{weekday}, worked in exchange for {}", holiday_en(name)),
            DayReason::LocalRestDay { name, authority } => {
                format!("{weekday}, {name}, closed locally ({authority})")
            }
            DayReason::LocalWorkday { name, authority } => {
                format!("{weekday}, {name}, open locally ({authority})")
            }
        };
        if self.provisional {
            format!("{text} (provisional: no calendar loaded for this year)")
        } else {
            text
        }
    }
}

const fn weekday_zh(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    }
}

const fn weekday_en(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn holiday_en(name: &str) -> &str {
    match name {
        "元旦" => "New Year",
        "春节" => "Spring Festival",
        "清明" | "清明节" => "Qingming Festival",
        "劳动节" => "Labor Day",
        "端午" | "端午节" => "Dragon Boat Festival",
        "中秋" | "中秋节" => "Mid-Autumn Festival",
        "国庆节" => "National Day",
        "抗战胜利70周年纪念日" => "70th Victory Day",
        other => other,
    }
}
