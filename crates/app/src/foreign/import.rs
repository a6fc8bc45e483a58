//! 导入专网办件 at the desk: the very import of the command line, by whoever answers for the organ.

use daowei_domain::authority::Act;

use crate::App;
use crate::authority::grant;
use crate::error::Result;
use crate::import::{Options, Report, foreign_of};
use crate::unit::{Caller, Unit};

impl App {
    /// Imports and reconciles a file (CSV, as `daowei import foreign` takes it). Rows of an organ that is not the caller's are
    /// refused; what the desk registered for another organ is not told.
    ///
    /// # Errors
    /// Rules of authority; what befell the store. What is wrong with the file or its rows stands in the report.
    pub async fn import_foreign(&self, caller: Caller, file: Vec<u8>, options: Options) -> Result<Report> {
        let dry_run = options.dry_run;
        let work = move |unit: &mut Unit<'_, '_>| {
            // Whoever imports nothing learns nothing by a file that he made up.
            grant(unit, Act::ImportForeignCases, None)?;
            foreign_of(unit, &file, &options)
        };
        if dry_run { self.read(caller, work).await } else { self.write(caller, work).await }
    }
}
