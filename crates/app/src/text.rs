//! Personal data and free texts on their way into the vault. They are sealed under fresh ids before the unit of work, so
//! that a rerun writes the same; events will carry only the references.

use std::collections::BTreeMap;

use daowei_calendar::legal_date;
use daowei_crypto::commit;
pub use daowei_domain::case::PartyRecord;
use daowei_domain::case::{Destination, DestinationGiven, PartyGiven, PartyKind, PartyRole, PartySource};
use daowei_domain::{Text, TextRef};
use daowei_ident::{
    Address, ElectronicAddress, IdKind, IdNumber, PartyId, PersonName, Phone, ResidentId, TextId, is_unseen,
};
use daowei_store::{Tx, vault};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::error::{Error, Problem, Result};
use crate::{App, Inner};

/// Characters of a reason, an opinion, a piece of evidence.
pub const LONGEST: usize = 4_000;

/// How the credit codes of individual traders (个体工商户) begin (GB 32100).
const TRADER: &str = "92";

/// The form in which a party's record lies in the vault: clear text inside the cipher.
#[derive(Serialize, Deserialize)]
struct Kept {
    kind: PartyKind,
    name: String,
    id_kind: IdKind,
    id_number: String,
    phone: Option<String>,
    address: Option<String>,
}

fn keep(record: &PartyRecord) -> Result<Zeroizing<Vec<u8>>> {
    let kept = Kept {
        kind: record.kind,
        name: record.name.reveal().to_owned(),
        id_kind: record.id_kind,
        id_number: record.id_number.reveal().to_owned(),
        phone: record.phone.as_ref().map(|phone| phone.reveal().to_owned()),
        address: record.address.as_ref().map(|address| address.reveal().to_owned()),
    };
    serde_json::to_vec(&kept).map(Zeroizing::new).map_err(|_| damaged())
}

/// Reads a party's record out of the vault.
pub(crate) fn party_record(plain: &[u8]) -> Result<PartyRecord> {
    let kept: Kept = serde_json::from_slice(plain).map_err(|_| damaged())?;
    // What was kept was read under the rules of its day: a rule of today makes no record unreadable.
    Ok(PartyRecord {
        kind: kept.kind,
        name: PersonName::kept(kept.name),
        id_kind: kept.id_kind,
        id_number: IdNumber::kept(kept.id_number),
        phone: kept.phone.map(Phone::kept),
        address: kept.address.map(Address::kept),
    })
}

/// The form in which a destination lies in the vault.
#[derive(Serialize, Deserialize)]
struct KeptDestination {
    recipient: String,
    phone: String,
    address: Option<String>,
    postcode: Option<String>,
    electronic: Option<String>,
}

fn keep_destination(place: &Destination) -> Result<Zeroizing<Vec<u8>>> {
    let kept = KeptDestination {
        recipient: place.recipient.reveal().to_owned(),
        phone: place.phone.reveal().to_owned(),
        address: place.address.as_ref().map(|address| address.reveal().to_owned()),
        postcode: place.postcode.as_ref().map(ToString::to_string),
        electronic: place.electronic.as_ref().map(|address| address.reveal().to_owned()),
    };
    serde_json::to_vec(&kept).map(Zeroizing::new).map_err(|_| damaged())
}

/// Reads a destination out of the vault.
pub(crate) fn destination(plain: &[u8]) -> Result<Destination> {
    let kept: KeptDestination = serde_json::from_slice(plain).map_err(|_| damaged())?;
    Ok(Destination {
        recipient: PersonName::kept(kept.recipient),
        phone: Phone::kept(kept.phone),
        address: kept.address.map(Address::kept),
        postcode: kept.postcode.map(|code| code.parse().map_err(|_| damaged())).transpose()?,
        electronic: kept.electronic.map(ElectronicAddress::kept),
    })
}

fn damaged() -> Error {
    Error::Store(daowei_store::Error::Damaged { what: "vault record" })
}

