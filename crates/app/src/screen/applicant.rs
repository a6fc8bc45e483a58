//! What the applicant does at the screen: pairs it (or the clerk does), sees, confirms, rates.

use std::net::IpAddr;

use daowei_domain::Text;
use daowei_domain::rating::{Level, by_applicant};
use daowei_ident::ScreenId;
use daowei_store::screen::{self as rows, Screen};
use zeroize::Zeroizing;

use super::sign::{Drawn, sign};
use super::strokes::anew;
use super::{HALL_HOURS, PAIRED_HOURS, Sight, Signed, minutes, show, sight};
use crate::account::{screen_code_known_by, screen_secret, screen_secret_known_by};
use crate::error::{Error, Result};
use crate::queue::{self, Board};
use crate::rating::{self, Rated};
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{App, account};

/// What a paired screen shows that it is one.
#[derive(Clone)]
pub struct Key {
    /// The screen.
    pub screen: ScreenId,
    digest: [u8; 32],
}

/// A screen that was paired.
pub struct Paired {
    /// Its id.
    pub screen: ScreenId,
    /// Its secret, shown once.
    pub secret: Zeroizing<String>,
}

/// What a screen shows now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Counts what was shown.
    pub revision: i64,
    /// What.
    pub sight: Option<Sight>,
    /// Whether it was confirmed.
    pub confirmed: bool,
    /// Who is called where, on a screen of the hall.
    pub board: Option<Board>,
}

impl App {
    /// The key of a screen that comes with that secret. Whether anybody knows it, the unit of work finds out.
    #[must_use]
    pub fn screen_key(&self, screen: ScreenId, secret: &str) -> Key {
        Key { screen, digest: screen_secret_known_by(self.keys(), secret) }
    }

    /// Pairs the screen that waits for this code. Beside a desk no session of staff may be shown: what the desk itself opens, in the
    /// same browser, is nobody's but the clerk's. A screen of the hall asks nobody anything. Misses are counted for each address.
    ///
    /// # Errors
    /// `rating.by_staff`; [`Error::NotFound`] for a code that nobody waits for; [`Error::TooMany`].
    pub async fn pair_screen(&self, address: Option<IpAddr>, code: &str, by_staff: bool) -> Result<Paired> {
        let tries = self.inner.door.pairing();
        tries.admit(address, self.now().as_microsecond())?;
        let code = screen_code_known_by(self.keys(), code);
        let (secret, digest) = screen_secret(self.keys(), &self.random());
        let paired = self.write(Caller::Visitor, move |unit| {
            let now = unit.now.as_microsecond();
            let found = rows::by_code(unit.tx, &code)?.filter(|screen| screen.until > now);
            let screen = found.ok_or(Error::NotFound { what: "screen" })?;
            let hours = if screen.stands_in_hall() {
                HALL_HOURS
            } else {
                by_applicant(by_staff)?;
                PAIRED_HOURS
            };
            let until = now.saturating_add(minutes(60 * hours));
            rows::pair(unit.tx, &screen.id, &digest, until)?;
            account::screen_id(&screen.id)
        });
        let screen = paired.await?;
        tries.forgive(address);
        Ok(Paired { screen, secret })
    }

    /// What the screen shows.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] for a screen that is not paired, or whose time is over.
    pub async fn seen(&self, key: Key) -> Result<Seen> {
        self.read(Caller::Visitor, move |unit| {
            let screen = opened(unit, &key)?;
            let sight = sight(unit, &screen)?;
            let confirmed = sight.is_some() && screen.confirmed.is_some();
            let board = match sight {
                Some(Sight::Hall { draws }) => Some(queue::board(unit, draws)?),
                _ => None,
            };
            Ok(Seen { revision: screen.revision, sight, confirmed, board })
        })
        .await
    }

    /// 核对确认: what is shown at that revision is right; signed for, where the applicant does so at the screen.
    ///
    /// # Errors
    /// `rating.by_staff`; [`Error::Unauthenticated`]; [`Error::NotFound`] where something else is shown by now; of a signature what
    /// files are refused for.
    pub async fn confirm_seen(
        &self,
        key: Key,
        revision: i64,
        signed: Option<Signed>,
        by_staff: bool,
    ) -> Result<()> {
        by_applicant(by_staff)?;
        let signed = match signed {
            Some(signed) => Some(self.drawn(&key, signed).await?),
            None => None,
        };
        self.write(Caller::Visitor, move |unit| {
            let screen = opened(unit, &key)?;
            // Of what he says something is wrong he confirms nothing until it is shown anew.
            let shown =
                sight(unit, &screen)?.filter(|shown| matches!(shown, Sight::Data { objection: None, .. }));
            let now = unit.now.as_microsecond();
            let confirmed = match (shown, &signed) {
                (None, _) => false,
                // What is signed for is confirmed, and since when does not change.
                (Some(Sight::Data { signature: Some(_), .. }), None) => screen.revision == revision,
                (Some(shown), Some(signed)) => sign(unit, &screen, revision, shown, signed)?,
                (Some(_), None) => rows::confirm(unit.tx, &screen.id, revision, now)?,
            };
            if confirmed { Ok(()) } else { Err(Error::NotFound { what: "sight" }) }
        })
        .await
    }

    /// A signature, its picture looked at: decoding takes a moment, and is done for a screen that is paired, outside the unit of work.
    async fn drawn(&self, key: &Key, signed: Signed) -> Result<Drawn> {
        let asked = key.clone();
        self.read(Caller::Visitor, move |unit| opened(unit, &asked).map(|_| ())).await?;
        let Signed { signer, png } = signed;
        let looked_at = tokio::task::spawn_blocking(move || anew(&png)).await;
        let strokes = looked_at.map_err(|_| Error::Store(daowei_store::Error::Closed))??;
        Ok(Drawn { signer, strokes })
    }

    /// 评价: rates the visit that the screen asks about.
    ///
    /// # Errors
    /// The rules `rating.…`; [`Error::Unauthenticated`].
    pub async fn rate_visit(
        &self,
        key: Key,
        level: Level,
        words: Option<Text>,
        texts: Texts,
        by_staff: bool,
    ) -> Result<Rated> {
        by_applicant(by_staff)?;
        self.write(Caller::Visitor, move |unit| {
            let screen = opened(unit, &key)?;
            let visit = match sight(unit, &screen)? {
                Some(Sight::Rating { visit }) => Some(visit),
                _ => None,
            };
            let rated = rating::rate(unit, visit, level, words.clone(), &texts)?;
            show(unit, &screen, Some(&Sight::Thanks))?;
            Ok(rated)
        })
        .await
    }
}

/// What the screen of that key shows.
pub(crate) fn shown_at(unit: &mut Unit<'_, '_>, key: &Key) -> Result<Option<Sight>> {
    let screen = opened(unit, key)?;
    sight(unit, &screen)
}

/// The screen of that key. One that is not there and one whose secret is another give the same answer.
pub(super) fn opened(unit: &mut Unit<'_, '_>, key: &Key) -> Result<Screen> {
    let found = rows::get(unit.tx, &key.screen.to_string())?;
    let now = unit.now.as_microsecond();
    // The digest is keyed: nobody chooses by what his secret is known, so that how far it agrees tells nothing.
    let own = |screen: &Screen| screen.until > now && screen.secret.as_deref() == Some(&key.digest);
    found.filter(own).ok_or(Error::Unauthenticated)
}
