//! Problem documents (RFC 9457): the one table from errors to statuses.

use std::collections::BTreeMap;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use daowei_app::Error;
use daowei_calendar::local_time;
use daowei_domain::{Language, Rank, Refusal, Rule};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a handler answers instead of its value.
#[derive(Debug)]
pub enum Failure {
    /// A use case said so.
    App(Error),
    /// The request itself is wrong, by a status and a code of [`TEXTS`].
    Request(StatusCode, &'static str),
    /// A field of it is: a code of [`TEXTS`], the field's name, and what is wrong with it, another code.
    Field(&'static str, String, &'static str),
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::App(error.into())
    }
}

/// The document.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// A URI reference for this kind of problem; `about:blank` adds nothing to the status.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words, in the reader's language.
    pub title: String,
    /// The status.
    pub status: u16,
    /// What to tell the reader, in the reader's language.
    pub detail: String,
    /// Stable, for programs: the id of a rule, or `input.…`, `access.…`, `store.…`, `request.…`.
    pub code: String,
    /// The facts that a rule was held against.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub params: BTreeMap<String, String>,
    /// The source of a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<String>,
    /// What that source is called in English, to stand beside it.
    #[serde(rename = "citation_en", skip_serializing_if = "Option::is_none")]
    pub citation_en: Option<String>,
    /// How high that source stands: law, regulation, department_rule, city_document, setting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<String>,
    /// Requirement ids of the notice that a rule serves.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub requirements: Vec<String>,
    /// The fields that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub invalid_params: Vec<InvalidParam>,
    /// The revision as it is now, where the caller's is old.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u64>,
    /// By which the operators find the request in their log.
    #[serde(rename = "request_id")]
    pub request_id: String,
}

/// A field that is wrong.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct InvalidParam {
    /// Where, as a path of field names.
    pub name: String,
    /// What is wrong, for programs.
    pub code: String,
    /// What is wrong, in the reader's language.
    pub reason: String,
}

