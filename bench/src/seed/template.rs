//! A history computed once and stamped for many cases: everything that no two cases share is cut out of what the domain
//! has made, and put in anew. What comes out is byte for byte what the domain would have made with those ids and numbers
//! at those instants; a test holds the two against each other.

use daowei_crypto::Suite;
use daowei_domain::license::Event as LicenseEvent;
use daowei_store::view::case::CaseRow;
use daowei_store::view::document::DocumentRow;
use daowei_store::view::license::LicenseRow;
use daowei_store::view::sent::SentRow;

use super::history::{History, Scene};
use super::script::Do;
use super::source::{CODE, COMMITMENT, Fresh, Kind, MARK, Marked, Marks, Serials, Series, committed};
use crate::error::{Result, words};

/// A stretch of text.
#[derive(Debug, Clone)]
enum Piece {
    Fixed(String),
    Id { kind: Kind, index: u8, millis: u64, count: u16 },
    Commitment(usize),
    Number(usize),
    Code,
}

/// A text with what is to be put in.
#[derive(Debug, Clone)]
struct Pieces(Vec<Piece>);

struct EventTemplate {
    kind: &'static str,
    at: i64,
    body: Pieces,
}

struct TextTemplate {
    kind: &'static str,
    id: Pieces,
    plain: Pieces,
    found_by: Vec<(&'static str, String)>,
}

/// A history with everything cut out that distinguishes its case from others.
pub(super) struct Template {
    marks: Marks,
    stream: Pieces,
    events: Vec<EventTemplate>,
    license: Option<(Pieces, EventTemplate, LicenseRow)>,
    texts: Vec<TextTemplate>,
    row: CaseRow,
    documents: Vec<DocumentRow>,
    sent: Vec<SentRow>,
    company: String,
}

/// An event to be written.
pub(super) struct NewEvent {
    pub(super) kind: &'static str,
    pub(super) at: i64,
    pub(super) body: String,
}

/// A text to be sealed.
pub(super) struct NewText {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) salt: [u8; 16],
    pub(super) plain: String,
    pub(super) found_by: Vec<(&'static str, String)>,
}

/// One case, ready to be written.
pub(super) struct Stamped {
    pub(super) stream: String,
    pub(super) events: Vec<NewEvent>,
    pub(super) license: Option<(String, NewEvent, LicenseRow)>,
    pub(super) texts: Vec<NewText>,
    pub(super) row: CaseRow,
    pub(super) documents: Vec<DocumentRow>,
    pub(super) sent: Vec<SentRow>,
    /// Number and query code, by which a citizen finds it.
    pub(super) looked_up: String,
    pub(super) company: String,
}

impl Template {
    /// Plays a script and cuts it.
    pub(super) fn of(scene: &Scene<'_>, script: &[Do], serials: &Serials) -> Result<Self> {
        let mut source = Marked { marks: Marks::new(), serials };
        let history = History::of(scene, script, &mut source)?;
        Self::cut(history, source.marks, scene)
    }

    fn cut(history: History, marks: Marks, scene: &Scene<'_>) -> Result<Self> {
        let written: Vec<String> =
            marks.numbers.iter().map(|(series, serial)| series.written(*serial)).collect::<Result<_>>()?;
        let cut = |text: &str| Pieces::cut(text, &written);
        let event = |kind, at: jiff::Timestamp, body: String| -> Result<EventTemplate> {
            Ok(EventTemplate { kind, at: at.as_microsecond(), body: cut(&body)? })
        };
        let events = history
            .records
            .iter()
            .map(|record| event(record.event.kind(), record.at, serde_json::to_string(record)?))
            .collect::<Result<Vec<_>>>()?;
        let license = history
            .license
            .as_ref()
            .map(|(record, state)| {
                let kind = LicenseEvent::kind(&record.event);
                let stream = cut(&format!("license-{}", state.id))?;
                let event = event(kind, record.at, serde_json::to_string(record)?)?;
                Ok::<_, crate::error::Error>((stream, event, LicenseRow::of(state)))
            })
            .transpose()?;
        let texts = history
            .texts
            .iter()
            .map(|text| {
                let (id, plain) = (cut(&text.id.to_string())?, cut(&text.plain)?);
                Ok(TextTemplate { kind: text.kind, id, plain, found_by: text.found_by.clone() })
            })
            .collect::<Result<Vec<_>>>()?;
        let last = history.records.last().ok_or_else(|| words("a history without events"))?.at;
        let settings = scene.world.settings_on(daowei_calendar::legal_date(last));
        let case = &history.case;
        Ok(Self {
            stream: cut(&format!("case-{}", case.id))?,
            events,
            license,
            texts,
            row: CaseRow::of(case, &settings, last.as_microsecond()),
            documents: case.documents.values().map(|document| DocumentRow::of(case, document)).collect(),
            sent: SentRow::of(None, &history.records),
            company: scene.firm.name.clone(),
            marks,
        })
    }

