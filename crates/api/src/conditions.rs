//! The headers of commands, as the description of the API lists them; [`crate::act::Act`] reads them.

use utoipa::IntoParams;

/// The key of a command.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes a header that is read elsewhere")]
pub(crate) struct Keyed {
    /// A key of the caller's: the same request sent again gets the same answer again. 1 to 255 visible ASCII characters.
    #[param(rename = "Idempotency-Key", min_length = 1, max_length = 255)]
    idempotency_key: Option<String>,
}

/// The revision that a command rests on.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes a header that is read elsewhere")]
pub(crate) struct Matched {
    /// The revision that the caller saw, as its `ETag`; without it the command is held against whatever stands.
    #[param(rename = "If-Match")]
    if_match: Option<String>,
}