/// Codes that are no rules: code, Chinese, English.
pub const TEXTS: &[(&str, &str, &str)] = &[
    ("access.unauthenticated", "请先登录。", "Sign in first."),
    (
        "access.other_session",
        "本浏览器的登录人员、岗位或者负责人已经改变，未作任何改动；请重新载入页面。",
        "The browser is signed in as somebody else, in another post or under another person by now; nothing was changed. Load the page again.",
    ),
    (
        "access.sign_in",
        "登录名或者密码不正确。还可以试{left}次，此后暂时锁定。",
        "The login or the password is wrong. Tries left before it is locked for a while: {left}.",
    ),
    (
        "access.sign_in_locked",
        "登录名或者密码不正确。输错次数已到上限，锁定至{until}。忘记密码的，请联系安全管理员重置。",
        "The login or the password is wrong, once too often: locked until {until}. Whoever has forgotten the password asks the security administrator.",
    ),
    (
        "access.locked",
        "该登录名在此处连续输错密码，锁定至{until}，此前不再核对密码。忘记密码的，请联系安全管理员重置。",
        "Wrong passwords were given here for this login too often: locked until {until}; none is tried before. Whoever has forgotten the password asks the security administrator.",
    ),
    (
        "access.session_ended",
        "管理员结束了本次登录：{reason}。本人可以重新登录。",
        "An administrator has ended this session: {reason}. You may sign in again.",
    ),
    ("access.post", "请先选择本次办理的岗位。", "Choose the post to act in first."),
    ("access.password", "密码不正确。", "The password is wrong."),
    ("access.password_change", "请先修改密码。", "Change the password first."),
    ("access.session", "此操作只能在登录会话中进行。", "This is for signed-in sessions only."),
    (
        "access.person",
        "完整个人信息只向本人登录、说明用途的工作人员显示；令牌不能查看。",
        "Personal data is shown in clear to signed-in staff who say what for; never to a token.",
    ),
    ("access.scope", "令牌不包含此项用途：{what}。", "The token is not for this use: {what}."),
    (
        "access.look",
        "请先说明用途再查看文件；查看许可只限本人，十分钟内有效。",
        "Say what for, then look at the file: what that opens is yours alone, for ten minutes.",
    ),
    ("access.cross_site", "拒绝来自其他网站的请求。", "Requests from other sites are refused."),
    (
        "access.too_many",
        "尝试次数过多，请在{seconds}秒后再试。",
        "Too many attempts; try again in {seconds} seconds.",
    ),
    ("not_found", "没有找到，或者不在您的查看范围内。", "Not found, or outside what you may see."),
    ("stale", "记录已被他人修改，请刷新后再试。", "The record has changed meanwhile; read it again."),
    (
        "key_reused",
        "此前的请求已经办成，这次的内容与其不同（同一幂等键），未作任何改动；请先核对已办成的，确需另办的再次提交。",
        "An earlier request under this Idempotency-Key was carried out, and this one says something else: nothing was changed. Look at what was done; to do another one, send it anew.",
    ),
    ("input.json", "请求内容不是所要求的 JSON。", "The body is not the JSON that is asked for."),
    ("input.field.missing", "缺少此项", "is missing"),
    ("input.field.unknown", "没有此项", "is not known here"),
    ("input.field.twice", "重复出现", "is given twice"),
    ("input.field.form", "格式或者取值不正确", "has the wrong form or value"),
    ("input.media_type", "请求内容须为 application/json。", "The body must be application/json."),
    (
        "input.preference",
        "只有办件的行为可以预览文书；没有办理任何事项。",
        "Only acts on a case can be previewed; nothing was done.",
    ),
    (
        "input.octets",
        "文件分段须为 application/octet-stream。",
        "A part of a file is application/octet-stream.",
    ),
    ("input.csv", "导入的文件须为 text/csv。", "A file to be imported is text/csv."),
    ("file.offset", "文件应从第{wanted}字节继续上传。", "The file goes on at byte {wanted}."),
    ("input.too_large", "请求内容过大。", "The body is too large."),
    ("input.query", "查询参数不正确。", "The query is wrong."),
    ("input.header", "请求头不正确。", "A header is wrong."),
    ("input.host", "请求须有且只有一个 Host 头。", "A request has one Host header."),
    ("input.invalid", "输入内容有误。", "The input is wrong."),
    ("request.method", "该地址不支持此方法。", "This address does not take this method."),
    ("request.failed", "请求无法处理。", "The request cannot be carried out."),
    (
        "request.timeout",
        "处理超时，结果未知；请用同一幂等键重试。",
        "It took too long and the outcome is unknown; retry with the same Idempotency-Key.",
    ),
    ("store.full", "存储空间不足，未作任何改动。", "The disk is full; nothing was changed."),
    (
        "store.read_only",
        "系统暂时只读，未作任何改动。",
        "The system is read-only for now; nothing was changed.",
    ),
    (
        "store.busy",
        "系统繁忙，未作任何改动，请稍后再试。",
        "The system is busy; nothing was changed. Try again soon.",
    ),
    (
        "store.unknown",
        "结果未知；请用同一幂等键（Idempotency-Key）重试。",
        "The outcome is unknown; retry with the same Idempotency-Key.",
    ),
    (
        "store.clock_back",
        "服务器时钟早于该记录的最后时间，未作任何改动；请管理员校准时钟。",
        "The server's clock is behind the last entry of this record; nothing was changed. Have the clock set.",
    ),
    (
        "store.unproven",
        "{stream}的记录与其校验不符，可能被改动；未作任何改动，请告知审计管理员（daowei audit verify）。",
        "The records of {stream} do not fit their seals and may have been altered; nothing was done. Tell the audit administrator (`daowei audit verify`).",
    ),
    (
        "internal",
        "系统内部错误，请将请求编号告知管理员。",
        "Something failed inside; give the request id to the administrator.",
    ),
];

struct Row {
    status: StatusCode,
    code: &'static str,
    retry_after: Option<u64>,
}

fn row(status: StatusCode, code: &'static str) -> Row {
    Row { status, code, retry_after: None }
}

fn later(status: StatusCode, code: &'static str, seconds: u64) -> Row {
    Row { status, code, retry_after: Some(seconds) }
}

/// Whether a rule speaks of who may act, not of what the record is.
fn forbids(rule: &Rule) -> bool {
    daowei_domain::authority::rules::RULES.iter().any(|known| known.id == rule.id)
}

