//! What can be asked of a letter.

use crate::text::Text;

/// A command to an existing letter.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// 撤回授权
    Revoke {
        /// Why.
        reason: Text,
    },
}
