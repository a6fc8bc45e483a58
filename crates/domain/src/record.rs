//! Who did it, by what right, and how events are named and kept.

use std::cell::Cell;

use daowei_ident::{DepartmentId, LetterId, PersonId, PostId, UnitId, WindowId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::organization::Duty;

/// How surely we know who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authentication {
    /// An API token of another system.
    Token,
    /// A session opened by password.
    Session,
    /// A session whose holder gave the password once more within the time that the setting allows.
    Confirmed,
}

/// A member of staff acting in one chosen post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// The person.
    pub person: PersonId,
    /// The post that the session acts in.
    pub post: PostId,
    /// The duty of that post.
    pub duty: Duty,
    /// The department of that post.
    pub department: DepartmentId,
    /// The window of that post, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowId>,
    /// For assisting staff: who answers for what they do (N-3.3.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<PersonId>,
    /// How surely we know.
    pub authentication: Authentication,
}

/// Who brought an event about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A member of staff.
    Staff(Staff),
    /// The law itself, by time alone: deemed acceptance, an overrun.
    Law {
        /// The article, as cited.
        article: String,
    },
    /// The administrator of the host at its command line: imports, calendars, the first accounts.
    Host,
    /// 办事人: whoever sits before the screen that is paired with a desk, and is nobody of the staff.
    Visitor,
}

impl Actor {
    /// The member of staff, where one acted.
    #[must_use]
    pub fn staff(&self) -> Option<&Staff> {
        match self {
            Actor::Staff(staff) => Some(staff),
            Actor::Law { .. } | Actor::Host | Actor::Visitor => None,
        }
    }
}

/// The right by which an act was allowed, as it stood at that instant. Stored on the event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The rule or office that allows: `window_duty`, `letter`, `leader`, `assistance` …
    pub ground: Ground,
    /// The letter, its number and version of reading, where a letter allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<LetterId>,
    /// The letter's number, as printed on the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter_number: Option<String>,
}

/// What a grant rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// Formal employment and duty at a window that serves the department (N-3.3.2).
    WindowDuty,
    /// Help under a named responsible person (N-3.3.2).
    Assistance,
    /// A post of the department that the step belongs to.
    Post,
    /// A letter of authorization in force (N-3.5.4).
    Letter,
    /// The principal leader, or the deputy in charge, of the organ (行政许可法 art. 42).
    Leader,
    /// An office with a duty of its own: list owners, government office, supervision, administrators.
    Office,
    /// The administrator of the host.
    Host,
    /// The law itself.
    Law,
}

/// An event as it stands in its stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recorded<E> {
    /// The instant of recording, UTC.
    pub at: Timestamp,
    /// The unit of work: everything with the same id became true at the same instant.
    pub unit: UnitId,
    /// Who.
    pub by: Actor,
    /// By what right; nothing for what the law does by itself.
    pub grant: Option<Grant>,
    /// What.
    pub event: E,
}

/// Declares the events of one stream: an enum whose serialized `kind` and whose [`kind`] method cannot drift apart.
macro_rules! events {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident($ty:ty) = $kind:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "kind", content = "data")]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $kind)] $variant($ty),)+
        }
        impl $name {
            /// Every kind of this stream.
            pub const KINDS: &'static [&'static str] = &[$($kind),+];
            /// The kind, as stored beside the body.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind,)+ }
            }
        }
        $(impl From<$ty> for $name { fn from(value: $ty) -> Self { Self::$variant(value) } })+
    };
}
pub(crate) use events;

/// Fresh ids for one decision: made from an instant and random bytes that were passed in, so that a rerun repeats them.
#[derive(Debug)]
pub struct Ids {
    millis: u64,
    random: [u8; 10],
    drawn: Cell<u16>,
}

impl Ids {
    /// A source for one unit of work.
    #[must_use]
    pub fn new(millis: u64, random: [u8; 10]) -> Self {
        Self { millis, random, drawn: Cell::new(0) }
    }

    /// The next id, of whatever type `make` builds.
    pub fn next<T>(&self, make: impl FnOnce(u64, [u8; 10]) -> T) -> T {
        let count = self.drawn.get().wrapping_add(1);
        self.drawn.set(count);
        let [high, low] = count.to_be_bytes();
        let mut random = self.random;
        let [.., ninth, tenth] = &mut random;
        *ninth = ninth.wrapping_add(high);
        *tenth = tenth.wrapping_add(low);
        make(self.millis, random)
    }
}

#[cfg(test)]
mod tests;