/// One record on its way into the vault.
pub(crate) struct Waiting {
    id: TextId,
    kind: &'static str,
    salt: [u8; 16],
    nonce: [u8; 12],
    plain: Zeroizing<Vec<u8>>,
    found_by: Vec<(&'static str, String)>,
}

/// Collects what a command brings along for the vault.
pub struct Texts {
    app: App,
    waiting: Vec<Waiting>,
    /// Words by id, for the documents that print them.
    words: BTreeMap<TextId, String>,
    /// Destinations by id, for the confirmation that prints them.
    destinations: BTreeMap<TextId, Destination>,
    /// Records of parties in clear, for what is compared with those of others.
    parties: BTreeMap<PartyId, PartyRecord>,
}

impl Texts {
    /// An empty collection.
    #[must_use]
    pub fn new(app: &App) -> Self {
        let (words, destinations, parties) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { app: app.clone(), waiting: Vec::new(), words, destinations, parties }
    }

    /// Takes a text in. `kind` says what it is: reason, opinion, proof …
    ///
    /// # Errors
    /// [`Error::Input`] for a text that is too long or holds characters that no text has.
    pub fn take(&mut self, field: &str, kind: &'static str, words: String) -> Result<Text> {
        bounded(field, &words, LONGEST)?;
        let reference = self.wait(kind, Zeroizing::new(words.clone().into_bytes()), Vec::new());
        self.words.insert(reference.id, words.clone());
        Ok(Text::new(words, reference))
    }

    /// Takes a text of one line in, such as a purpose.
    ///
    /// # Errors
    /// [`Error::Input`], as for [`one_line`] and [`Texts::take`].
    pub fn take_line(&mut self, field: &str, kind: &'static str, words: String) -> Result<Text> {
        one_line(field, &words, LONGEST)?;
        self.take(field, kind, words)
    }

    /// Takes a party in.
    ///
    /// # Errors
    /// [`Error::Input`] where the identity document is not one of that kind of party; what befell its serialization.
    pub fn party(&mut self, id: PartyId, role: PartyRole, record: &PartyRecord) -> Result<PartyGiven> {
        let mut found_by =
            vec![("id_number", record.id_number.reveal().to_owned()), ("name", normal(record.name.reveal()))];
        if let Some(address) = &record.address {
            found_by.push(("address", normal(address.reveal())));
        }
        if record.id_kind == IdKind::ResidentCard {
            self.born(record.id_number.reveal())?;
        }
        let reference = self.wait("party", keep(record)?, found_by);
        let organization = record.kind == PartyKind::Organization;
        if record.id_kind.is_of_organization().is_some_and(|of| of != organization) {
            return Err(Error::input("id_kind", Problem::Unfit));
        }
        // Only a name in the register of legal persons is public; an individual trader's is mostly a natural person's.
        let registered =
            record.id_kind == IdKind::CreditCode && !record.id_number.reveal().starts_with(TRADER);
        let public_name = (organization && registered).then(|| record.name.reveal().to_owned());
        let words = record.name.reveal().to_owned();
        self.words.insert(reference.id, words.clone());
        self.parties.insert(id, record.clone());
        let (kind, source) = (record.kind, PartySource::default());
        let record = Text::new(words, reference);
        Ok(PartyGiven { id, role, kind, record, public_name, source, mandate: None })
    }

    /// Takes in where documents are to go.
    ///
    /// # Errors
    /// What befell its serialization.
    pub fn destination(&mut self, clear: Destination) -> Result<DestinationGiven> {
        let record = self.wait("destination", keep_destination(&clear)?, Vec::new());
        self.destinations.insert(record.id, clear.clone());
        Ok(DestinationGiven { clear, record })
    }

    /// Nobody applies before he is born.
    fn born(&self, number: &str) -> Result<()> {
        let wrong = |error| Error::input("id_number", Problem::Ident(error));
        let number: ResidentId = number.parse().map_err(wrong)?;
        let today = legal_date(self.app.now());
        let part = |part: i8| part.unsigned_abs();
        number.not_born_after(i32::from(today.year()), part(today.month()), part(today.day())).map_err(wrong)
    }