/// The table.
fn table(failure: &Failure) -> Row {
    use daowei_app::StoreError as Store;
    match failure {
        Failure::Request(status, code) => row(*status, code),
        Failure::Field(code, ..) => row(StatusCode::BAD_REQUEST, code),
        Failure::App(error) => match error {
            Error::Refused(refusal) if forbids(refusal.rule) => row(StatusCode::FORBIDDEN, refusal.rule.id),
            Error::Refused(refusal) => row(StatusCode::CONFLICT, refusal.rule.id),
            Error::OtherSession => row(StatusCode::CONFLICT, "access.other_session"),
            Error::Unauthenticated => row(StatusCode::UNAUTHORIZED, "access.unauthenticated"),
            Error::WrongPassword { locked_until: None, .. } => {
                row(StatusCode::UNAUTHORIZED, "access.sign_in")
            }
            Error::WrongPassword { locked_until: Some(_), .. } => {
                row(StatusCode::UNAUTHORIZED, "access.sign_in_locked")
            }
            Error::LockedOut { retry_after, .. } => {
                later(StatusCode::TOO_MANY_REQUESTS, "access.locked", *retry_after)
            }
            Error::SessionEnded { .. } => row(StatusCode::UNAUTHORIZED, "access.session_ended"),
            Error::Forbidden { what } => row(StatusCode::FORBIDDEN, access(what)),
            Error::NotFound { .. } => row(StatusCode::NOT_FOUND, "not_found"),
            Error::Stale { .. } => row(StatusCode::PRECONDITION_FAILED, "stale"),
            Error::Offset { .. } => row(StatusCode::CONFLICT, "file.offset"),
            Error::KeyReused => row(StatusCode::UNPROCESSABLE_ENTITY, "key_reused"),
            Error::Input { problem, .. } => row(StatusCode::UNPROCESSABLE_ENTITY, problem.code()),
            Error::TooMany { retry_after } => {
                later(StatusCode::TOO_MANY_REQUESTS, "access.too_many", *retry_after)
            }
            Error::Store(store) => match store {
                Store::Full => row(StatusCode::INSUFFICIENT_STORAGE, "store.full"),
                Store::ReadOnly { .. } => row(StatusCode::SERVICE_UNAVAILABLE, "store.read_only"),
                Store::Busy { .. }
                | Store::Unavailable { .. }
                | Store::Contended
                | Store::Conflict
                | Store::Closed => later(StatusCode::SERVICE_UNAVAILABLE, "store.busy", 2),
                Store::Unknown => row(StatusCode::SERVICE_UNAVAILABLE, "store.unknown"),
                Store::ClockBack { .. } => row(StatusCode::SERVICE_UNAVAILABLE, "store.clock_back"),
                Store::Unproven { .. } => row(StatusCode::INTERNAL_SERVER_ERROR, "store.unproven"),
                _ => row(StatusCode::INTERNAL_SERVER_ERROR, "internal"),
            },
        },
    }
}

fn access(what: &str) -> &'static str {
    match what {
        "post" => "access.post",
        "password" => "access.password",
        "password_change" => "access.password_change",
        "session" => "access.session",
        "person" => "access.person",
        "look" => "access.look",
        _ => "access.scope",
    }
}

