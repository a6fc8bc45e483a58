//! What the desk does: opens a screen, shows something, sees what the applicant made of it.

use daowei_domain::authority::Act;
use daowei_domain::case::{Destination, Service};
use daowei_domain::rating::{self, Subject, Visit};
use daowei_ident::{Address, Phone, ScreenId};
use daowei_store::screen::{self as rows, Screen};
use jiff::Timestamp;
use zeroize::Zeroizing;

use super::{
    CODE_MINUTES, PartyShown, PartyTold, Sight, damaged, forget_signature, kept, known_by, minutes, show,
    sight,
};
use crate::App;
use crate::account::screen_code;
use crate::authority::grant;
use crate::case::ServiceShown;
use crate::error::{Error, Result};
use crate::unit::{Caller, Unit};

/// A screen that waits for its code.
pub struct Opened {
    /// Its id.
    pub id: ScreenId,
    /// Eight digits, to be typed at the screen.
    pub code: Zeroizing<String>,
    /// Until when.
    pub until: Timestamp,
}

/// The screen beside the caller's desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Whether it is paired.
    pub paired: bool,
    /// What it shows.
    pub sight: Option<Sight>,
    /// When that was confirmed.
    pub confirmed: Option<Timestamp>,
}

impl App {
    /// Opens a screen beside the caller's desk, in the place of the one before.
    ///
    /// # Errors
    /// Rules of authority.
    pub async fn open_screen(&self, caller: Caller) -> Result<Opened> {
        self.open_as(caller, |unit| {
            grant(unit, Act::OpenScreen, None)?;
            Ok((unit.staff()?.person.to_string(), None))
        })
        .await
    }

    /// Opens a screen at the place that `place` finds, with what it shows from the beginning.
    pub(crate) async fn open_as(
        &self,
        caller: Caller,
        mut place: impl FnMut(&mut Unit<'_, '_>) -> Result<(String, Option<Sight>)> + Send + 'static,
    ) -> Result<Opened> {
        let (code, known_by) = screen_code(self.keys(), &self.random());
        let made = code.clone();
        let opened = self.write(caller, move |unit| {
            let (place, sight) = place(unit)?;
            let id = unit.ids.next(ScreenId::from_parts);
            let until = unit.now.as_microsecond().saturating_add(minutes(CODE_MINUTES));
            forget_place(unit, &place)?;
            rows::open(unit.tx, &id.to_string(), &place, &known_by, until)?;
            if sight.is_some() {
                let screen = rows::get(unit.tx, &id.to_string())?.ok_or_else(damaged)?;
                show(unit, &screen, sight.as_ref())?;
            }
            Ok((id, until))
        });
        let (id, until) = opened.await?;
        let until = Timestamp::from_microsecond(until).map_err(|_| damaged())?;
        Ok(Opened { id, code: made, until })
    }

    /// The screen beside the caller's desk; nothing where there is none, or its time is over.
    ///
    /// # Errors
    /// Rules of authority.
    pub async fn screen_beside(&self, caller: Caller) -> Result<Option<Beside>> {
        self.read(caller, |unit| {
            grant(unit, Act::OpenScreen, None)?;
            let Some(screen) = beside(unit)? else { return Ok(None) };
            let confirmed = screen.confirmed.map(Timestamp::from_microsecond).transpose();
            // What was confirmed counts for the same person's receipt, also after he has signed in anew.
            let sight = if screen.confirmed.is_some() { kept(unit, &screen) } else { sight(unit, &screen) };
            Ok(Some(Beside {
                paired: screen.secret.is_some(),
                sight: sight?,
                confirmed: confirmed.map_err(|_| damaged())?,
            }))
        })
        .await
    }

    /// Shows data that are being registered, masked, to be confirmed; answers what they are known by, as [`Beside`] tells it.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`] without a paired screen.
    pub async fn show_data(
        &self,
        caller: Caller,
        item_name: String,
        parties: Vec<PartyTold>,
        service: Option<(Service, Option<Destination>)>,
    ) -> Result<String> {
        self.write(caller, move |unit| {
            let shown = parties.iter().map(shown).collect();
            let service = service.as_ref().map(|(service, place)| (*service, place.as_ref()));
            let known_by = known_by(unit.inner, &parties, service);
            let service = service.map(|(service, place)| ServiceShown::of(service, place));
            let digest = known_by.clone();
            let item_name = item_name.clone();
            let data = Sight::Data {
                item_name,
                parties: shown,
                service,
                known_by,
                applicant: super::applicant(unit.inner, &parties),
                signature: None,
                objection: None,
            };
            put(unit, Some(&data))?;
            Ok(digest)
        })
        .await
    }

