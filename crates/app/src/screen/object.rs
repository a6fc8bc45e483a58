//! 信息有误: what the applicant says at the screen is wrong with what it shows. It is told to the desk, and is no evidence while nothing
//! was received: it waits, sealed, with the screen. The receipt that it concerns takes it over, with what became of it; what is shown
//! meanwhile, or that nothing is, takes nothing of it away.

use daowei_domain::case::{ObjectionOutcome, ScreenObjection};
use daowei_domain::rating::by_applicant;
use daowei_store::screen::{self as rows, Screen};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::applicant::opened;
use super::sign::keep;
use super::{Key, Sight, damaged, show, sight};
use crate::App;
use crate::error::{Error, Result};
use crate::text::bounded;
use crate::unit::{Caller, Unit};

/// Characters that an applicant types at a screen at most: which line it is, and what it should say.
pub const LONGEST_OBJECTION: usize = 200;
/// The kind of the vault's records that say what was wrong.
const OBJECTION: &str = "objection";

/// That something is wrong, as it was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// What; nothing where he tells it across the counter.
    pub words: String,
    /// When.
    pub at: Timestamp,
}

/// One that no receipt has taken over yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Raised {
    #[serde(flatten)]
    said: Objection,
    /// By what the applicants are known whose data were shown: the number itself may be what is wrong.
    of: Vec<String>,
    /// Whether data were shown anew since.
    anew: bool,
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
            let Some(Sight::Data { item_name, parties, service, known_by, applicant, .. }) = shown else {
                return Err(Error::NotFound { what: "sight" });
            };
            let said = Objection { words: words.trim().to_owned(), at: unit.now };
            let mut raised = raised(unit, &screen)?;
            raised.push(Raised { said: said.clone(), of: vec![applicant.clone()], anew: false });
            let objection = Some(said);
            let data =
                Sight::Data { item_name, parties, service, known_by, applicant, signature: None, objection };
            show(unit, &screen, Some(&data))?;
            rows::object(unit.tx, &screen.id, sealed(unit, &screen, &raised)?.as_deref()).map_err(Error::from)
        })
        .await
    }
}

/// Data of that applicant are shown: what he said is wrong before was shown anew, also where it was his number that was put right.
pub(super) fn shown_anew(
    unit: &mut Unit<'_, '_>,
    screen: &Screen,
    before: Option<&Sight>,
    applicant: &str,
) -> Result<()> {
    let mut raised = raised(unit, screen)?;
    let concerned = concerning(before, applicant);
    let of: Vec<&mut Raised> = raised.iter_mut().filter(|raised| concerned(raised)).collect();
    if of.is_empty() {
        return Ok(());
    }
    for raised in of {
        raised.anew = true;
        if !raised.of.iter().any(|known| known == applicant) {
            raised.of.push(applicant.to_owned());
        }
    }
    Ok(rows::object(unit.tx, &screen.id, sealed(unit, screen, &raised)?.as_deref())?)
}

/// Those of that applicant, and of whose data are shown and said to be wrong at this moment.
fn concerning<'a>(shown: Option<&'a Sight>, applicant: &'a str) -> impl Fn(&Raised) -> bool + 'a {
    let disputed = match shown {
        Some(Sight::Data { objection: Some(_), applicant, .. }) => Some(applicant.as_str()),
        _ => None,
    };
    move |raised| raised.of.iter().any(|known| known == applicant || Some(known.as_str()) == disputed)
}

/// What a receipt finds of it, and what stays for another.
pub(super) fn parted(
    unit: &Unit<'_, '_>,
    screen: &Screen,
    shown: Option<&Sight>,
    applicant: &str,
) -> Result<(Vec<Raised>, Vec<Raised>)> {
    let concerned = concerning(shown, applicant);
    Ok(raised(unit, screen)?.into_iter().partition(concerned))
}

/// As the receipt has it, the words in the vault under that stream. `confirmed`: whether the applicant confirmed what is received.
pub(super) fn on_record(
    unit: &mut Unit<'_, '_>,
    screen: &Screen,
    raised: &[Raised],
    stream: &str,
    confirmed: bool,
) -> Result<Vec<ScreenObjection>> {
    let id = screen.id.parse().map_err(|_| damaged())?;
    let mut objections = Vec::with_capacity(raised.len());
    for Raised { said, anew, .. } in raised {
        let words =
            if said.words.is_empty() { None } else { Some(keep(unit, stream, OBJECTION, &said.words)?) };
        let outcome = match (anew, confirmed) {
            (true, true) => ObjectionOutcome::Confirmed,
            (true, false) => ObjectionOutcome::ShownAnew,
            (false, _) => ObjectionOutcome::Despite,
        };
        objections.push(ScreenObjection { screen: id, at: said.at, words, outcome });
    }
    Ok(objections)
}

fn context(id: &str) -> String {
    format!("screen/objected/1/{id}")
}

fn raised(unit: &Unit<'_, '_>, screen: &Screen) -> Result<Vec<Raised>> {
    let Some(sealed) = &screen.objected else { return Ok(Vec::new()) };
    let plain = unit.inner.keys.vault().open(&context(&screen.id), sealed).map_err(|_| damaged())?;
    serde_json::from_slice(&plain).map_err(|_| damaged())
}

/// Sealed as of its screen; nothing where there is none.
pub(super) fn sealed(unit: &Unit<'_, '_>, screen: &Screen, raised: &[Raised]) -> Result<Option<Vec<u8>>> {
    if raised.is_empty() {
        return Ok(None);
    }
    let plain = serde_json::to_vec(raised).map_err(|_| damaged())?;
    let nonce = unit.inner.random();
    unit.inner.keys.vault().seal(nonce, &context(&screen.id), &plain).map(Some).map_err(|_| damaged())
}
