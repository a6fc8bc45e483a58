//! Typed ids: a case can never be looked up by the id of a person.

use crate::IdentError;
use uuid::{Builder, Uuid};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        ///
        /// A UUIDv7 (RFC 9562): ordered by the instant of its making. Written hyphenated in lower case, and read in no
        /// other form, so that one id has one spelling.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// Makes an id from the clock (milliseconds since 1970, lowest 48 bits) and ten random bytes.
            #[must_use]
            pub const fn from_parts(unix_millis: u64, random: [u8; 10]) -> Self {
                Self(Builder::from_unix_timestamp_millis(unix_millis, &random).into_uuid())
            }

            /// Takes over a UUID that was stored before.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID itself.
            #[must_use]
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdentError;

            fn from_str(text: &str) -> Result<Self, IdentError> {
                parse_canonical(text).map(Self)
            }
        }

        $crate::text_form::text_form!($name);
    )*};
}

fn parse_canonical(text: &str) -> Result<Uuid, IdentError> {
    let uuid = Uuid::try_parse(text).map_err(|_| IdentError::IdForm)?;
    let mut buffer = Uuid::encode_buffer();
    if uuid.as_hyphenated().encode_lower(&mut buffer) == text { Ok(uuid) } else { Err(IdentError::IdForm) }
}

ids! {
    /// A case (办件).
    CaseId
    /// An item (事项), over all its versions.
    ItemId
    /// A department (部门).
    DepartmentId
    /// A person who works here or for a department.
    PersonId
    /// A post (岗位).
    PostId
    /// A window (窗口).
    WindowId
    /// A section of a department (科室).
    SectionId
    /// An authorization letter (授权书).
    LetterId
    /// A license (证照).
    LicenseId
    /// An enquiry (咨询), answered by a sheet that tells everything at once.
    EnquiryId
    /// A case handled in a system of the state or the province (专网办件).
    ForeignCaseId
    /// A hand-over (交接班).
    HandoverId
    /// A rating (评价) of one visit.
    RatingId
    /// An applicant's screen (第二屏) beside a desk.
    ScreenId
    /// A ticket (排队号) of the queue in the hall.
    TicketId
    /// A document (文书).
    DocumentId
    /// A party to a case: applicant, agent or interested party.
    PartyId
    /// A free text in the vault: a reason, an opinion.
    TextId
    /// A task in somebody's list (待办).
    TaskId
    /// A unit of work: everything that became true at one instant.
    UnitId
    /// An account (账号).
    AccountId
    /// A session of an account.
    SessionId
    /// A paper handed in with a case (材料).
    PaperId
    /// A pause of a clock (暂停).
    PauseId
    /// A demand in a correction notice (补正要求).
    DemandId
    /// A calendar (日历).
    CalendarId
    /// A setting with an effective date.
    SettingId
    /// A stored file.
    FileId
    /// A change of a list of powers (清单调整).
    ListChangeId
    /// A record of an irregular fact: what happened elsewhere or late.
    IrregularId
    /// A service of a document on somebody (送达).
    ServiceId
}
