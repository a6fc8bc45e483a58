//! Screens of the hall: one that shows who is called where, one at which visitors draw numbers. They are paired as the screen beside a desk
//! is, and see nothing of anybody.

use daowei_domain::authority::Act;
use daowei_domain::queue::Standing;
use daowei_store::queue as rows;
use daowei_store::screen as screens;

use super::draw::{TicketDrawn, drawn};
use super::{KindSeen, MOST, plate, today, waiting};
use crate::App;
use crate::authority::grant;
use crate::error::{Error, Result};
use crate::screen::{self, Key, Opened, Sight};
use crate::unit::{Caller, Unit};

/// A number and where it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// The number.
    pub number: String,
    /// The plate of the window.
    pub window: String,
    /// How often: whoever shows it, or says it aloud, does so again for each.
    pub calls: u32,
}

/// What a screen of the hall shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Whether numbers are drawn at it.
    pub draws: bool,
    /// What is queued for.
    pub kinds: Vec<KindSeen>,
    /// Those that are called, the last first.
    pub called: Vec<Called>,
}

/// The screens of the hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HallScreens {
    /// How many are paired.
    pub paired: usize,
    /// How many there can be.
    pub most: usize,
}

impl App {
    /// Lets a code wait for a screen of the hall; `draws`: numbers are drawn at it.
    ///
    /// # Errors
    /// Rules of authority.
    pub async fn open_hall_screen(&self, caller: Caller, draws: bool) -> Result<Opened> {
        self.open_as(caller, move |unit| {
            grant(unit, Act::ArrangeQueue, None)?;
            Ok((screens::hall_place(unit.tx)?, Some(Sight::Hall { draws })))
        })
        .await
    }

    /// How many screens of the hall there are.
    ///
    /// # Errors
    /// Rules of authority.
    pub async fn hall_screens(&self, caller: Caller) -> Result<HallScreens> {
        self.read(caller, |unit| {
            grant(unit, Act::ArrangeQueue, None)?;
            let now = unit.now.as_microsecond();
            let held = screens::of_hall(unit.tx)?;
            let paired = held.iter().filter(|screen| screen.secret.is_some() && screen.until > now).count();
            Ok(HallScreens { paired, most: screens::HALL.len() })
        })
        .await
    }

    /// Takes every screen of the hall away.
    ///
    /// # Errors
    /// Rules of authority.
    pub async fn close_hall_screens(&self, caller: Caller) -> Result<()> {
        self.write(caller, |unit| {
            grant(unit, Act::ArrangeQueue, None)?;
            Ok(screens::close_hall(unit.tx)?)
        })
        .await
    }

    /// 自助取号, at a screen of the hall that is there for it.
    ///
    /// # Errors
    /// `queue.kind_unknown`, `queue.full`; [`Error::Unauthenticated`]; [`Error::NotFound`] at any other screen.
    pub async fn draw_at_screen(&self, key: Key, kind: char) -> Result<TicketDrawn> {
        self.write(Caller::Visitor, move |unit| match screen::shown_at(unit, &key)? {
            Some(Sight::Hall { draws: true }) => drawn(unit, kind),
            _ => Err(Error::NotFound { what: "sight" }),
        })
        .await
    }
}

/// What a screen of the hall shows now.
pub(crate) fn board(unit: &mut Unit<'_, '_>, draws: bool) -> Result<Board> {
    let world = unit.world.clone();
    let waiting = waiting(unit)?;
    let kinds = world.queue.iter().flat_map(|queue| &queue.kinds).map(|kind| KindSeen {
        letter: kind.letter,
        name: kind.name.clone(),
        windows: kind.windows.iter().copied().collect(),
        waiting: waiting.iter().filter(|ticket| ticket.kind == kind.letter).count(),
    });
    let kinds = kinds.collect();
    let day = today(unit).to_string();
    let mut called = rows::of_standing(unit.tx, &day, Standing::Called, MOST)?;
    called.sort_by_key(|ticket| std::cmp::Reverse(ticket.last_called_at));
    let called = called.iter().filter_map(|ticket| {
        let window = plate(unit, ticket.window?)?;
        Some(Called { number: ticket.plate(), window, calls: ticket.calls })
    });
    Ok(Board { draws, kinds, called: called.collect() })
}
