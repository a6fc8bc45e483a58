//! The `crypto` room.
