//! CSV as spreadsheets open it: UTF-8 with its mark, and no cell that they would compute.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};
use daowei_domain::Language;

use super::sheet::{Cell, Column, said};
use super::watermark::Watermark;

/// By which Excel knows UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The file; nothing where it cannot be written.
pub(super) fn file<T>(
    watermark: &Watermark,
    columns: &[Column<T>],
    rows: &[T],
    language: Language,
) -> Option<Vec<u8>> {
    let mut writer =
        WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(MARK.to_vec());
    writer.write_record([harmless(&watermark.line).as_bytes()]).ok()?;
    writer.write_record(columns.iter().map(|column| said(column.heading, language))).ok()?;
    for row in rows {
        let cells = columns.iter().map(|column| match (column.cell)(row, language) {
            Cell::Text(words) => harmless(&words).into_owned(),
            Cell::Number(number) => number.to_string(),
            Cell::Empty => String::new(),
        });
        writer.write_record(cells).ok()?;
    }
    writer.into_inner().ok()
}

/// A text that a spreadsheet takes for a text (OWASP: CSV injection): what might begin a formula, in half or full width, is
/// led by an apostrophe, and nothing else is: whoever reads the file by a program, or compares a number, finds what there is.
fn harmless(words: &str) -> Cow<'_, str> {
    match words.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{words}"))
        }
        _ => Cow::Borrowed(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_to_be_computed() {
        for foul in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A"] {
            assert_eq!(harmless(foul), format!("'{foul}"));
        }
        for good in ["", "取水许可", "1-2", "a=b", "'=1", "123456789012345", "2026-03-02"] {
            assert_eq!(harmless(good), good);
        }
    }

    #[test]
    fn the_number_of_a_case_is_that_number() {
        assert_eq!(harmless("512000026171024000001"), "512000026171024000001");
    }
}
