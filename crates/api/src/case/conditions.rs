//! The headers of commands, as the description of the API lists them; the skeleton reads them.

use utoipa::IntoParams;

/// The conditions of a command.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes headers that are read elsewhere")]
pub(super) struct Conditions {
    /// The revision that the caller saw, as its `ETag`; without it the command is held against whatever stands.
    #[param(rename = "If-Match")]
    if_match: Option<String>,
    /// A key of the caller's: the same request sent again gets the same answer again. 1 to 255 visible ASCII characters.
    #[param(rename = "Idempotency-Key", min_length = 1, max_length = 255)]
    idempotency_key: Option<String>,
}
