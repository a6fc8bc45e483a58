//! The headers of requests, as the description of the API lists them; [`crate::act::Act`] and [`crate::caller`] read them.

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

/// For whom the caller acts, of every operation with a session.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes a header that is read elsewhere")]
pub(crate) struct Acted {
    /// For whom the caller believes that it acts: `session`, then `post` and `responsible` as far as there are any, of `GET /session`,
    /// with `/` between them. Where the session is another one by now, or acts otherwise, nothing is done: 409 `access.other_session`.
    #[param(rename = "Daowei-Session", max_length = 110)]
    session: Option<String>,
}

/// What a request is to its session, of every operation with a session that reads.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes a header that is read elsewhere")]
pub(crate) struct Used {
    /// `watching`: nobody asked for this, a screen only keeps itself up to date. It is no use of the session, which ends when it is idle.
    #[param(rename = "Daowei-Use", pattern = "^watching$")]
    r#use: Option<String>,
}
