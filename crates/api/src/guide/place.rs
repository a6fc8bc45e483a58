//! Where the public goes, and when.

use daowei_calendar::OpeningHours;
use daowei_domain::organization::{WindowKind, window};
use serde::Serialize;
use utoipa::ToSchema;

use crate::words;

/// A window that serves an organ today.
#[derive(Serialize, ToSchema)]
pub(super) struct ServingWindow {
    /// Number on the plate.
    number: String,
    /// Kind; an issue window only hands out results.
    #[schema(value_type = words::WindowKind)]
    kind: WindowKind,
    /// Where it stands.
    place: String,
}

impl From<window::Window> for ServingWindow {
    fn from(window: window::Window) -> Self {
        Self { number: window.number, kind: window.kind, place: window.place }
    }
}

/// A stretch of a working day on which the center is open, in Beijing time.
#[derive(Serialize, ToSchema)]
pub(super) struct OpenStretch {
    /// `09:00`
    opens: String,
    /// `12:00`
    closes: String,
}

/// The stretches of a working day.
pub(super) fn stretches(hours: OpeningHours) -> Vec<OpenStretch> {
    let time = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
    let stretches = std::iter::once(hours.morning()).chain(hours.afternoon());
    stretches.map(|(opens, closes)| OpenStretch { opens: time(opens), closes: time(closes) }).collect()
}
