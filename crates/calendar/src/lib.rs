//! The `calendar` room.
