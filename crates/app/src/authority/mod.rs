//! 权限与授权书: by what right a caller may do something, and the letters that give such rights (N-3.5.4).

mod ask;
mod letter;
mod read;

pub(crate) use ask::{grant, grant_over, reaches};
pub use letter::{NewLetter, revoke, sign};
pub use read::{By, LetterQuery, LetterView};