    fn wait(
        &mut self,
        kind: &'static str,
        plain: Zeroizing<Vec<u8>>,
        found_by: Vec<(&'static str, String)>,
    ) -> TextRef {
        let millis = self.app.now().as_millisecond().unsigned_abs();
        let id = TextId::from_parts(millis, self.app.random());
        let salt = self.app.random();
        let reference = reference(&self.app.inner, id, &salt, &plain);
        self.waiting.push(Waiting { id, kind, salt, nonce: self.app.random(), plain, found_by });
        reference
    }

    /// The words taken in so far.
    pub(crate) fn words(&self) -> &BTreeMap<TextId, String> {
        &self.words
    }

    /// A destination taken in so far.
    pub(crate) fn destination_of(&self, id: TextId) -> Option<&Destination> {
        self.destinations.get(&id)
    }

    /// The record of a party taken in so far.
    pub(crate) fn party_of(&self, id: PartyId) -> Option<&PartyRecord> {
        self.parties.get(&id)
    }

    /// Writes everything into the vault, inside the unit of work.
    pub(crate) fn save(&self, tx: &mut Tx<'_>, stream: &str) -> Result<()> {
        self.save_with(tx, stream, &[])
    }

    /// The same, with what the unit of work itself wrote.
    pub(crate) fn save_with(&self, tx: &mut Tx<'_>, stream: &str, written: &[Waiting]) -> Result<()> {
        let waiting: Vec<&Waiting> = written.iter().chain(&self.waiting).collect();
        add(&self.app.inner, tx, stream, &waiting)
    }
}

fn add(inner: &Inner, tx: &mut Tx<'_>, stream: &str, waiting: &[&Waiting]) -> Result<()> {
    let ids: Vec<String> = waiting.iter().map(|waiting| waiting.id.to_string()).collect();
    let found_by = waiting.iter().map(|waiting| {
        waiting.found_by.iter().map(|(field, value)| (*field, value.as_str())).collect::<Vec<_>>()
    });
    let found_by: Vec<_> = found_by.collect();
    let records: Vec<vault::NewRecord<'_>> = waiting
        .iter()
        .zip(ids.iter().zip(&found_by))
        .map(|(waiting, (id, found_by))| vault::NewRecord {
            id,
            stream,
            kind: waiting.kind,
            salt: &waiting.salt,
            nonce: waiting.nonce,
            plain: &waiting.plain,
            found_by,
        })
        .collect();
    vault::add(tx, inner.keys.vault(), inner.keys.blind(), &records)?;
    Ok(())
}

/// The form in which names and addresses are compared: without white space, in one width and case, compatibility forms (豈 of
/// another code, ⼱) as the ordinary character, and the dot of a name as `·`, whichever was typed.
#[must_use]
pub fn normal(text: &str) -> String {
    text.nfkc()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22C5}' | '\u{30FB}' => '\u{00B7}',
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// Controls, and marks that make a reader see other words than those that are recorded (overrides and isolates of direction).
pub(crate) fn is_foul(character: char) -> bool {
    let moves = matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    moves || (character.is_control() && !matches!(character, '\n' | '\t' | '\r'))
}

/// A text within bounds, without controls and without marks that turn it around.
///
/// # Errors
/// [`Error::Input`].
pub fn bounded(field: &str, text: &str, longest: usize) -> Result<()> {
    if text.chars().count() > longest {
        return Err(Error::input(field, Problem::TooLong));
    }
    if text.chars().any(is_foul) {
        return Err(Error::input(field, Problem::Characters));
    }
    Ok(())
}

/// A text of one line within bounds: nothing in it ends a line, a paragraph or a column, lest what is printed shows lines that
/// nobody wrote; and where it says anything, something of it can be seen.
///
/// # Errors
/// [`Error::Input`].
pub fn one_line(field: &str, text: &str, longest: usize) -> Result<()> {
    bounded(field, text, longest)?;
    let ends = |character| matches!(character, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}');
    let seen = |character: char| !character.is_whitespace() && !is_unseen(character);
    if text.chars().any(ends) || !(text.is_empty() || text.chars().any(seen)) {
        return Err(Error::input(field, Problem::Characters));
    }
    Ok(())
}

/// The reference under which an event names a vault record.
pub(crate) fn reference(inner: &Inner, id: TextId, salt: &[u8; 16], plain: &[u8]) -> TextRef {
    let length = std::str::from_utf8(plain).map_or(plain.len(), |text| text.chars().count());
    TextRef {
        id,
        commitment: commit(inner.keys.suite(), salt, plain).to_string(),
        length: u32::try_from(length).unwrap_or(u32::MAX),
    }
}

/// A text that the unit of work itself writes, such as a printed document, and the reference under which events name it.
pub(crate) fn written(
    inner: &Inner,
    kind: &'static str,
    id: TextId,
    plain: Zeroizing<Vec<u8>>,
) -> (TextRef, Waiting) {
    let salt = inner.random();
    let reference = reference(inner, id, &salt, &plain);
    (reference, Waiting { id, kind, salt, nonce: inner.random(), plain, found_by: Vec::new() })
}

/// Puts one such text into the vault at once.
pub(crate) fn put(
    inner: &Inner,
    tx: &mut Tx<'_>,
    stream: &str,
    kind: &'static str,
    id: TextId,
    plain: &[u8],
) -> Result<TextRef> {
    let (reference, text) = written(inner, kind, id, Zeroizing::new(plain.to_vec()));
    add(inner, tx, stream, &[&text])?;
    Ok(reference)
}

#[cfg(test)]
mod tests {
    use super::{bounded, normal, one_line};