    /// How many ids of a kind it wants.
    pub(super) fn drawn(&self, kind: Kind) -> usize {
        self.marks.drawn(kind)
    }

    /// How many salts it wants.
    pub(super) fn salts(&self) -> usize {
        self.marks.commitments()
    }

    /// The next numbers of its series; none where they have become longer than those it was made with, for texts say how
    /// long they are.
    pub(super) fn numbers(&self, serials: &mut Serials) -> Result<Option<Vec<u32>>> {
        let fits = |(series, serial): &(Series, u32)| digits(serials.peek(series)) == digits(*serial);
        if !self.marks.numbers.iter().all(fits) {
            return Ok(None);
        }
        Ok(Some(self.marks.numbers.iter().map(|(series, _)| serials.next(series)).collect()))
    }

    /// Puts a case's own in.
    pub(super) fn stamp(&self, fresh: &mut Fresh, numbers: &[u32], suite: Suite) -> Result<Stamped> {
        let series = self.marks.numbers.iter().map(|(series, _)| series);
        fresh.numbers =
            series.zip(numbers).map(|(series, serial)| series.written(*serial)).collect::<Result<_>>()?;
        fresh.commitments.clear();
        let mut texts = Vec::with_capacity(self.texts.len());
        for (text, salt) in self.texts.iter().zip(&fresh.salts) {
            let plain = text.plain.filled(fresh)?;
            fresh.commitments.push(committed(suite, salt, plain.as_bytes()));
            let id = text.id.filled(fresh)?;
            texts.push(NewText { id, kind: text.kind, salt: *salt, plain, found_by: text.found_by.clone() });
        }
        let fresh = &*fresh;
        let event = |event: &EventTemplate| {
            Ok::<_, crate::error::Error>(NewEvent {
                kind: event.kind,
                at: event.at,
                body: event.body.filled(fresh)?,
            })
        };
        let events = self.events.iter().map(event).collect::<Result<Vec<_>>>()?;
        let license = self
            .license
            .as_ref()
            .map(|(stream, body, row)| {
                Ok::<_, crate::error::Error>((
                    stream.filled(fresh)?,
                    event(body)?,
                    self.license_row(row, fresh)?,
                ))
            })
            .transpose()?;
        let row = self.case_row(fresh)?;
        Ok(Stamped {
            stream: self.stream.filled(fresh)?,
            events,
            license,
            texts,
            documents: self.document_rows(fresh)?,
            sent: self.sent.iter().map(|sent| SentRow { case: row.id.clone(), ..sent.clone() }).collect(),
            looked_up: format!("{}/{}", row.number, fresh.code),
            row,
            company: self.company.clone(),
        })
    }

    fn refilled(&self, text: &str, fresh: &Fresh) -> Result<String> {
        let written: Vec<String> = self
            .marks
            .numbers
            .iter()
            .map(|(series, serial)| series.written(*serial))
            .collect::<Result<_>>()?;
        Pieces::cut(text, &written)?.filled(fresh)
    }

    fn case_row(&self, fresh: &Fresh) -> Result<CaseRow> {
        Ok(CaseRow {
            id: self.refilled(&self.row.id, fresh)?,
            number: self.refilled(&self.row.number, fresh)?,
            ..self.row.clone()
        })
    }

