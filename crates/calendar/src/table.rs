//! The compiled table: for each day of 1949 to 2199 how many working days have passed, and each working day by rank.

use jiff::civil::{Date, Weekday, date};

const FIRST: Date = date(1949, 1, 1);
const LAST: Date = date(2199, 12, 31);

/// Whether periods are counted on this day at all.
pub(crate) fn in_range(day: Date) -> bool {
    (FIRST..=LAST).contains(&day)
}

/// Constant-time ranks: the n-th working day after a day is one addition and two look-ups.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Working days up to and including the day, by days since the first.
    passed: Vec<u32>,
    /// The working days in order.
    working: Vec<Date>,
}

impl Table {
    pub(crate) fn new(is_working: impl Fn(Date, Weekday) -> bool) -> Self {
        let mut table = Self { passed: Vec::with_capacity(92_000), working: Vec::with_capacity(66_000) };
        let mut count = 0;
        let mut next = Some((FIRST, FIRST.weekday()));
        while let Some((day, weekday)) = next.filter(|(day, _)| *day <= LAST) {
            if is_working(day, weekday) {
                count += 1;
                table.working.push(day);
            }
            table.passed.push(count);
            next = day.tomorrow().ok().map(|day| (day, weekday.next()));
        }
        table
    }

    /// How many working days lie from the first day up to and including this one; none outside the table.
    pub(crate) fn passed(&self, day: Date) -> Option<usize> {
        let count = self.passed.get(ordinal(day)?)?;
        usize::try_from(*count).ok()
    }

    /// The working day of this rank, counted from 1; none for 0 and past the table.
    pub(crate) fn ranked(&self, rank: usize) -> Option<Date> {
        self.working.get(rank.checked_sub(1)?).copied()
    }
}

/// Days since the first day of the table.
fn ordinal(day: Date) -> Option<usize> {
    let years = i32::from(day.year()) - i32::from(FIRST.year());
    // Leap days before this year: the table meets one century that is no leap year, 2100.
    let leaps = years / 4 - if day.year() > 2100 { 1 } else { 0 };
    let days = years * 365 + leaps + i32::from(day.day_of_year()) - 1;
    if day < FIRST { None } else { usize::try_from(days).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_table_has_its_own_place() {
        let table = Table::new(|_, _| true);
        let mut at = 0;
        for (rank, day) in table.working.iter().enumerate() {
            assert_eq!(ordinal(*day), Some(rank));
            at = rank;
        }
        assert_eq!(table.ranked(at + 1), Some(LAST));
        assert_eq!(table.ranked(at + 2), None);
        assert_eq!(table.ranked(0), None);
        assert_eq!(table.passed(date(1948, 12, 31)), None);
        assert_eq!(table.passed(date(2200, 1, 1)), None);
        assert_eq!(table.passed(Date::MIN), None);
        assert_eq!(table.passed(Date::MAX), None);
    }
}
