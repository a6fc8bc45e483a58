//! Verification of the vault: each record against the commitment that the log carries.
//!
//! A record that was changed, exchanged, had its salt taken or is gone is found. The law may order one deleted; when there is
//! an act for that, its event will tell a deletion from a theft. On the same way every act on a letter of authorization is held against the letter: a decision that fell on a forged
//! one stays in the log when the letter is gone again.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use daowei_calendar::legal_date;
use daowei_crypto::{Keys, commit};
use daowei_domain::authority::{Letter, letter};
use daowei_domain::record::Ground;
use daowei_domain::{Recorded, TextRef};
use daowei_ident::LetterId;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::Value;

use super::{Finding, FindingKind, Findings};
use crate::vault::references;
use crate::{Abort, Error, Param, Result, Statement, Store, Tx, event, params, vault};

const EVENTS: Statement = Statement::new(
    "texts.events",
    "SELECT stream, sequence, body FROM event WHERE (stream, sequence) > ($1, $2) ORDER BY stream, sequence LIMIT $3",
);
const RECORD: Statement =
    Statement::new("texts.record", "SELECT id, stream, kind, salt, sealed FROM vault WHERE id = $1");

pub(crate) const STATEMENTS: &[Statement] = &[EVENTS, RECORD];

/// How a reference begins; events without it are not taken apart.
const COMMITMENT: &str = "\"commitment\"";

/// How an event names the letter that it rests on.
const LETTER: &str = "\"letter\":\"";

/// Events looked at in one unit of reading.
const PAGE: usize = 1_024;

/// What came out.
#[derive(Debug, Default, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Texts {
    /// References from events to records that are there.
    pub checked: u64,
    /// References to records that are gone.
    pub missing: u64,
    /// Acts that were held against the letters that they rest on.
    pub grants: u64,
    /// Records that are not what the log says, at the event that names them; at most 1,000.
    #[serde(skip)]
    pub findings: Vec<Finding>,
    /// Number of all those.
    #[serde(skip)]
    pub found: u64,
}

/// What one unit of reading found: references, what is kept under them, and the place behind.
struct Page {
    named: Vec<(String, i64, TextRef)>,
    acts: Vec<(String, i64, Recorded<Value>)>,
    records: HashMap<String, Option<vault::Kept>>,
    next: Option<(String, i64)>,
    events: u64,
}

/// The letters, where all of them are what was written; else the verification of the log tells, and no act is judged by them.
type Letters = Option<HashMap<LetterId, Letter>>;

/// Opens every record that an event names, as of the stream and kind that its row says, and compares it with the event's commitment,
/// one page while the next one is read.
/// `progress` hears how many events are done.
///
/// # Errors
/// What befell the store; damage is no error but a finding.
pub fn texts(store: &Store, keys: &Arc<Keys>, progress: &mut dyn FnMut(u64)) -> Result<Texts> {
    let letters = letters(store, keys)?;
    let (hand, pages) = sync_channel::<Page>(1);
    std::thread::scope(|scope| {
        let opening = scope.spawn(move || {
            let (mut all, mut findings) = (Texts::default(), Findings::default());
            pages.into_iter().for_each(|page| {
                compare(keys, &page, &mut all, &mut findings);
                found(&page, &letters, &mut all, &mut findings);
            });
            Texts { findings: findings.list, found: findings.found, ..all }
        });
        let (mut after, mut events) = (Some((String::new(), 0)), 0);
        while let Some(place) = after {
            let read = store.read(move |tx| Ok::<_, Abort<Error>>(page(tx, &place)?));
            let mut page = read.map_err(Abort::into_store)?;
            events += page.events;
            progress(events);
            after = page.next.take();
            // It goes away only by a panic, which the join tells.
            let _ = hand.send(page);
        }
        drop(hand);
        opening.join().map_err(|_| Error::Closed)
    })
}