    fn document_rows(&self, fresh: &Fresh) -> Result<Vec<DocumentRow>> {
        let row = |row: &DocumentRow| {
            Ok(DocumentRow {
                id: self.refilled(&row.id, fresh)?,
                case: self.refilled(&row.case, fresh)?,
                number: row.number.as_deref().map(|number| self.refilled(number, fresh)).transpose()?,
                text: self.refilled(&row.text, fresh)?,
                ..row.clone()
            })
        };
        self.documents.iter().map(row).collect()
    }

    fn license_row(&self, row: &LicenseRow, fresh: &Fresh) -> Result<LicenseRow> {
        Ok(LicenseRow {
            id: self.refilled(&row.id, fresh)?,
            number: self.refilled(&row.number, fresh)?,
            case: self.refilled(&row.case, fresh)?,
            holder: self.refilled(&row.holder, fresh)?,
            ..row.clone()
        })
    }
}

fn digits(serial: u32) -> u32 {
    serial.checked_ilog10().unwrap_or(0)
}

impl Pieces {
    /// Finds marks and numbers.
    fn cut(text: &str, numbers: &[String]) -> Result<Self> {
        let mut found: Vec<(usize, usize, Piece)> = Vec::new();
        for (at, _) in text.match_indices(MARK) {
            let start = at.checked_sub(18).ok_or_else(|| words("a mark at the beginning"))?;
            let part = |from: usize, to: usize| text.get(start + from..start + to).unwrap_or_default();
            let hex = |text: &str| u64::from_str_radix(text, 16).map_err(|_| words("a mark that is no id"));
            let kind = match part(15, 16) {
                "b" => Kind::Unit,
                "c" => Kind::Text,
                "d" => Kind::Party,
                _ => return Err(words("a mark of no kind")),
            };
            let millis = hex(&format!("{}{}", part(0, 8), part(9, 13)))?;
            let index = u8::try_from(hex(part(16, 18))?)?;
            let count = u16::try_from(hex(part(32, 36))?)?;
            found.push((start, 36, Piece::Id { kind, index, millis, count }));
        }
        for (at, mark) in text.match_indices(COMMITMENT) {
            let number =
                text.get(at + mark.len()..at + 64).and_then(|number| usize::from_str_radix(number, 16).ok());
            found.push((at, 64, Piece::Commitment(number.ok_or_else(|| words("a commitment cut short"))?)));
        }
        found.extend(text.match_indices(CODE).map(|(at, code)| (at, code.len(), Piece::Code)));
        for (place, number) in numbers.iter().enumerate() {
            let matches = text.match_indices(number.as_str());
            found.extend(matches.map(|(at, number)| (at, number.len(), Piece::Number(place))));
        }
        found.sort_by_key(|(at, _, _)| *at);
        let (mut pieces, mut done) = (Vec::with_capacity(found.len() * 2 + 1), 0);
        for (at, length, piece) in found {
            let fixed = text.get(done..at).ok_or_else(|| words("marks that overlap"))?;
            pieces.push(Piece::Fixed(fixed.to_owned()));
            pieces.push(piece);
            done = at + length;
        }
        pieces.push(Piece::Fixed(text.get(done..).unwrap_or_default().to_owned()));
        Ok(Self(pieces))
    }

    fn filled(&self, fresh: &Fresh) -> Result<String> {
        let missing = || words("a mark without its own");
        let mut text = String::with_capacity(1_024);
        for piece in &self.0 {
            match piece {
                Piece::Fixed(fixed) => text.push_str(fixed),
                Piece::Id { kind, index, millis, count } => {
                    text.push_str(&fresh.id(*kind, *index, *millis, *count).ok_or_else(missing)?);
                }
                Piece::Commitment(number) => {
                    text.push_str(fresh.commitments.get(*number).ok_or_else(missing)?);
                }
                Piece::Number(place) => text.push_str(fresh.numbers.get(*place).ok_or_else(missing)?),
                Piece::Code => text.push_str(&fresh.code),
            }
        }
        Ok(text)
    }
}
