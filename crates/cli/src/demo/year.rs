//! A year of cases before the anchor day, in the order in which they happened.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use daowei_app::authority::revoke;
use daowei_app::text::Texts;
use daowei_app::{App, Caller};
use daowei_calendar::{Calendar, legal_date, start_of_day};
use daowei_domain::catalog::{CaseDuty, CaseKind, Content, DecisionLevel, ExtensionRule, PaperNeed};
use daowei_domain::limits::{Length, Unit};
use daowei_ident::{CaseId, LetterId};
use jiff::Timestamp;
use jiff::civil::{Date, time};

use super::chance::Chance;
use super::city::{City, Offer};
use super::machine::TurnedClock;
use super::open_cases;
use super::play::{Playing, Stagehand, pausing, state};
use super::script::{Fit, Gap, Move, Path};
use super::timeline::{before, instant, next, some_hour};
use crate::trouble::Trouble;

/// A case with what is still to befall it.
struct Story {
    playing: Playing,
    moves: std::vec::IntoIter<(Gap, Move)>,
    step: Option<Move>,
}

/// The year.
pub(super) struct Year<'a> {
    pub(super) hands: Stagehand<'a>,
    pub(super) city: &'a City,
    pub(super) clock: &'a TurnedClock,
    pub(super) calendar: &'a Calendar,
    pub(super) seed: u64,
    pub(super) anchor: Date,
}

impl Year<'_> {
    /// Plays `count` cases of the year and those that stand open on the anchor day.
    pub(super) fn play(&self, count: usize) -> Result<Vec<CaseId>, Trouble> {
        let mut stories = Vec::new();
        let mut due = BinaryHeap::new();
        for (number, (start, mut story)) in self.stories(count)?.into_iter().enumerate() {
            if let Some((_, step)) = story.moves.next() {
                story.step = Some(step);
                due.push(Reverse((start, number)));
                stories.push(story);
            }
        }
        let mut revocation = self.city.to_revoke.map(|letter| (self.revoked_at(), letter));
        let mut day = due.peek().map_or(self.anchor, |Reverse((first, _))| legal_date(*first));
        let end = start_of_day(self.anchor);
        let mut cases = BTreeMap::new();
        while let Some(Reverse((at, number))) = due.pop() {
            if at >= end {
                continue;
            }
            if let Some((when, letter)) = revocation.filter(|(when, _)| *when <= at) {
                revocation = None;
                self.clock.turn_to(when);
                self.revoke(letter)?;
            }
            self.pass(&mut day, legal_date(at))?;
            self.clock.turn_to(at);
            let Some(story) = stories.get_mut(number) else { continue };
            let Some(step) = story.step.take() else { continue };
            self.hands.play(&mut story.playing, step, at)?;
            if let Some(case) = &story.playing.case {
                cases.insert(number, case.id);
            }
            if let Some((gap, step)) = story.moves.next() {
                let limit = matches!(gap, Gap::BeforeLimit(_));
                let case = story.playing.case.as_ref().filter(|_| limit);
                let case = case.map(|case| state(self.hands.app, case.id)).transpose()?;
                let when = next(self.calendar, case.as_ref(), gap, at, &mut story.playing.chance);
                story.step = Some(step);
                due.push(Reverse((when, number)));
            }
        }
        self.pass(&mut day, self.anchor)?;
        Ok(cases.into_values().collect())
    }

    fn revoked_at(&self) -> Timestamp {
        instant(before(self.calendar, self.anchor, 22), time(9, 1, 0, 0))
    }

    fn revoke(&self, letter: LetterId) -> Result<(), Trouble> {
        let app: &App = self.hands.app;
        let mut texts = Texts::new(app);
        let reason = texts.take("reason", "reason", "工作岗位调整，另行授权他人办理。".to_owned())?;
        app.write_blocking(Caller::Host, move |unit| revoke(unit, letter, &reason, &texts).map(|_| ()))?;
        Ok(())
    }

    /// Lets every day begin, and time take effect.
    fn pass(&self, day: &mut Date, until: Date) -> Result<(), Trouble> {
        while *day < until {
            *day = day.tomorrow().unwrap_or(until);
            self.clock.turn_to(start_of_day(*day));
            while self.hands.app.lapse_due(200)? > 0 {}
        }
        Ok(())
    }

    fn stories(&self, count: usize) -> Result<Vec<(Timestamp, Story)>, Trouble> {
        let mut spread = Chance::part(self.seed, 3);
        let mut stories = Vec::new();
        for ordinal in 0..count {
            let mut chance = Chance::part(spread.next(), 4);
            let path = Path::of(ordinal, &mut chance);
            let day = before(self.calendar, self.anchor, chance.within(26, 245));
            let start = some_hour(day, &mut chance);
            let moves = path.moves(&mut chance);
            stories.push((start, self.story(path.fit(), moves, chance)?));
        }
        for (fit, days, moves) in open_cases::open() {
            let mut chance = Chance::part(spread.next(), 5);
            let minute = i8::try_from(chance.within(5, 55)).unwrap_or(5);
            let start = instant(before(self.calendar, self.anchor, days), time(9, minute, 0, 0));
            stories.push((start, self.story(fit, moves, chance)?));
        }
        Ok(stories)
    }

    fn story(&self, fit: Fit, moves: Vec<(Gap, Move)>, mut chance: Chance) -> Result<Story, Trouble> {
        let mut fitting = Vec::new();
        for (desk, offers) in self.city.staff.desks.iter().zip(&self.city.offers) {
            let suits: Vec<&Offer> = offers.iter().filter(|offer| fits(&offer.content, fit)).collect();
            // Items with papers are what people come for; the others are there too.
            let detailed: Vec<&Offer> =
                suits.iter().copied().filter(|o| !o.content.papers.is_empty()).collect();
            if !suits.is_empty() {
                fitting.push((desk, detailed, suits));
            }
        }
        let none = || Trouble::refused(format!("demo: no item is {fit:?}"));
        let (desk, detailed, suits) = chance.pick(&fitting).cloned().ok_or_else(none)?;
        let among = if !detailed.is_empty() && chance.percent(80) { detailed } else { suits };
        let offer = chance.pick(&among).copied().cloned().ok_or_else(none)?;
        let playing = Playing::new(desk.clone(), offer, chance);
        Ok(Story { playing, moves: moves.into_iter(), step: None })
    }
}

