//! 叫号: who comes next at which window (UX-22). What kinds of business are queued for is arranged by the center and on record; where
//! nothing is arranged, nobody queues. A ticket names nobody and binds nobody: it lives for a day, in rows, beside the evidence.

mod arrange;
mod decide;
mod event;
pub mod rules;

use std::collections::BTreeSet;

use daowei_ident::{TicketId, WindowId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use arrange::{MOST_KINDS, arrange};
pub use decide::{Command, Counter, MOST_TICKETS, at_window, decide, draw};
pub use event::{Arranged, Event};

/// A kind of business that is queued for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// What its numbers begin with: `A` to `Z`.
    pub letter: char,
    /// What it is called, such as 企业开办 or 综合.
    pub name: String,
    /// The windows that serve it; none: every window does.
    pub windows: BTreeSet<WindowId>,
}

impl Kind {
    /// Whether that window serves it.
    #[must_use]
    pub fn is_served_at(&self, window: WindowId) -> bool {
        self.windows.is_empty() || self.windows.contains(&window)
    }
}

/// What is queued for in the hall, as its stream has made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    /// The kinds, in the order in which they are offered; none: nobody queues any more.
    pub kinds: Vec<Kind>,
}

impl Arrangement {
    /// The state after one more event.
    #[must_use]
    pub fn apply(_before: Option<Self>, event: &Event) -> Option<Self> {
        match event {
            Event::Arranged(arranged) => Some(Self { kinds: arranged.kinds.clone() }),
        }
    }

    /// The kind of that letter.
    #[must_use]
    pub fn kind(&self, letter: char) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.letter == letter)
    }
}

/// How a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 等候
    Waiting,
    /// 已呼叫: at a window.
    Called,
    /// 过号
    Skipped,
    /// 办结
    Done,
}

/// What was done to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// 取号
    Drawn,
    /// 呼叫
    Called,
    /// 重呼
    CalledAgain,
    /// 过号召回
    Recalled,
    /// 过号
    Skipped,
    /// 转窗口
    Transferred,
    /// 办结
    Finished,
}

/// 排队号, for the day on which it was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueTicket {
    /// Its id.
    pub id: TicketId,
    /// The day.
    pub day: Date,
    /// The letter of its kind.
    pub kind: char,
    /// From 1, by day and kind.
    pub number: u32,
    /// How it stands.
    pub standing: Standing,
    /// The one window that it waits for, once it was passed on.
    pub wanted: Option<WindowId>,
    /// The window that called it last.
    pub window: Option<WindowId>,
    /// When it was drawn: its place among those that wait, whatever befalls it.
    pub drawn_at: Timestamp,
    /// When it was called first: so long did its holder wait.
    pub called_at: Option<Timestamp>,
    /// When it was called last.
    pub last_called_at: Option<Timestamp>,
    /// How often it was called.
    pub calls: u32,
    /// When it was skipped or done.
    pub ended_at: Option<Timestamp>,
}

impl QueueTicket {
    /// What stands on the slip, such as `A001`.
    #[must_use]
    pub fn plate(&self) -> String {
        format!("{}{:03}", self.kind, self.number)
    }
}

#[cfg(test)]
mod tests;