    #[test]
    fn a_name_is_found_under_its_ordinary_form() {
        for (typed, ordinary) in [
            ("\u{F900}三", "\u{8C48}三"),
            ("\u{2F38}三丰", "弓三丰"),
            ("Ａｂｃ\u{3000}Ｄ", "abcd"),
            ("买买提・吐尔逊", "买买提·吐尔逊"),
            ("买买提•吐尔逊", "买买提·吐尔逊"),
            ("买买提･吐尔逊", "买买提·吐尔逊"),
            ("Ørsted", "ørsted"),
        ] {
            assert_eq!(normal(typed), ordinary, "{typed}");
        }
        for kept in ["𠮷田㛃", "买买提·吐尔逊", "四川省资阳市雁江区1号"] {
            assert_eq!(normal(kept), kept);
        }
    }

    #[test]
    fn a_line_is_one_line_and_something_of_it_is_seen() {
        for good in ["", "经营活动备案 2", "ئۇيغۇرچە", "مى\u{200c}خواهم", "——"] {
            assert!(one_line("matter", good, 20).is_ok(), "{good}");
        }
        let ends = ["\n", "\r", "\t", "\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\u{c}"];
        for foul in ends.map(|end| format!("备案{end}受理日期：2020-01-01")) {
            assert!(one_line("matter", &foul, 40).is_err(), "{foul:?}");
        }
        for nothing in ["\u{200b}", "\u{3164}", " \u{2060}\u{3000}", " "] {
            assert!(one_line("name", nothing, 20).is_err(), "{nothing:?}");
        }
        assert!(one_line("matter", "一二三", 2).is_err());
    }

    #[test]
    fn no_text_reads_otherwise_than_it_is_recorded() {
        for good in ["准予许可\n同意", "ئۇيغۇرچە", "עברית 12"] {
            assert!(bounded("reason", good, 20).is_ok(), "{good}");
        }
        for foul in ["准予\u{202E}可许不", "\u{2066}同意\u{2069}", "a\u{0}b", "a\u{7F}"] {
            assert!(bounded("reason", foul, 20).is_err(), "{foul:?}");
        }
    }
}