    /// Asks for a rating of today's visit for a case or an enquiry of the caller's scope.
    ///
    /// # Errors
    /// Rules of authority, `rating.not_visited`, `rating.twice`; [`Error::NotFound`] without a paired screen, and for what is not the caller's to see.
    pub async fn ask_rating(&self, caller: Caller, subject: Subject) -> Result<()> {
        self.write(caller, move |unit| {
            let visit = visit(unit, subject)?;
            crate::rating::unrated(unit, &visit)?;
            put(unit, Some(&Sight::Rating { visit }))
        })
        .await
    }

    /// Whether a rating of today's visit can be asked for; what [`App::ask_rating`] refuses, without a screen.
    ///
    /// # Errors
    /// Rules of authority, `rating.not_visited`, `rating.twice`; [`Error::NotFound`] for what is not the caller's to see.
    pub async fn may_ask_rating(&self, caller: Caller, subject: Subject) -> Result<()> {
        self.read(caller, move |unit| {
            let visit = visit(unit, subject)?;
            crate::rating::unrated(unit, &visit)
        })
        .await
    }

    /// Shows nothing.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`] without a paired screen.
    pub async fn blank_screen(&self, caller: Caller) -> Result<()> {
        self.write(caller, |unit| put(unit, None)).await
    }

    /// Takes the screen away from the caller's desk.
    ///
    /// # Errors
    /// Rules of authority.
    pub async fn close_screen(&self, caller: Caller) -> Result<()> {
        self.write(caller, |unit| {
            grant(unit, Act::OpenScreen, None)?;
            let person = unit.staff()?.person.to_string();
            forget_place(unit, &person)?;
            Ok(rows::close(unit.tx, &person)?)
        })
        .await
    }
}

/// With the screen of a place goes the picture of a signature that no case has taken over.
fn forget_place(unit: &mut Unit<'_, '_>, place: &str) -> Result<()> {
    match rows::of_person(unit.tx, place)? {
        Some(screen) => forget_signature(unit, &screen),
        None => Ok(()),
    }
}

fn beside(unit: &mut Unit<'_, '_>) -> Result<Option<Screen>> {
    let person = unit.staff()?.person.to_string();
    let found = rows::of_person(unit.tx, &person)?;
    Ok(found.filter(|screen| screen.until > unit.now.as_microsecond()))
}

fn put(unit: &mut Unit<'_, '_>, sight: Option<&Sight>) -> Result<()> {
    grant(unit, Act::OpenScreen, None)?;
    let screen = beside(unit)?.filter(|screen| screen.secret.is_some());
    let screen = screen.ok_or(Error::NotFound { what: "screen" })?;
    let before = kept(unit, &screen)?;
    show(unit, &screen, sight)?;
    match sight {
        Some(Sight::Data { applicant, .. }) => {
            super::object::shown_anew(unit, &screen, before.as_ref(), applicant)
        }
        _ => Ok(()),
    }
}

fn shown(PartyTold { role, record, mandate }: &PartyTold) -> PartyShown {
    PartyShown {
        role: *role,
        kind: record.kind,
        name: record.name.masked(),
        id_kind: record.id_kind,
        id_number: record.id_number.masked(),
        phone: record.phone.as_ref().map(Phone::masked),
        address: record.address.as_ref().map(Address::masked),
        mandate: mandate.clone(),
    }
}

/// Today's visit: served by whoever did so at a window, in the name of the organ whose case or enquiry it is.
fn visit(unit: &mut Unit<'_, '_>, subject: Subject) -> Result<Visit> {
    grant(unit, Act::OpenScreen, None)?;
    let on = daowei_calendar::legal_date(unit.now);
    let (number, item_name, department, served_by) = match subject {
        Subject::Case(id) => {
            let scope = crate::case::scope(unit, Act::ReadCase)?;
            let crate::case::Open { case, records, .. } = crate::case::open(unit, id)?;
            if !scope.reaches(case.department) {
                return Err(Error::NotFound { what: "case" });
            }
            let served_by = rating::served_by(&records, on)?;
            (case.number.to_string(), case.item_name, case.department, served_by)
        }
        Subject::Enquiry(id) => {
            let (enquiry, records) = crate::enquiry::open(unit, id)?;
            let served_by = rating::served_by(&records, on)?;
            let sheet = enquiry.sheet.ok_or(Error::NotFound { what: "enquiry" })?;
            (sheet.number.to_string(), enquiry.item_name, enquiry.department, served_by)
        }
    };
    Ok(Visit { subject, number, item_name, department, served_by, on })
}
