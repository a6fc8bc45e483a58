//! 屏上签名: strokes by finger, pen or mouse, for what the screen shows at that moment (UX-23); and what a receipt takes over of it.
//!
//! The picture waits under the name of the screen, which no member of staff has: it is in nobody's list, and nobody's act can name it. A
//! receipt of the very same data takes it over.

use daowei_domain::case::rules as case_rules;
use daowei_domain::case::{PartyRole, ScreenSignature};
use daowei_domain::file::MediaType;
use daowei_domain::{Refusal, TextRef};
use daowei_ident::{FileId, PartyId, TextId};
use daowei_store::screen::{self as rows, Screen};
use daowei_store::vault;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{PartyShown, Sight, forget_signature, sealed};
use crate::error::{Error, Problem, Result};
use crate::unit::Unit;
use crate::{file, text};

/// The kind of the vault's records that say what was shown to whom.
const SHOWN: &str = "shown";

/// A signature as it waits with what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Which of the parties shown signed, counted from nought.
    pub signer: usize,
    /// The picture.
    pub file: FileId,
}

/// A signature as it comes from the screen.
#[derive(Clone)]
pub struct Signed {
    /// Which of the parties shown signs, counted from nought.
    pub signer: usize,
    /// The strokes, as PNG.
    pub png: Vec<u8>,
}

/// The same, looked at: the picture is written anew.
#[derive(Clone)]
pub(super) struct Drawn {
    pub(super) signer: usize,
    pub(super) strokes: Vec<u8>,
}

/// What was confirmed at the screen of a desk.
pub(crate) struct Confirmed {
    /// When.
    pub(crate) at: Timestamp,
    pub(super) signed: Option<(String, Signature, String)>,
}

/// Keeps a signature for what the screen shows; false where it shows something else by now.
pub(super) fn sign(
    unit: &mut Unit<'_, '_>,
    screen: &Screen,
    revision: i64,
    shown: Sight,
    signed: &Drawn,
) -> Result<bool> {
    let Sight::Data { item_name, parties, service, known_by, applicant, .. } = shown else {
        return Ok(false);
    };
    let Some(signer) = parties.get(signed.signer) else {
        return Err(Error::input("signature.signer", Problem::Range));
    };
    may_sign(signer, daowei_calendar::legal_date(unit.now))?;
    if revision != screen.revision {
        return Ok(false);
    }
    forget_signature(unit, screen)?;
    let file = file::keep(unit, &screen.id, "签名.png", MediaType::Png, &signed.strokes)?;
    let signature = Some(Signature { signer: signed.signer, file });
    let objection = None;
    let sight = sealed(
        unit,
        screen,
        &Sight::Data { item_name, parties, service, known_by, applicant, signature, objection },
    )?;
    Ok(rows::sign(unit.tx, &screen.id, revision, &sight, unit.now.as_microsecond())?)
}

/// 民法典 第一百七十三条: whoever acts for the applicant signs for as long as his mandate holds.
fn may_sign(signer: &PartyShown, today: Date) -> Result<()> {
    let Some(over) = signer.mandate.as_ref().filter(|mandate| !mandate.holds_on(today)) else {
        return Ok(());
    };
    let to = over.to.map_or_else(|| "—".to_owned(), |to| to.to_string());
    Err(Refusal::by(&case_rules::MANDATE_OVER).with("from", over.from).with("to", to).into())
}

impl Confirmed {
    /// The signature with its picture, if it is still there, and what was shown, for the vault under that stream. One signature is for
    /// one receipt, as the confirmation is.
    pub(crate) fn signature(
        &self,
        unit: &mut Unit<'_, '_>,
        parties: &[PartyId],
        stream: &str,
        files: &mut file::Named,
    ) -> Result<Option<ScreenSignature>> {
        let Some((screen, Signature { signer, file: id }, words)) = &self.signed else { return Ok(None) };
        let picture = file::of(unit, screen, std::iter::once(*id))?;
        let (Some(reference), Some(by)) = (picture.references.get(id).cloned(), parties.get(*signer)) else {
            return Ok(None);
        };
        files.join(picture);
        let shown = keep(unit, stream, SHOWN, words)?;
        Ok(Some(ScreenSignature { by: *by, at: self.at, shown, file: reference }))
    }
}

/// Puts words of the screen into the vault.
pub(super) fn keep(
    unit: &mut Unit<'_, '_>,
    stream: &str,
    kind: &'static str,
    words: &str,
) -> Result<TextRef> {
    let plain = Zeroizing::new(words.as_bytes().to_vec());
    let (id, salt): (TextId, [u8; 16]) = (unit.ids.next(TextId::from_parts), unit.inner.random());
    let reference = text::reference(unit.inner, id, &salt, &plain);
    let record = vault::NewRecord {
        id: &id.to_string(),
        stream,
        kind,
        salt: &salt,
        nonce: unit.inner.random(),
        plain: &plain,
        found_by: &[],
    };
    vault::add(unit.tx, unit.inner.keys.vault(), unit.inner.keys.blind(), &[record])?;
    Ok(reference)
}

/// What the screen calls somebody.
fn called(role: PartyRole) -> &'static str {
    match role {
        PartyRole::Applicant => "申请人",
        PartyRole::Agent => "委托代理人",
        PartyRole::Representative => "经办人",
        PartyRole::Interested => "利害关系人",
    }
}

/// What the screen said, line by line, masked as it was.
pub(super) fn in_words(item_name: &str, parties: &[PartyShown], way: Option<&str>) -> String {
    let line = |party: &PartyShown| {
        let PartyShown { role, name, id_number, phone, address, mandate, .. } = party;
        let said = [Some(name), Some(id_number), phone.as_ref(), address.as_ref()];
        let said = said.into_iter().flatten().cloned().collect::<Vec<_>>().join("，");
        let mandate = mandate.as_ref().map(|told| format!("；授权委托：{}", told.in_words()));
        format!("{}：{said}{}", called(*role), mandate.unwrap_or_default())
    };
    let item = format!("事项：{item_name}");
    let way = way.map(|way| format!("送达方式：{way}"));
    std::iter::once(item).chain(parties.iter().map(line)).chain(way).collect::<Vec<_>>().join("\n")
}
