//! 信息有误: what the applicant says at the screen is wrong with what it shows. It is told to the desk and is no evidence: it goes with
//! what is shown, and what is shown anew has none.

use daowei_domain::rating::by_applicant;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::applicant::opened;
use super::{Key, Sight, show, sight};
use crate::App;
use crate::error::{Error, Result};
use crate::text::bounded;
use crate::unit::Caller;

/// Characters that an applicant types at a screen at most: which line it is, and what it should say.
pub const LONGEST_OBJECTION: usize = 200;

/// That something is wrong, as it was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// What; nothing where he tells it across the counter.
    pub words: String,
    /// When.
    pub at: Timestamp,
}

impl App {
    /// 信息有误: what is shown at that revision is not right. It was confirmed no longer, where it had been.
    ///
    /// # Errors
    /// `rating.by_staff`; [`Error::Unauthenticated`]; [`Error::NotFound`] where something else is shown by now; [`Error::Input`].
    pub async fn object_to_seen(&self, key: Key, revision: i64, words: String, by_staff: bool) -> Result<()> {
        by_applicant(by_staff)?;
        bounded("words", &words, LONGEST_OBJECTION)?;
        self.write(Caller::Visitor, move |unit| {
            let screen = opened(unit, &key)?;
            let shown = sight(unit, &screen)?.filter(|_| screen.revision == revision);
            let Some(Sight::Data { item_name, parties, service, known_by, .. }) = shown else {
                return Err(Error::NotFound { what: "sight" });
            };
            let objection = Some(Objection { words: words.trim().to_owned(), at: unit.now });
            let data = Sight::Data { item_name, parties, service, known_by, signature: None, objection };
            show(unit, &screen, Some(&data))
        })
        .await
    }
}
