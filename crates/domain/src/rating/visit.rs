//! Who came to the window, and when: only a visit of the day is rated (一次一评).

use daowei_ident::PersonId;
use jiff::civil::Date;

use super::rules;
use crate::case::{self, Channel, Service};
use crate::record::Recorded;
use crate::rule::Refusal;
use crate::{Actor, enquiry};

/// What happens with the applicant, or somebody for the applicant, before whoever records it.
pub trait AtWindow {
    /// Whether it does.
    fn is_at_window(&self) -> bool;
}

impl AtWindow for case::Event {
    fn is_at_window(&self) -> bool {
        let handed = |service| matches!(service, Service::Direct | Service::ByAgent);
        match self {
            Self::Received(received) => received.channel == Channel::Window,
            Self::Served(served) => handed(served.service),
            Self::Delivered(delivered) => handed(delivered.service),
            Self::PapersRecorded(_)
            | Self::OriginalsReturned(_)
            | Self::PutRight(_)
            | Self::CorrectionHandedIn(_)
            | Self::ConfirmationSigned(_)
            | Self::Withdrawn(_) => true,
            _ => false,
        }
    }
}

impl AtWindow for enquiry::Event {
    fn is_at_window(&self) -> bool {
        matches!(self, Self::Told(_))
    }
}

/// Who served at a window on that day, last. Days are those of the law.
///
/// # Errors
/// `rating.not_visited` where nobody came.
pub fn served_by<E: AtWindow>(records: &[Recorded<E>], on: Date) -> Result<PersonId, Refusal> {
    let served = records.iter().rev().find_map(|record| match &record.by {
        Actor::Staff(staff) if staff.window.is_some() && record.event.is_at_window() => {
            (daowei_calendar::legal_date(record.at) == on).then_some(staff.person)
        }
        _ => None,
    });
    served.ok_or_else(|| Refusal::by(&rules::NOT_VISITED).with("on", on))
}
