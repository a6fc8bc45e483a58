//! Why a period could not be counted.

use jiff::civil::Date;

/// Why a period could not be counted or a calendar not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// A date before 1949-01-01 or after 2199-12-31, given or reached.
    #[error("Dates are counted from 1949-01-01 to 2199-12-31.")]
    OutOfRange,
    /// A period longer than [`crate::MAX_LENGTH`].
    #[error("A period is at most 10000 units long.")]
    TooLong,
    /// An interval whose end lies before its start.
    #[error("The end {to} lies before the start {from}.")]
    Backwards {
        /// Start of the interval.
        from: Date,
        /// Its end, before the start.
        to: Date,
    },
    /// The data say two things about one day.
    #[error("The calendar says two things about {0}.")]
    Duplicate(Date),
    /// Hours of opening that overlap, end before they begin, or add up to less than an hour.
    #[error("Hours of opening begin before they end, do not overlap and last at least an hour.")]
    Hours,
}

impl CalendarError {
    /// The stable dotted code, as printed in problem+json.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutOfRange => "calendar.out_of_range",
            Self::TooLong => "calendar.too_long",
            Self::Backwards { .. } => "calendar.backwards",
            Self::Duplicate(_) => "calendar.duplicate",
            Self::Hours => "calendar.hours",
        }
    }

    /// The sentence shown to users in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::OutOfRange => "日期应在1949-01-01至2199-12-31之间".to_owned(),
            Self::TooLong => "期限长度不能超过10000".to_owned(),
            Self::Backwards { from, to } => format!("结束日{to}早于开始日{from}"),
            Self::Duplicate(date) => format!("日历中{date}有两条记录"),
            Self::Hours => "办公时间应先开始后结束、互不重叠，且合计不少于一小时".to_owned(),
        }
    }

    /// The sentence shown to users in English.
    #[must_use]
    pub fn en(&self) -> String {
        self.to_string()
    }
}