/// The status in the reader's words.
fn title(status: StatusCode, language: Language) -> &'static str {
    let (zh, en) = match status.as_u16() {
        401 => ("尚未登录", "Not signed in"),
        403 => ("无权办理", "Not entitled"),
        404 => ("没有找到", "Not found"),
        405 => ("方法不支持", "Method not supported"),
        408 => ("请求超时", "The request took too long"),
        409 => ("依规则不能办理", "A rule does not allow this"),
        412 => ("记录已变化", "The record has changed"),
        413 => ("内容过大", "Too large"),
        415 => ("内容类型不支持", "Type of content not supported"),
        422 => ("输入有误", "The input is wrong"),
        429 => ("请求过于频繁", "Too many requests"),
        503 => ("暂时不能办理", "Not possible at the moment"),
        507 => ("存储空间不足", "No room left"),
        500.. => ("系统错误", "An error of the system"),
        _ => ("请求有误", "The request is wrong"),
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

fn text(code: &str, language: Language) -> String {
    let found = TEXTS.iter().find(|(known, ..)| *known == code);
    found.map_or_else(String::new, |(_, zh, en)| match language {
        Language::Chinese => (*zh).to_owned(),
        Language::English => (*en).to_owned(),
    })
}

impl Failure {
    /// The status it is answered with.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        table(self).status
    }

    /// Its stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        table(self).code
    }

    /// The document for a reader.
    #[must_use]
    pub fn document(&self, language: Language, request_id: &str) -> Problem {
        let Row { status, code, retry_after } = table(self);
        let mut problem = Problem {
            kind: "about:blank".to_owned(),
            title: title(status, language).to_owned(),
            status: status.as_u16(),
            detail: text(code, language),
            code: code.to_owned(),
            params: BTreeMap::new(),
            citation: None,
            citation_en: None,
            rank: None,
            requirements: Vec::new(),
            invalid_params: Vec::new(),
            revision: None,
            request_id: request_id.to_owned(),
        };
        match self {
            Self::App(Error::Refused(refusal)) => by_rule(&mut problem, refusal, language),
            Self::App(Error::Forbidden { what }) if code == "access.scope" => {
                problem.detail = problem.detail.replace("{what}", what);
                problem.params.insert("what".to_owned(), (*what).to_owned());
            }
            Self::App(Error::Input { field, problem: wrong }) => {
                let reason = match language {
                    Language::Chinese => wrong.zh(),
                    Language::English => wrong.en(),
                };
                problem.detail = format!("{} {field}: {reason}", text("input.invalid", language));
                let code = wrong.code().to_owned();
                problem.invalid_params =
                    vec![InvalidParam { name: field.clone(), code, reason: reason.to_owned() }];
            }
            Self::App(Error::Store(daowei_app::StoreError::Unproven { stream, .. })) => {
                problem.detail = problem.detail.replace("{stream}", stream);
                problem.params.insert("stream".to_owned(), stream.clone());
            }
            Self::App(Error::WrongPassword { left, locked_until }) => {
                problem.say("left", &left.to_string(), &left.to_string());
                if let Some(until) = locked_until {
                    problem.say("until", &until.to_string(), &clock(*until));
                }
            }
            Self::App(Error::LockedOut { until, .. }) => {
                problem.say("until", &until.to_string(), &clock(*until));
            }
            Self::App(Error::SessionEnded { why }) => {
                let words = if language == Language::English { why.en() } else { why.zh() };
                problem.say("reason", why.id(), words);
            }
            Self::App(Error::Stale { revision }) => problem.revision = Some(*revision),
            Self::App(Error::Offset { wanted }) => {
                problem.detail = problem.detail.replace("{wanted}", &wanted.to_string());
                problem.params.insert("wanted".to_owned(), wanted.to_string());
            }
            Self::App(Error::TooMany { .. }) => {
                let seconds = retry_after.unwrap_or(1).to_string();
                problem.detail = problem.detail.replace("{seconds}", &seconds);
                problem.params.insert("seconds".to_owned(), seconds);
            }
            Self::Field(_, name, wrong) => {
                let reason = text(wrong, language);
                problem.detail = format!("{} {name}: {reason}", problem.detail);
                problem.invalid_params =
                    vec![InvalidParam { name: name.clone(), code: (*wrong).to_owned(), reason }];
            }
            Self::App(_) | Self::Request(..) => {}
        }
        problem
    }

    /// The whole answer for a reader.
    #[must_use]
    pub fn answer(&self, language: Language, request_id: &str) -> Response {
        let Row { status, retry_after, .. } = table(self);
        let body = serde_json::to_vec(&self.document(language, request_id)).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(
            header::CONTENT_LANGUAGE,
            HeaderValue::from_static(if language == Language::English { "en" } else { "zh-CN" }),
        );
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"daowei\""));
        }
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl Problem {
    /// A fact, for programs and in words.
    fn say(&mut self, name: &str, fact: &str, words: &str) {
        self.detail = self.detail.replace(&format!("{{{name}}}"), words);
        self.params.insert(name.to_owned(), fact.to_owned());
    }
}

/// The time of the day, as a clock on the wall of the center shows it.
fn clock(at: Timestamp) -> String {
    local_time(at).strftime("%H:%M").to_string()
}

