//! Numbers: of cases by unit and day, of documents by organ, kind and year. Taken last in the unit of work, so that a
//! refusal leaves no gap and nobody waits longer than a commit.

use daowei_domain::organization::Department;
use daowei_ident::{CaseNumber, DocumentNumber, IdentError};
use daowei_store::{Tx, counter};
use jiff::civil::Date;

use crate::error::{Error, Problem, Result};

/// The next case number of a department on the day on which papers are received.
pub(crate) fn case(tx: &mut Tx<'_>, department: &Department, day: Date) -> Result<CaseNumber> {
    let name = format!("case/{}/{:03}/{day}", department.division, department.unit);
    let serial = serial(counter::next(tx, &name)?)?;
    let (year, month, date) = parts(day)?;
    CaseNumber::new(&department.division, department.unit, (year, month, date), serial).map_err(exhausted)
}

/// The next document number of an organ: short name and series, year of signing, serial.
pub(crate) fn document(
    tx: &mut Tx<'_>,
    department: &Department,
    series: &str,
    signed: Date,
) -> Result<DocumentNumber> {
    let organ = format!("{}{series}", department.short_name);
    let year = u16::try_from(signed.year()).map_err(|_| Error::input("date", Problem::Range))?;
    let serial = serial(counter::next(tx, &format!("document/{organ}/{year}"))?)?;
    DocumentNumber::new(&organ, year, serial).map_err(exhausted)
}

fn serial(value: i64) -> Result<u32> {
    u32::try_from(value).map_err(|_| Error::input("number", Problem::Range))
}

fn exhausted(error: IdentError) -> Error {
    Error::input("number", Problem::Ident(error))
}

fn parts(day: Date) -> Result<(i32, u8, u8)> {
    let range = |_| Error::input("date", Problem::Range);
    Ok((
        i32::from(day.year()),
        u8::try_from(day.month()).map_err(range)?,
        u8::try_from(day.day()).map_err(range)?,
    ))
}
