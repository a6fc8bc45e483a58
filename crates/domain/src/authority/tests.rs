//! Tests of this room.

mod letters;
mod matrix;
mod scopes;