fn letters(store: &Store, keys: &Arc<Keys>) -> Result<Letters> {
    let keys = Arc::clone(keys);
    let read = store.read(move |tx| Ok::<_, Abort<Error>>(event::of_noun(tx, keys.evidence(), "letter")?));
    let events = match read.map_err(Abort::into_store) {
        Err(Error::Unproven { .. }) => return Ok(None),
        read => read?,
    };
    let mut states: HashMap<String, Option<Letter>> = HashMap::new();
    for (stream, event) in events {
        let Ok(record) = serde_json::from_slice::<Recorded<letter::Event>>(&event.body) else {
            return Ok(None);
        };
        let state = states.entry(stream).or_default();
        *state = Letter::apply(state.take(), &record.event);
    }
    Ok(Some(states.into_values().flatten().map(|letter| (letter.id, letter)).collect()))
}

/// Holds the acts of a page against their letters.
fn found(page: &Page, letters: &Letters, texts: &mut Texts, findings: &mut Findings) {
    let Some(letters) = letters else { return };
    for (stream, sequence, act) in &page.acts {
        texts.grants += 1;
        let named = act.grant.as_ref().and_then(|grant| grant.letter).and_then(|id| letters.get(&id));
        if !named.is_some_and(|letter| founds(letter, act)) {
            findings.add(stream, *sequence, FindingKind::GrantUnfounded);
        }
    }
}

/// Whether the letter was the actor's and held on the day of the act.
fn founds(letter: &Letter, act: &Recorded<Value>) -> bool {
    let theirs = act.by.staff().is_some_and(|staff| staff.person == letter.holder);
    // Clocks of two servers may differ by so much.
    let skew = SignedDuration::from_micros(event::SKEW);
    let before = act.at.checked_sub(skew).unwrap_or(act.at);
    let revoked = letter.revoked.as_ref().is_some_and(|revocation| revocation.at <= before);
    theirs && letter.validity.holds_on(legal_date(act.at)) && !revoked
}

fn page(tx: &mut Tx<'_>, after: &(String, i64)) -> Result<Page> {
    let mut named: Vec<(String, i64, TextRef)> = Vec::new();
    let mut acts = Vec::new();
    let (mut events, mut last) = (0, None);
    tx.each(&EVENTS, params![&after.0, after.1, u32::try_from(PAGE).unwrap_or(u32::MAX)], |row| {
        events += 1;
        last = Some((row.string(0)?, row.int(1)?));
        // What is no JSON is no event of ours: the verification of the log tells.
        let body = row.bytes(2).ok().and_then(|body| std::str::from_utf8(body).ok());
        let body = body.filter(|body| body.contains(COMMITMENT) || body.contains(LETTER));
        if let Some(body) = body.and_then(|body| serde_json::from_str(body).ok()) {
            let (stream, sequence) = (row.text(0)?, row.int(1)?);
            references(&body, &mut |text| named.push((stream.to_owned(), sequence, text)));
            let act = Recorded::<Value>::deserialize(body).ok();
            let on_letter =
                act.filter(|act| act.grant.as_ref().is_some_and(|grant| grant.ground == Ground::Letter));
            acts.extend(on_letter.map(|act| (stream.to_owned(), sequence, act)));
        }
        Ok(())
    })?;
    let ids: Vec<String> = named.iter().map(|(.., text)| text.id.to_string()).collect();
    let wanted: Vec<[Param<'_>; 1]> = ids.iter().map(|id| [id.as_str().into()]).collect();
    let records = tx
        .all_many(&RECORD, &wanted, |row| {
            // The embedded engine lets an intruder put a value of another type there.
            Ok((row.string(0)?, vault::Kept::read(row).ok()))
        })?
        .into_iter()
        .collect();
    let next = last.filter(|_| events == PAGE);
    Ok(Page { named, acts, records, next, events: u64::try_from(events).unwrap_or(u64::MAX) })
}

fn compare(keys: &Keys, page: &Page, texts: &mut Texts, findings: &mut Findings) {
    for (stream, sequence, text) in &page.named {
        let id = text.id.to_string();
        let Some(record) = page.records.get(&id) else {
            texts.missing += 1;
            findings.add(stream, *sequence, FindingKind::VaultMissing);
            continue;
        };
        texts.checked += 1;
        let genuine = record.as_ref().and_then(|kept| {
            // It is sealed as of its stream and kind: one that was moved does not open.
            let plain = kept.plain(keys.vault()).ok()?;
            Some(commit(keys.suite(), &kept.salt, &plain).to_string() == text.commitment)
        });
        if genuine != Some(true) {
            findings.add(stream, *sequence, FindingKind::VaultAltered);
        }
    }
}
