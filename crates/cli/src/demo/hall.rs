//! The hall on the anchor day: who draws a number, who is called where, who does not come, and the papers that come across the counter
//! meanwhile. It ends at the moment at which the city opens its doors.

use std::collections::BTreeMap;

use daowei_app::Caller;
use daowei_calendar::start_of_day;
use daowei_domain::queue::{Command, Kind};
use daowei_ident::{CaseId, TicketId, WindowId};
use jiff::civil::{Date, time};
use jiff::{SignedDuration, Timestamp};

use super::chance::Chance;
use super::city::City;
use super::machine::TurnedClock;
use super::play::{Playing, Stagehand};
use super::script::{Fit, Move};
use super::timeline::instant;
use super::year::fits;
use crate::trouble::Trouble;

/// Minutes of the hall that are played.
const MINUTES: i64 = 70;
/// What is queued for: the letter, the name, the plates of the windows.
const KINDS: [(char, &str, &[&str]); 4] = [
    ('B', "企业开办和市场监管", &["A01", "A90"]),
    ('C', "社会保险和就业", &[LABOR]),
    ('D', "工程建设", &[HOUSING]),
    ('Z', "综合受理", &[COMPOSITE]),
];
const LABOR: &str = "A02";
const HOUSING: &str = "A06";
const COMPOSITE: &str = "Z01";