/// Whether an item can go a path.
pub(super) fn fits(content: &Content, fit: Fit) -> bool {
    let fixed = |least: u32| {
        let mut limits = content.statutory_limit.iter().chain(&content.promised_limit).peekable();
        limits.peek().is_some()
            && limits.all(|limit| match limit.length {
                Length::Fixed { amount, unit: Unit::WorkingDays | Unit::CalendarDays } => amount >= least,
                Length::Fixed { unit: Unit::Months, .. } => true,
                _ => false,
            })
    };
    let promised = content.case_kind == CaseKind::Promised;
    let plain = promised && content.decision_level == DecisionLevel::ThisOrgan && fixed(3);
    let papers = content.papers.iter().any(|paper| paper.need == PaperNeed::Required);
    match fit {
        Fit::Plain => plain,
        Fit::License => plain && content.is_license(),
        Fit::WithPapers => plain && papers,
        Fit::WithLapse => plain && papers && content.correction_lapse.as_ref().is_some_and(|lapse| lapse.days <= 35),
        Fit::Pausable => plain && content.is_license() && pausing(content).is_some(),
        Fit::Extendable => {
            plain
                && matches!(content.extension, Some(ExtensionRule::OrganHead { most }) if most >= 10)
                && content.statutory_limit.as_ref().is_some_and(
                    |limit| matches!(limit.length, Length::Fixed { amount, unit: Unit::WorkingDays } if amount >= 12),
                )
        }
        Fit::Upward => promised && content.decision_level != DecisionLevel::ThisOrgan && fixed(3),
        Fit::Instant => {
            content.case_kind == CaseKind::Instant
                && content.decision_level == DecisionLevel::ThisOrgan
                && !content.keeps_apart(CaseDuty::Accept, CaseDuty::Decide)
        }
    }
}
