//! A workbook of one sheet: every word is kept as a text, so that nothing is computed.

use daowei_domain::Language;
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, XlsxError};

use super::sheet::{Cell, Column, said};
use super::watermark::Watermark;

/// The row of the headings: above it stands what the file says of itself.
const HEAD: u32 = 1;

/// The file; nothing where it cannot be written.
pub(super) fn file<T>(
    watermark: &Watermark,
    columns: &[Column<T>],
    rows: &[T],
    language: Language,
) -> Option<Vec<u8>> {
    written(watermark, columns, rows, language).ok()
}

fn written<T>(
    watermark: &Watermark,
    columns: &[Column<T>],
    rows: &[T],
    language: Language,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(watermark.title)?;
    let note = Format::new().set_italic().set_font_color(Color::RGB(0x4d_5b_6a));
    sheet.write_string_with_format(0, 0, &watermark.line, &note)?;
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    for (at, column) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(HEAD, at, said(column.heading, language), &bold)?;
        sheet.set_column_width(at, f64::from(column.width))?;
    }
    for (line, row) in (HEAD + 1..).zip(rows) {
        for (at, column) in (0_u16..).zip(columns) {
            match (column.cell)(row, language) {
                Cell::Text(words) => sheet.write_string(line, at, words)?,
                Cell::Number(number) => sheet.write_number(line, at, number)?,
                Cell::Empty => continue,
            };
        }
    }
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    // An ampersand is a command in a foot.
    sheet.set_footer(format!("&L{}&R&P / &N", watermark.foot.replace('&', "&&")));
    book.save_to_buffer()
}