fn by_rule(problem: &mut Problem, refusal: &Refusal, language: Language) {
    problem.detail = refusal.text(language);
    problem.params =
        refusal.facts_in(language).map(|(name, fact)| (name.to_owned(), fact.to_owned())).collect();
    problem.citation = Some(refusal.rule.citation.to_owned());
    problem.citation_en = Some(refusal.rule.citation_en.to_owned());
    problem.rank = Some(rank(refusal.rule.rank).to_owned());
    problem.requirements = refusal.rule.requirements.iter().map(|id| (*id).to_owned()).collect();
}

/// The identifier of a rank.
#[must_use]
pub fn rank(rank: Rank) -> &'static str {
    match rank {
        Rank::Law => "law",
        Rank::Regulation => "regulation",
        Rank::DepartmentRule => "department_rule",
        Rank::CityDocument => "city_document",
        Rank::Setting => "setting",
    }
}

/// A failure on its way out; the envelope, which knows the reader, makes the document.
#[derive(Clone)]
pub(crate) struct Underway(pub(crate) std::sync::Arc<Failure>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Underway(std::sync::Arc::new(self)));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daowei_domain::Refusal;

    #[test]
    fn every_code_has_its_texts_once() {
        let mut codes: Vec<&str> = TEXTS.iter().map(|(code, ..)| *code).collect();
        codes.sort_unstable();
        let count = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), count);
        assert!(TEXTS.iter().all(|(_, zh, en)| !zh.is_empty() && !en.is_empty()));
    }

    #[test]
    fn the_table_of_statuses() {
        use daowei_app::StoreError as Store;
        let rule = |rule| Failure::App(Refusal::by(rule).into());
        let store = |error| Failure::App(Error::Store(error));
        let refused = rule(&daowei_domain::authority::rules::WINDOW);
        let state = rule(&daowei_app::account::rules::LOGIN_TAKEN);
        for (failure, status, code) in [
            (refused, 403, "authority.window"),
            (state, 409, "account.login.taken"),
            (Failure::App(Error::Unauthenticated), 401, "access.unauthenticated"),
            (Failure::App(Error::Forbidden { what: "case:read" }), 403, "access.scope"),
            (Failure::App(Error::NotFound { what: "case" }), 404, "not_found"),
            (Failure::App(Error::Stale { revision: 3 }), 412, "stale"),
            (Failure::App(Error::Offset { wanted: 7 }), 409, "file.offset"),
            (Failure::App(Error::Forbidden { what: "look" }), 403, "access.look"),
            (Failure::App(Error::KeyReused), 422, "key_reused"),
            (Failure::App(Error::TooMany { retry_after: 9 }), 429, "access.too_many"),
            (store(Store::Full), 507, "store.full"),
            (store(Store::ReadOnly { reason: "x".into() }), 503, "store.read_only"),
            (store(Store::Busy { what: "x".into() }), 503, "store.busy"),
            (store(Store::Unknown), 503, "store.unknown"),
            (store(Store::ClockBack { stream: "case-1".into() }), 503, "store.clock_back"),
            (store(Store::Unproven { stream: "letter-1".into(), sequence: 2 }), 500, "store.unproven"),
            (store(Store::Panicked), 500, "internal"),
        ] {
            let document = failure.document(Language::English, "r1");
            assert_eq!((document.status, document.code.as_str()), (status, code));
            assert!(!document.detail.is_empty() && !document.detail.contains('{'), "{code}");
            assert!(!document.title.is_empty() && document.title.is_ascii(), "{code}");
            let bare = StatusCode::from_u16(status).unwrap().canonical_reason();
            assert_ne!(Some(document.title.as_str()), bare, "{code}: for the reader, as in Chinese");
            let chinese = failure.document(Language::Chinese, "r1").title;
            assert!(!chinese.is_empty() && !chinese.contains(|c: char| c.is_ascii_alphabetic()), "{code}");
        }
        let answer = Failure::App(Error::TooMany { retry_after: 9 }).answer(Language::Chinese, "r");
        assert_eq!(answer.headers()[header::RETRY_AFTER], "9");
    }

    #[test]
    fn an_inner_error_tells_nothing_of_the_inside() {
        let failure = Failure::App(Error::Store(daowei_app::StoreError::Constraint {
            statement: "case.add",
            message: "secret words".into(),
        }));
        let text = serde_json::to_string(&failure.document(Language::Chinese, "r")).unwrap();
        assert!(!text.contains("secret") && !text.contains("case.add"));
    }
}
