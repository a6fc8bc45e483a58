//! Finding public texts by two Chinese characters, by words and prefixes, by pinyin initials.
//!
//! The tokens are the same on both engines and need no full text of theirs. Personal data is never indexed here.

use std::collections::{BTreeMap, BTreeSet};

use pinyin::{ToPinyin, ToPinyinMulti};

use crate::{Param, Result, Statement, Tx, params};

const ADD: Statement =
    Statement::new("search.add", "INSERT INTO search_token (kind, token, document) VALUES ($1, $2, $3)");
const REMOVE: Statement =
    Statement::new("search.remove", "DELETE FROM search_token WHERE kind = $1 AND document = $2");
/// Compared values, not EXISTS: a server would join the documents of all tokens before it takes the first few.
const MATCH: Statement = Statement::new(
    "search.match",
    "SELECT document FROM search_token AS hit WHERE kind = $1 AND token = $2
     AND (SELECT 1 FROM search_token AS t WHERE t.kind = $1 AND t.token = $3 AND t.document = hit.document) = 1
     AND (SELECT 1 FROM search_token AS t WHERE t.kind = $1 AND t.token = $4 AND t.document = hit.document) = 1
     AND (SELECT 1 FROM search_token AS t WHERE t.kind = $1 AND t.token = $5 AND t.document = hit.document) = 1
     AND (SELECT 1 FROM search_token AS t WHERE t.kind = $1 AND t.token = $6 AND t.document = hit.document) = 1
     AND (SELECT 1 FROM search_token AS t WHERE t.kind = $1 AND t.token = $7 AND t.document = hit.document) = 1
     AND (SELECT 1 FROM search_token AS t WHERE t.kind = $1 AND t.token = $8 AND t.document = hit.document) = 1
     AND (SELECT 1 FROM search_token AS t WHERE t.kind = $1 AND t.token = $9 AND t.document = hit.document) = 1
     ORDER BY document LIMIT $10",
);

/// How many documents hold each token, as far as that matters.
const WEIGH: Statement = Statement::new(
    "search.weigh",
    "SELECT (SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_token WHERE kind = $1 AND token = $2 LIMIT 1000) AS t),
     (SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_token WHERE kind = $1 AND token = $3 LIMIT 1000) AS t),
     (SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_token WHERE kind = $1 AND token = $4 LIMIT 1000) AS t),
     (SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_token WHERE kind = $1 AND token = $5 LIMIT 1000) AS t),
     (SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_token WHERE kind = $1 AND token = $6 LIMIT 1000) AS t),
     (SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_token WHERE kind = $1 AND token = $7 LIMIT 1000) AS t),
     (SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_token WHERE kind = $1 AND token = $8 LIMIT 1000) AS t),
     (SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_token WHERE kind = $1 AND token = $9 LIMIT 1000) AS t)",
);

const BETWEEN: Statement = Statement::new(
    "search.between",
    "SELECT document, token FROM search_token WHERE kind = $1 AND document > $2 AND document <= $3",
);
const OF_DOCUMENT: Statement = Statement::new(
    "search.of_document",
    "SELECT document, token FROM search_token WHERE kind = $1 AND document = $2",
);
const DOCUMENTS: Statement =
    Statement::new("search.documents", "SELECT DISTINCT document FROM search_token WHERE kind = $1");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[ADD, REMOVE, MATCH, WEIGH, BETWEEN, OF_DOCUMENT, DOCUMENTS];

/// Tokens of a query that are asked for; more make it no narrower in practice.
const ASKED: usize = 8;
/// Characters of a text that are indexed, and of a query that are read.
const LONGEST: usize = 2_000;
/// Longest indexed prefix of a word.
const PREFIX: usize = 12;
/// Marks pairs of pinyin initials, which no word begins with.
const INITIALS: char = '~';
/// Stands before a mark.
const MARK: char = '#';

/// The tokens of a text that is to be found: pairs of Chinese characters, words of Latin letters and digits with their
/// prefixes from two characters, pairs of pinyin initials.
#[must_use]
pub fn tokens(text: &str) -> BTreeSet<String> {
    let mut tokens = BTreeSet::new();
    for run in runs(text) {
        match run {
            Run::Chinese(characters) => {
                tokens.extend(pairs(&characters));
                let initials: Vec<BTreeSet<char>> =
                    characters.iter().map(|character| initials(*character)).collect();
                for (first, second) in initials.iter().zip(initials.iter().skip(1)) {
                    for (first, second) in
                        first.iter().flat_map(|first| second.iter().map(move |second| (first, second)))
                    {
                        tokens.insert(format!("{INITIALS}{first}{second}"));
                    }
                }
            }
            Run::Word(word) => {
                let ends = word.char_indices().map(|(at, character)| at + character.len_utf8());
                tokens.extend(
                    ends.skip(1).take(PREFIX - 1).filter_map(|end| word.get(..end)).map(str::to_owned),
                );
                tokens.insert(word);
            }
        }
    }
    tokens
}

