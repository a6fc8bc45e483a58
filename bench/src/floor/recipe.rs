//! What each of a case's six commands writes, as a real case wrote it, and how it is written again for another case.

use super::{Cell, Table, Update};

/// What one command wrote.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    /// Rows by table.
    pub(super) rows: Vec<(Table, Vec<Vec<Cell>>)>,
    /// How the case's row was written again, if it was.
    pub(super) update: Option<Update>,
    /// Series that gave a number.
    pub(super) counters: usize,
}

/// What the commands of a case wrote.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recipe {
    pub(super) commands: [Written; 6],
    /// The case's row as the last command left it.
    pub(super) case: Vec<Cell>,
}

/// One command's rows for another case.
pub(super) struct Batch {
    pub(super) rows: Vec<(Table, Vec<Vec<Cell>>)>,
    pub(super) update: Option<(Update, Vec<Cell>)>,
    pub(super) counters: Vec<String>,
}

impl Recipe {
    /// Rows and bytes of a whole case, for the reader.
    pub(crate) fn size(&self) -> (usize, usize) {
        let tables = self.commands.iter().flat_map(|command| &command.rows);
        let rows: Vec<&Vec<Cell>> = tables.flat_map(|(_, rows)| rows).collect();
        let updates = self.commands.iter().filter(|command| command.update.is_some()).count();
        let bytes = rows.iter().flat_map(|row| row.iter()).map(length).sum::<usize>();
        (rows.len() + updates, bytes + updates * self.case.iter().map(length).sum::<usize>())
    }

    /// The rows of a step for the case with this number, written by this client.
    pub(super) fn batch(&self, step: usize, case: u64, client: usize) -> Option<Batch> {
        let written = self.commands.get(step)?;
        let mut fresh = Fresh { case, step, drawn: 0 };
        let rows = written
            .rows
            .iter()
            .map(|(table, rows)| (*table, rows.iter().map(|row| fresh.row(*table, row)).collect()))
            .collect();
        let update = written.update.map(|update| (update, fresh.update(update, &self.case)));
        let series = |number: usize| format!("floor/{}/{step}/{number}", client % 16);
        Some(Batch { rows, update, counters: (0..written.counters).map(series).collect() })
    }
}

fn length(cell: &Cell) -> usize {
    match cell {
        Cell::Null => 0,
        Cell::Int(_) => 8,
        Cell::Bool(_) => 1,
        Cell::Text(text) => text.len(),
        Cell::Bytes(bytes) => bytes.len(),
    }
}

/// Gives rows of a sample what distinguishes another case: ids that grow, numbers that nobody has.
struct Fresh {
    case: u64,
    step: usize,
    drawn: u64,
}

impl Fresh {
    /// As long as an id, and like it growing with time.
    fn id(&mut self) -> String {
        self.drawn += 1;
        format!("0190b5f2-7c5e-7{:03x}-8{:03x}-{:012x}", self.step, self.drawn, self.case)
    }

    fn case(&self) -> String {
        format!("0190b5f2-7c5e-7000-8000-{:012x}", self.case)
    }

    /// As long as the number it stands for.
    fn number(&mut self, like: &str) -> String {
        self.drawn += 1;
        let tail = format!("{:x}{:x}{:08x}", self.step, self.drawn, self.case);
        let kept = like.chars().count().saturating_sub(tail.len());
        like.chars().take(kept).chain(tail.chars()).collect()
    }

    /// As far apart from others as digests are.
    fn scatter(&mut self, like: &[u8]) -> Vec<u8> {
        self.drawn += 1;
        let seed = self.case.wrapping_mul(64).wrapping_add(self.drawn).wrapping_add(self.drawn << 40);
        let word =
            seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mut bytes = like.to_vec();
        bytes
            .iter_mut()
            .zip(word.to_be_bytes().into_iter().chain(seed.to_be_bytes()))
            .for_each(|(to, from)| *to = from);
        bytes
    }

    fn row(&mut self, table: Table, sample: &[Cell]) -> Vec<Cell> {
        let mut row = sample.to_vec();
        let mut put = |at: usize, cell: Cell| {
            if let Some(old) = row.get_mut(at) {
                *old = cell;
            }
        };
        match (table, sample) {
            (Table::Event | Table::PendingLeaf, [Cell::Text(stream), ..]) => {
                let noun = stream.split('-').next().unwrap_or_default();
                put(0, Cell::Text(format!("{noun}-{}", self.case())));
            }
            (Table::Vault, _) => {
                put(0, Cell::Text(self.id()));
                put(1, Cell::Text(format!("case-{}", self.case())));
            }
            (Table::Blind, [Cell::Bytes(entry), ..]) => {
                put(0, Cell::Bytes(self.scatter(entry)));
                put(1, Cell::Text(self.case()));
            }
            (Table::Case, [_, Cell::Text(number), ..]) => {
                put(1, Cell::Text(self.number(number)));
                put(0, Cell::Text(self.case()));
            }
            (Table::Document | Table::License, [_, _, number, ..]) => {
                if let Cell::Text(number) = number {
                    put(2, Cell::Text(self.number(number)));
                }
                put(0, Cell::Text(self.id()));
                put(1, Cell::Text(self.case()));
            }
            (Table::Sent, _) => put(0, Cell::Text(self.case())),
            (Table::Idempotency, [Cell::Text(key), ..]) => put(0, Cell::Text(self.number(key))),
            _ => {}
        }
        row
    }

    /// The columns that an update writes, in its order, and the case last.
    fn update(&self, update: Update, case: &[Cell]) -> Vec<Cell> {
        let cells = update.places().iter().map(|at| case.get(*at).cloned().unwrap_or(Cell::Null));
        let known = update.known_by().iter().map(|at| case.get(*at).cloned().unwrap_or(Cell::Null));
        cells.chain([Cell::Text(self.case())]).chain(known).collect()
    }
}
