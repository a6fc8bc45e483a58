//! Reads out of a database what one real case wrote, command by command.

use super::recipe::{Recipe, Written};
use super::{Cell, Table, Update};
use crate::error::{Result, words};

/// A bare connection that reads.
pub(crate) trait Reader {
    /// All rows of a query.
    fn rows(&mut self, sql: &str, params: &[Cell]) -> Result<Vec<Vec<Cell>>>;
}

/// How many decided cases there are, and one out of their middle.
const DECIDED: &str = "SELECT COUNT(*) FROM case_row WHERE stage = 'decided'";
const ONE_DECIDED: &str = "SELECT id FROM case_row WHERE stage = 'decided' ORDER BY id LIMIT 1 OFFSET $1";

impl Recipe {
    /// What a case out of the middle of the run wrote.
    pub(crate) fn read(reader: &mut dyn Reader) -> Result<Self> {
        let decided = reader.rows(DECIDED, &[])?;
        let Some([Cell::Int(decided)]) = decided.first().map(Vec::as_slice) else {
            return Err(words("no decided case to take rows from"));
        };
        let found = reader.rows(ONE_DECIDED, &[Cell::Int(decided / 2)])?;
        let Some([Cell::Text(case)]) = found.first().map(Vec::as_slice) else {
            return Err(words("no decided case to take rows from"));
        };
        Sample { reader, case: Cell::Text(case.clone()), stream: Cell::Text(format!("case-{case}")) }.read()
    }
}

struct Sample<'a> {
    reader: &'a mut dyn Reader,
    case: Cell,
    stream: Cell,
}

/// A command of the sample: its unit of work, when it was recorded, what it wrote.
struct Unit {
    id: String,
    at: i64,
    written: Written,
}

impl Sample<'_> {
    fn of(&mut self, table: Table, condition: &str, param: &Cell) -> Result<Vec<Vec<Cell>>> {
        self.reader.rows(&table.select(condition), std::slice::from_ref(param))
    }

    fn read(mut self) -> Result<Recipe> {
        let (case, stream) = (self.case.clone(), self.stream.clone());
        let licenses = self.of(Table::License, "case_id = $1", &case)?;
        let mut streams = vec![stream.clone()];
        for license in &licenses {
            if let Some(Cell::Text(id)) = license.first() {
                streams.push(Cell::Text(format!("license-{id}")));
            }
        }
        let mut units: Vec<Unit> = Vec::new();
        for stream in &streams {
            self.events(stream, &mut units)?;
        }
        for row in self.of(Table::Vault, "stream = $1 ORDER BY id", &stream)? {
            let id = row.first().cloned().unwrap_or(Cell::Null);
            let unit = owner(&mut units, &id)?;
            put(&mut unit.written, Table::Vault, row);
            for entry in self.of(Table::Blind, "record = $1", &id)? {
                put(&mut owner(&mut units, &id)?.written, Table::Blind, entry);
            }
        }
        for entry in self.of(Table::Blind, "record = $1", &case)? {
            put(&mut owner(&mut units, &case)?.written, Table::Blind, entry);
        }
        for (table, rows) in [
            (Table::Document, self.of(Table::Document, "case_id = $1 ORDER BY id", &case)?),
            (Table::License, licenses),
        ] {
            for row in rows {
                let written = &mut owner(&mut units, row.first().unwrap_or(&Cell::Null))?.written;
                written.counters += usize::from(matches!(row.get(2), Some(Cell::Text(_))));
                put(written, table, row);
            }
        }
        let sent = self.of(Table::Sent, "case_id = $1", &case)?;
        let case =
            self.of(Table::Case, "id = $1", &case)?.pop().ok_or_else(|| words("a case without a row"))?;
        let mut commands: [Written; 6] = Default::default();
        if units.len() != commands.len() {
            return Err(words(format!("a sample of {} commands", units.len())));
        }
        for (place, (mut unit, command)) in units.into_iter().zip(&mut commands).enumerate() {
            for row in self.of(Table::Idempotency, "at = $1", &Cell::Int(unit.at))? {
                put(&mut unit.written, Table::Idempotency, row);
            }
            for row in sent.iter().filter(|row| row.get(2) == Some(&Cell::Int(unit.at))) {
                put(&mut unit.written, Table::Sent, row.clone());
            }
            match place {
                0 => {
                    // The number of the case.
                    unit.written.counters += 1;
                    put(&mut unit.written, Table::Case, case.clone());
                }
                // 审查 and 审核 leave the case in its stage.
                2 | 3 => unit.written.update = Some(Update::Stayed),
                _ => unit.written.update = Some(Update::Moved),
            }
            unit.written.rows.sort_by_key(|(table, _)| *table);
            *command = unit.written;
        }
        Ok(Recipe { commands, case })
    }

    /// Sorts the events of a stream, with what they left for the index, by the units of work that made them.
    fn events(&mut self, stream: &Cell, units: &mut Vec<Unit>) -> Result<()> {
        for row in self.of(Table::Event, "stream = $1 ORDER BY sequence", stream)? {
            let [_, sequence, _, _, Cell::Int(at), _, Cell::Bytes(body), _] = row.as_slice() else {
                return Err(words("an event in another form"));
            };
            let body: serde_json::Value = serde_json::from_slice(body)?;
            let id = body.get("unit").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
            let leaf = vec![stream.clone(), sequence.clone(), Cell::Int(*at), Cell::Bytes(vec![7; 64])];
            let at = *at;
            let place = match units.iter().position(|unit| unit.id == id) {
                Some(place) => place,
                None => {
                    units.push(Unit { id, at, written: Written::default() });
                    units.len().saturating_sub(1)
                }
            };
            if let Some(unit) = units.get_mut(place) {
                put(&mut unit.written, Table::Event, row);
                put(&mut unit.written, Table::PendingLeaf, leaf);
            }
        }
        Ok(())
    }
}

fn put(written: &mut Written, table: Table, row: Vec<Cell>) {
    match written.rows.iter_mut().find(|(other, _)| *other == table) {
        Some((_, rows)) => rows.push(row),
        None => written.rows.push((table, vec![row])),
    }
}

/// The unit of work that made an id: ids of one unit share all but their last four digits; a text brought along was given
/// its id a moment before its unit began.
fn owner<'a>(units: &'a mut [Unit], id: &Cell) -> Result<&'a mut Unit> {
    let Cell::Text(id) = id else { return Err(words("a row without an id")) };
    let place = units
        .iter()
        .position(|unit| unit.id.get(..32) == id.get(..32))
        .or_else(|| units.iter().position(|unit| unit.id.get(..13) >= id.get(..13)))
        .unwrap_or(units.len().saturating_sub(1));
    units.get_mut(place).ok_or_else(|| words("a case without events"))
}
