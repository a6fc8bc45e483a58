//! What every handler has at hand.

use daowei_app::App;

/// The inside of the program, as the handlers see it.
#[derive(Clone)]
pub struct Api {
    /// The use cases.
    pub app: App,
}
