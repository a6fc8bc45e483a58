//! The `ident` room.