/// What happens in the hall.
#[derive(Clone, Copy)]
enum Deed {
    /// 取号
    Draw(char),
    /// 呼叫下一号
    Next(&'static str),
    /// 重呼
    Again(&'static str),
    /// 过号
    Skip(&'static str),
    /// 办结
    Finish(&'static str),
    /// 收件, of whoever is served.
    Receive(&'static str),
}

/// What happens, by the minute. Two are served at its end, one was missed, eight wait.
const MORNING: [(i64, Deed); 29] = [
    (0, Deed::Draw('C')),
    (2, Deed::Draw('D')),
    (4, Deed::Draw('Z')),
    (6, Deed::Draw('C')),
    (8, Deed::Next(LABOR)),
    (10, Deed::Next(HOUSING)),
    (12, Deed::Next(COMPOSITE)),
    (15, Deed::Draw('B')),
    (18, Deed::Receive(LABOR)),
    (22, Deed::Finish(COMPOSITE)),
    (24, Deed::Receive(HOUSING)),
    (25, Deed::Finish(LABOR)),
    (26, Deed::Next(LABOR)),
    (28, Deed::Again(LABOR)),
    (30, Deed::Skip(LABOR)),
    (32, Deed::Finish(HOUSING)),
    (34, Deed::Draw('C')),
    (35, Deed::Draw('D')),
    (40, Deed::Draw('B')),
    (45, Deed::Next(LABOR)),
    (46, Deed::Next(HOUSING)),
    (50, Deed::Draw('Z')),
    (55, Deed::Draw('C')),
    (58, Deed::Receive(HOUSING)),
    (61, Deed::Draw('D')),
    (63, Deed::Draw('C')),
    (65, Deed::Draw('Z')),
    (67, Deed::Draw('B')),
    (69, Deed::Again(HOUSING)),
];

/// When the hall stands as it is shown: at the moment of opening, where that lies on the anchor day; else in its morning.
pub(super) fn until(anchor: Date, now: Timestamp) -> Timestamp {
    if daowei_calendar::legal_date(now) == anchor { now } else { instant(anchor, time(10, 10, 0, 0)) }
}

/// Where the desk of a window stands among the offices; the composite window is none of theirs.
fn desk(plate: &str) -> Option<usize> {
    match plate {
        LABOR => Some(1),
        HOUSING => Some(5),
        _ => None,
    }
}

/// The hall.
pub(super) struct Hall<'a> {
    pub(super) hands: &'a Stagehand<'a>,
    pub(super) city: &'a City,
    pub(super) clock: &'a TurnedClock,
    pub(super) seed: u64,
    pub(super) anchor: Date,
    pub(super) until: Timestamp,
}

impl Hall<'_> {
    /// Plays the morning; the cases that came across the counters.
    pub(super) fn play(&self) -> Result<Vec<CaseId>, Trouble> {
        let mut chance = Chance::part(self.seed, 6);
        let mut serving: BTreeMap<&str, TicketId> = BTreeMap::new();
        let mut cases = Vec::new();
        self.clock.turn_to(self.minute(0));
        self.arrange()?;
        for (minute, deed) in MORNING {
            let now = self.minute(minute);
            self.clock.turn_to(now);
            let (app, runtime) = (self.hands.app, self.hands.runtime);
            match deed {
                Deed::Draw(kind) => {
                    let guide = Stagehand::caller(self.city.staff.center, None);
                    runtime.block_on(app.draw_ticket(guide, kind, None))?;
                }
                Deed::Next(plate) => {
                    let called = runtime.block_on(app.call_next(self.at(plate)?, None))?;
                    serving.insert(plate, called.value.id);
                }
                Deed::Again(plate) => self.serve(plate, &serving, Command::Call)?,
                Deed::Skip(plate) => self.serve(plate, &serving, Command::Skip)?,
                Deed::Finish(plate) => self.serve(plate, &serving, Command::Finish)?,
                Deed::Receive(plate) => cases.push(self.receive(plate, now, &mut chance)?),
            }
        }
        Ok(cases)
    }

    /// The instant of a minute; nearer to each other on a day that has just begun.
    fn minute(&self, minute: i64) -> Timestamp {
        let whole = SignedDuration::from_mins(MINUTES);
        let begun = self.until.checked_sub(whole).unwrap_or(self.until).max(start_of_day(self.anchor));
        let span = self.until.duration_since(begun).as_micros();
        let part = span.saturating_mul(i128::from(minute)).checked_div(i128::from(MINUTES)).unwrap_or(0);
        let part = SignedDuration::from_micros(i64::try_from(part).unwrap_or(0));
        begun.checked_add(part).unwrap_or(self.until)
    }

    fn arrange(&self) -> Result<(), Trouble> {
        let app = self.hands.app;
        let windows: BTreeMap<String, WindowId> = app.read_blocking(Caller::Host, |unit| {
            Ok(unit.world.facts.windows.values().map(|window| (window.number.clone(), window.id)).collect())
        })?;
        let kinds = KINDS.map(|(letter, name, plates)| Kind {
            letter,
            name: name.to_owned(),
            windows: plates.iter().filter_map(|plate| windows.get(*plate).copied()).collect(),
        });
        let center = Stagehand::caller(self.city.staff.center, None);
        self.hands.runtime.block_on(app.arrange_queue(center, kinds.to_vec(), None))?;
        Ok(())
    }

    fn at(&self, plate: &str) -> Result<Caller, Trouble> {
        let staff = &self.city.staff;
        let hand = match desk(plate) {
            Some(desk) => staff.desks.get(desk).map(|desk| desk.clerk),
            None => Some(staff.composite),
        };
        let hand = hand.ok_or_else(|| Trouble::refused("demo: nobody sits at the window"))?;
        Ok(Stagehand::caller(hand, None))
    }

    fn serve(&self, plate: &str, serving: &BTreeMap<&str, TicketId>, what: Command) -> Result<(), Trouble> {
        let ticket = serving.get(plate).copied().ok_or_else(|| Trouble::refused("demo: nobody is served"))?;
        let done = self.hands.app.serve_ticket(self.at(plate)?, ticket, what, None);
        self.hands.runtime.block_on(done)?;
        Ok(())
    }

    fn receive(&self, plate: &str, now: Timestamp, chance: &mut Chance) -> Result<CaseId, Trouble> {
        let missing = || Trouble::refused("demo: nothing is received at the window");
        let at = desk(plate).ok_or_else(missing)?;
        let desk = self.city.staff.desks.get(at).ok_or_else(missing)?;
        let offers = self.city.offers.get(at).ok_or_else(missing)?;
        let offers: Vec<_> = offers.iter().filter(|offer| fits(&offer.content, Fit::Plain)).collect();
        let offer = chance.pick(&offers).copied().cloned().ok_or_else(missing)?;
        let mut playing = Playing::new(desk.clone(), offer, Chance::part(chance.next(), 7));
        self.hands.play(&mut playing, Move::ReceiveAcross, now)?;
        playing.case.map(|case| case.id).ok_or_else(missing)
    }
}