/// A name in the form in which names are ordered: by the pinyin of each of its characters, a name before those that begin with it,
/// then by the characters.
#[must_use]
pub fn spelled(name: &str) -> String {
    let mut text = String::new();
    for character in name.chars() {
        match character.to_pinyin() {
            Some(reading) => text.push_str(reading.plain()),
            None => text.push(character),
        }
        text.push(' ');
    }
    // Before any further syllable.
    text.push(' ');
    text + name
}

/// Replaces what a document is found by.
///
/// # Errors
/// What befell the store.
pub fn index(tx: &mut Tx<'_>, kind: &str, document: &str, text: &str) -> Result<()> {
    index_under(tx, kind, document, text, &[])
}

/// [`index`], with marks by which a search can be narrowed before its first documents are taken.
///
/// # Errors
/// What befell the store.
pub fn index_under(tx: &mut Tx<'_>, kind: &str, document: &str, text: &str, marks: &[String]) -> Result<()> {
    remove(tx, kind, document)?;
    let tokens = tokens_under(text, marks);
    let rows: Vec<[Param<'_>; 3]> =
        tokens.iter().map(|token| [kind.into(), token.into(), document.into()]).collect();
    tx.run_many(&ADD, &rows)?;
    Ok(())
}

/// [`tokens`], with marks.
pub(crate) fn tokens_under(text: &str, marks: &[String]) -> BTreeSet<String> {
    let mut tokens = tokens(text);
    tokens.extend(marks.iter().map(|mark| marked(mark)));
    tokens
}

/// The tokens of the documents between two, the first left out.
pub(crate) fn between(
    tx: &mut Tx<'_>,
    kind: &str,
    [begin, end]: &[Param<'_>; 2],
) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let found = tx.all(&BETWEEN, &[kind.into(), *begin, *end], |row| Ok((row.string(0)?, row.string(1)?)))?;
    Ok(by_document(found))
}

/// The tokens of these documents.
pub(crate) fn of_documents(
    tx: &mut Tx<'_>,
    kind: &str,
    documents: &[String],
) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let groups: Vec<[Param<'_>; 2]> =
        documents.iter().map(|document| [kind.into(), document.as_str().into()]).collect();
    let found = tx.all_many(&OF_DOCUMENT, &groups, |row| Ok((row.string(0)?, row.string(1)?)))?;
    Ok(by_document(found))
}

/// Every document that is found by something.
pub(crate) fn documents(tx: &mut Tx<'_>, kind: &str) -> Result<Vec<String>> {
    tx.all(&DOCUMENTS, params![kind], |row| row.string(0))
}

fn by_document(found: Vec<(String, String)>) -> BTreeMap<String, BTreeSet<String>> {
    let mut documents: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (document, token) in found {
        documents.entry(document).or_default().insert(token);
    }
    documents
}

/// Lets a document be found no longer.
///
/// # Errors
/// What befell the store.
pub fn remove(tx: &mut Tx<'_>, kind: &str, document: &str) -> Result<()> {
    tx.run(&REMOVE, params![kind, document]).map(|_| ())
}

/// Documents that hold all tokens of the query, by document id: candidates, of which [`holds`] tells those that hold the query itself. A query of less than two characters finds nothing;
/// a word of Latin letters is also tried as pinyin initials.
///
/// # Errors
/// What befell the store.
pub fn matches(tx: &mut Tx<'_>, kind: &str, query: &str, limit: u32) -> Result<Vec<String>> {
    matches_under(tx, kind, query, &[], limit)
}

/// [`matches`], of documents that bear all of the marks: three at most.
///
/// # Errors
/// What befell the store.
pub fn matches_under(
    tx: &mut Tx<'_>,
    kind: &str,
    query: &str,
    marks: &[String],
    limit: u32,
) -> Result<Vec<String>> {
    let mut found = BTreeSet::new();
    for mut asked in [asked(query, false), asked(query, true)].into_iter().flatten() {
        asked.truncate(ASKED.saturating_sub(marks.len()));
        asked.extend(marks.iter().map(|mark| marked(mark)));
        let asked = rarest_first(tx, kind, asked)?;
        let mut cells = cells(kind, &asked);
        cells.push(limit.into());
        found.extend(tx.all(&MATCH, &cells, |row| row.string(0))?);
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(found.into_iter().take(limit).collect())
}

/// Whether one token says all that a query asks, so that [`holds`] refuses nothing of what it finds.
#[must_use]
pub fn is_exact(query: &str) -> bool {
    let two = |characters: &[char]| characters.len() <= 2;
    match runs(query).as_slice() {
        [Run::Chinese(characters)] => two(characters),
        [Run::Word(word)] => two(&word.chars().collect::<Vec<_>>()),
        _ => false,
    }
}

/// Whether a text holds each run of a query as it stands: characters one after another, a word from its beginning, letters as the
/// initials of characters one after another. Tokens are a set and say only that a text may: what was found by them is read again.
#[must_use]
pub fn holds(text: &str, query: &str) -> bool {
    let text = runs(text);
    let asked = runs(query);
    let chinese = |holds: &dyn Fn(&[char]) -> bool| {
        text.iter().any(|run| matches!(run, Run::Chinese(characters) if holds(characters)))
    };
    asked.iter().all(|run| match run {
        // One character asks for nothing, as in the tokens.
        Run::Chinese(sought) if sought.len() < 2 => true,
        Run::Chinese(sought) => {
            chinese(&|characters| characters.windows(sought.len()).any(|part| part == sought.as_slice()))
        }
        Run::Word(word) if word.chars().nth(1).is_none() => true,
        Run::Word(word) => {
            let letters: Vec<char> = word.chars().collect();
            let read =
                |part: &[char]| part.iter().zip(&letters).all(|(c, letter)| initials(*c).contains(letter));
            text.iter().any(|run| matches!(run, Run::Word(held) if held.starts_with(word.as_str())))
                || chinese(&|characters| characters.windows(letters.len()).any(read))
        }
    })
}

/// Whether a text in hand is found by a query that asks for something, as an indexed one would be.
#[must_use]
pub fn finds(text: &str, query: &str) -> bool {
    asked(query, false).is_some() && holds(text, query)
}

/// A mark as a token, which no word is.
fn marked(mark: &str) -> String {
    format!("{MARK}{mark}")
}

/// A search goes through the documents of the first token: that is the rarest one. Two kinds of trade may be frequent
/// alike, but a name beside its city is not.
fn rarest_first(tx: &mut Tx<'_>, kind: &str, asked: Vec<String>) -> Result<Vec<String>> {
    if asked.len() < 2 {
        return Ok(asked);
    }
    let count = |row: &crate::Row<'_>| (0..ASKED).map(|at| row.int(at)).collect::<Result<Vec<i64>>>();
    let counts = tx.one(&WEIGH, &cells(kind, &asked), count)?.unwrap_or_default();
    let mut weighed: Vec<(i64, String)> = counts.into_iter().zip(asked).collect();
    weighed.sort_by_key(|(count, _)| *count);
    Ok(weighed.into_iter().map(|(_, token)| token).collect())
}

/// Kind and tokens as parameters. A query of fewer tokens asks for the last one again.
fn cells<'a>(kind: &'a str, asked: &'a [String]) -> Vec<Param<'a>> {
    let last = asked.last().map_or("", String::as_str);
    let token = |number| Param::Text(asked.get(number).map_or(last, String::as_str));
    std::iter::once(Param::Text(kind)).chain((0..ASKED).map(token)).collect()
}

/// The tokens a query asks for; nothing where it has none, or no word to be read as initials.
fn asked(query: &str, as_initials: bool) -> Option<Vec<String>> {
    let mut asked = Vec::new();
    let mut has_word = false;
    for run in runs(query) {
        match run {
            Run::Chinese(characters) => asked.extend(pairs(&characters)),
            Run::Word(word)
                if as_initials && word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_lowercase()) =>
            {
                has_word = true;
                let letters: Vec<char> = word.chars().collect();
                asked.extend(pairs(&letters).map(|pair| format!("{INITIALS}{pair}")));
            }
            Run::Word(word) => {
                if word.chars().nth(1).is_some() {
                    asked.push(word);
                }
            }
        }
    }
    asked.dedup();
    asked.truncate(ASKED);
    (!asked.is_empty() && (has_word || !as_initials)).then_some(asked)
}

/// What stands together in a text.
enum Run {
    Chinese(Vec<char>),
    Word(String),
}

/// Splits a text: Chinese characters, words of other letters and digits (lower case, full-width forms as half-width).
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    for character in text.chars().take(LONGEST).map(half_width) {
        let chinese = is_chinese(character);
        if !chinese && !character.is_alphanumeric() {
            // A run of nothing parts what stands before and behind.
            runs.push(Run::Word(String::new()));
            continue;
        }
        match runs.last_mut() {
            Some(Run::Chinese(characters)) if chinese => characters.push(character),
            Some(Run::Word(word)) if !chinese && !word.is_empty() => word.extend(character.to_lowercase()),
            _ if chinese => runs.push(Run::Chinese(vec![character])),
            _ => runs.push(Run::Word(character.to_lowercase().collect())),
        }
    }
    runs.retain(|run| !matches!(run, Run::Word(word) if word.is_empty()));
    runs
}

fn pairs(characters: &[char]) -> impl Iterator<Item = String> {
    characters.windows(2).map(|pair| pair.iter().collect())
}

/// The initials of all readings: 重庆 is found as `cq`.
fn initials(character: char) -> BTreeSet<char> {
    let readings = character.to_pinyin_multi();
    readings.into_iter().flatten().filter_map(|reading| reading.plain().chars().next()).collect()
}

/// Unified ideographs with all extensions, and 〇.
fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(character).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(character)
        }
        other => other,
    }
}
