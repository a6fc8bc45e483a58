//! What can go wrong between a unit of work and the disk.

use std::path::PathBuf;

/// A result whose error is the store's.
pub type Result<T> = std::result::Result<T, Error>;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Every way the store can fail; what an administrator can meet is said in Chinese and in English. Nothing here names an
/// engine; the source of [`Error::Engine`] may.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else moved first: the unit of work read a head that is no longer the head.
    #[error("the records were changed by somebody else meanwhile")]
    Conflict,
    /// A unique constraint refused the row.
    #[error("{statement}: a row with this key exists")]
    Duplicate {
        /// Name of the refused statement.
        statement: &'static str,
    },
    /// A foreign key, check, not-null constraint or trigger refused the row.
    #[error("{statement}: refused by a constraint: {message}")]
    Constraint {
        /// Name of the refused statement.
        statement: &'static str,
        /// The engine's words.
        message: String,
    },
    /// The connection was lost after COMMIT was sent, or the disk failed in the middle of it: the unit
    /// of work may or may not have been carried out. The caller's idempotency key resolves it.
    #[error("不知道这一步是否已经写入；请以同一幂等键再次提交\nthe outcome of the commit is unknown")]
    Unknown,
    /// Writes are refused, reads go on (disk failure, or opened for reading only).
    #[error("数据库只能读取，不能写入：{reason}\nthe store is read-only: {reason}")]
    ReadOnly {
        /// Why.
        reason: String,
    },
    /// No space left; nothing was changed. Later writes are tried again.
    #[error("数据库所在的磁盘已满\nno space left on the disk of the database")]
    Full,
    /// Too much waiting work, or a statement ran into its time limit.
    #[error("数据库繁忙：{what}\nthe store is busy: {what}")]
    Busy {
        /// What was waited for.
        what: String,
    },
    /// The database server cannot be reached.
    #[error("无法连接数据库：{what}\nthe database cannot be reached: {what}")]
    Unavailable {
        /// The last attempt's words.
        what: String,
    },
    /// A serialization failure or deadlock; the engine runs the unit of work again and only gives this
    /// back when it has tried often enough.
    #[error("the unit of work met others too often")]
    Contended,
    /// The store is shutting down.
    #[error("the store is closed")]
    Closed,
    /// A unit of work panicked; it was rolled back.
    #[error("the unit of work failed in an unforeseen way")]
    Panicked,
    /// A unit of work went on after one of its statements had failed; it was rolled back.
    #[error("the unit of work went on after a failed statement")]
    Spoiled,
    /// A unit of reading tried to write.
    #[error("{statement}: writes inside a unit of reading")]
    WriteInRead {
        /// Name of the refused statement.
        statement: &'static str,
    },
    /// A text held U+0000, which no portable text column takes.
    #[error("{statement}: text with the character U+0000")]
    Nul {
        /// Name of the refused statement.
        statement: &'static str,
    },
    /// A stored value is not what its column promises.
    #[error("{statement}: column {column} is not {wanted}")]
    Corrupt {
        /// Name of the statement that read it.
        statement: &'static str,
        /// Zero-based column.
        column: usize,
        /// The type that was asked for.
        wanted: &'static str,
    },
    /// Stored evidence is not what this program writes.
    #[error("数据已损坏：{what}\nthe {what} is damaged")]
    Damaged {
        /// What it was.
        what: &'static str,
    },
    /// The events of a stream are not those that were written, from this number on: nothing is decided on them.
    #[error(
        "{stream}自第{sequence}条起与写入时不同；请运行 `daowei audit verify`\nthe events of {stream} are not those that were written, from number {sequence} on; run `daowei audit verify`"
    )]
    Unproven {
        /// The stream.
        stream: String,
        /// The first number that does not hold.
        sequence: i64,
    },
    /// This machine's clock stands before what the stream has recorded already: nothing was written.
    #[error(
        "本机时钟早于{stream}的最后一条记录；请校准时钟（NTP）\nthis machine's clock is behind the last record of {stream}; set the clock (NTP)"
    )]
    ClockBack {
        /// The stream.
        stream: String,
    },
    /// Another process holds this database file (REL-24).
    #[error("{} 正由另一进程使用（{holder}）；请先停止它\n{} is in use by another process ({holder}); stop it first", path.display(), path.display())]
    InUse {
        /// The database file.
        path: PathBuf,
        /// What the holder wrote about itself.
        holder: String,
    },
    /// The embedded engine is older than the first release without the known corruption race.
    #[error(
        "内嵌数据库引擎为{found}，需要3.51.3以上版本\nthe embedded engine is {found}; 3.51.3 or newer is needed"
    )]
    EngineTooOld {
        /// Its version.
        found: String,
    },
    /// The database was written by a newer program (REL-11).
    #[error(
        "数据库为第{database}版，本程序只认到第{program}版；请使用新版程序\nthe database has version {database}, this program knows versions up to {program}; use the newer program"
    )]
    Newer {
        /// Version in the database.
        database: i64,
        /// Newest version this program knows.
        program: i64,
    },
    /// The database has not been migrated to this program's version.
    #[error(
        "数据库为第{database}版，本程序需要第{program}版；请先运行 `daowei migrate`\nthe database has version {database}, this program needs {program}; run `daowei migrate`"
    )]
    Older {
        /// Version in the database.
        database: i64,
        /// Version this program needs.
        program: i64,
    },
    /// A migration that was carried out differs from the one this program holds.
    #[error(
        "第{version}号迁移（{name}）的内容与本程序所带的不同\nmigration {version} ({name}) was carried out with other text than this program holds"
    )]
    MigrationChanged {
        /// Its version.
        version: i64,
        /// Its name.
        name: String,
    },
    /// A file beside the database, or one to be written, failed.
    #[error("数据文件：{0}\na file of the store: {0}")]
    File(#[from] std::io::Error),
    /// A test cut the unit of work here.
    #[error("cut at operation {operation}")]
    Cut {
        /// Number of the operation, from 1.
        operation: u64,
    },
    /// Anything else an engine said.
    #[error("{statement}: {source}")]
    Engine {
        /// Name of the statement.
        statement: &'static str,
        /// The engine's error.
        source: Source,
    },
    /// Encryption, digest or signature failed.
    #[error("cryptography: {0}")]
    Crypto(String),
}

/// Why a unit of work changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum Abort<E> {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] Error),
    /// The work itself was refused.
    #[error("refused")]
    Refused(E),
}

impl<E> Abort<E> {
    /// The store's error, for work that cannot be refused.
    pub fn into_store(self) -> Error
    where
        E: Into<Error>,
    {
        match self {
            Self::Store(error) => error,
            Self::Refused(refusal) => refusal.into(),
        }
    }
}
