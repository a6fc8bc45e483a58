//! What can come instead of an answer.

use daowei_domain::Refusal;
use daowei_ident::IdentError;
use daowei_store::Abort;
use jiff::Timestamp;

use crate::account::EndReason;

/// A result whose error is the application's.
pub type Result<T> = std::result::Result<T, Error>;

/// Everything that a use case can answer instead of its result.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule forbids it; nothing has changed.
    #[error(transparent)]
    Refused(#[from] Box<Refusal>),
    /// Nobody known asks: no session, an ended one, a wrong token.
    #[error("sign in first")]
    Unauthenticated,
    /// The login or the password is wrong: the same for a login that nobody has.
    #[error("login or password is wrong")]
    WrongPassword {
        /// Tries that are left in this network before it is locked out of the login.
        left: u32,
        /// Until when it is locked out by now.
        locked_until: Option<Timestamp>,
    },
    /// The network is locked out of the login, one that somebody has or one that nobody has.
    #[error("locked out until {until}")]
    LockedOut {
        /// Until when.
        until: Timestamp,
        /// The same in seconds from now.
        retry_after: u64,
    },
    /// An administrator has ended the session; said to whoever holds its secret.
    #[error("the session was ended")]
    SessionEnded {
        /// Why.
        why: EndReason,
    },
    /// The session is not the one that the caller believes it to be, or acts in another post by now.
    #[error("the session is another one than the caller believes")]
    OtherSession,
    /// Known, but this door is not for them.
    #[error("not for this caller: {what}")]
    Forbidden {
        /// What is missing: a scope, a post, a confirmation.
        what: &'static str,
    },
    /// There is no such thing, or the caller may not know of it: the two look alike.
    #[error("there is no such {what}")]
    NotFound {
        /// What was looked for.
        what: &'static str,
    },
    /// The caller's picture is old.
    #[error("the record has changed meanwhile")]
    Stale {
        /// The revision as it is now.
        revision: u64,
    },
    /// A part of a file that is not the next one.
    #[error("the part from {wanted} on is the next one")]
    Offset {
        /// Where the next part begins.
        wanted: u64,
    },
    /// The idempotency key was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The input cannot be what it should be.
    #[error("{field}: {problem}")]
    Input {
        /// Where, as a path of field names.
        field: String,
        /// What is wrong, for a program.
        problem: Problem,
    },
    /// Too many attempts.
    #[error("too many attempts")]
    TooMany {
        /// When to try again, in seconds.
        retry_after: u64,
    },
    /// The store failed; nothing was promised.
    #[error(transparent)]
    Store(#[from] daowei_store::Error),
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Empty where something is needed.
    #[error("empty")]
    Empty,
    /// So little that it says nothing.
    #[error("too short")]
    TooShort,
    /// More than the limit.
    #[error("too long")]
    TooLong,
    /// Characters that no text has: controls, U+0000.
    #[error("characters that cannot stand in a text")]
    Characters,
    /// Not one of the values.
    #[error("unknown value")]
    Unknown,
    /// A number, code or date that does not obey its own rules.
    #[error("{}", .0.en())]
    Ident(IdentError),
    /// Outside what is sensible.
    #[error("out of range")]
    Range,
    /// Does not go with another field.
    #[error("does not go with the other fields")]
    Unfit,
    /// Says so little that too much fits.
    #[error("fits too many names")]
    TooBroad,
}

impl Problem {
    /// A stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Problem::Empty => "input.empty",
            Problem::TooShort => "input.too_short",
            Problem::TooLong => "input.too_long",
            Problem::Characters => "input.characters",
            Problem::Unknown => "input.unknown",
            Problem::Ident(error) => error.code(),
            Problem::Range => "input.range",
            Problem::Unfit => "input.unfit",
            Problem::TooBroad => "input.too_broad",
        }
    }

    /// What to tell the reader, in Chinese.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Problem::Empty => "不能为空",
            Problem::TooShort => "写得太短，至少写四个字",
            Problem::TooLong => "内容过长",
            Problem::Characters => "含有不能使用的字符",
            Problem::Unknown => "不是可选的值",
            Problem::Ident(error) => error.zh(),
            Problem::Range => "超出允许范围",
            Problem::Unfit => "与其他内容不符（证件种类须与自然人或者单位相符）",
            Problem::TooBroad => "符合的名称太多，请多写几个字",
        }
    }

    /// What to tell the reader, in English.
    #[must_use]
    pub fn en(self) -> &'static str {
        match self {
            Problem::Empty => "must not be empty",
            Problem::TooShort => "too short: at least four characters",
            Problem::TooLong => "is too long",
            Problem::Characters => "has characters that cannot be used",
            Problem::Unknown => "is not one of the values",
            Problem::Ident(error) => error.en(),
            Problem::Range => "is out of range",
            Problem::Unfit => {
                "does not go with the other fields (a person's document for a person, a credit code for an organization)"
            }
            Problem::TooBroad => "fits too many names: say more of it",
        }
    }
}

impl Error {
    /// A wrong field.
    #[must_use]
    pub fn input(field: impl Into<String>, problem: Problem) -> Self {
        Error::Input { field: field.into(), problem }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Refused(Box::new(refusal))
    }
}

impl From<Abort<Error>> for Error {
    fn from(abort: Abort<Error>) -> Self {
        match abort {
            Abort::Store(error) => Error::Store(error),
            Abort::Refused(error) => error,
        }
    }
}

/// A use case inside a unit of work: what the store says may have it run again, everything else ends it.
pub(crate) fn abort(error: Error) -> Abort<Error> {
    match error {
        Error::Store(error) => Abort::Store(error),
        other => Abort::Refused(other),
    }
}
