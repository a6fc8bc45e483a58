//! A page: its frame (titles, switches, canonical addresses), its headers, its answer.

use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash, Hasher};

use axum::extract::FromRequestParts;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HOST, IF_NONE_MATCH, REFERRER_POLICY,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use daowei_api::{Failure, RequestId};
use daowei_domain::Language;
use serde::Serialize;

use super::site::style_address;
use super::view::{Edition, View};
use super::words::Words;
use super::{Site, template};

/// Styles, pictures and forms of this origin; no script at all.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                      object-src 'none'; frame-ancestors 'none'";
/// What everybody may read is kept, and asked for again each time.
const ASK_AGAIN: &str = "no-cache";
/// What only one reader may see is kept by that reader's browser alone, which has it for its back button and asks again for
/// anything else.
const WITH_THE_READER: &str = "private, no-cache";

/// What of a request a page depends on.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) view: View,
    /// The path of the page, without its view.
    pub(super) path: String,
    host: String,
    known: Option<HeaderValue>,
    request_id: String,
}

impl Asked {
    pub(super) fn of(path: &str, headers: &HeaderMap, request_id: &str) -> Self {
        let (view, page) = View::of(path);
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).filter(|host| is_host(host));
        Self {
            view,
            path: page.to_owned(),
            host: host.unwrap_or("localhost").to_owned(),
            known: headers.get(IF_NONE_MATCH).cloned(),
            request_id: request_id.to_owned(),
        }
    }

    /// The origin by which the reader has come.
    pub(super) fn origin(&self, site: &Site) -> String {
        format!("{}://{}", if site.behind_tls { "https" } else { "http" }, self.host)
    }

    /// A refusal, which [`super::in_words`] makes a page of where a reader of pages asked.
    pub(super) fn refuse(&self, failure: &Failure) -> Response {
        if failure.status() == StatusCode::INTERNAL_SERVER_ERROR {
            tracing::error!(request_id = %self.request_id, error = ?failure, "a page failed inside");
        }
        failure.answer(self.view.language, &self.request_id)
    }

    /// The same page shown otherwise.
    fn shown(&self, view: View, way: &Way<'_>) -> String {
        let query = match way {
            Way::Address(filters) => query(filters),
            Way::Form(_) => String::new(),
        };
        format!("{}{}{query}", view.prefix(), self.path)
    }
}

/// How a reader has come to a page, and comes to it in another language or size.
#[derive(Debug, Clone)]
pub(super) enum Way<'t> {
    /// By its path and these fields of its query. What else stood in the address goes no further.
    Address(Vec<(&'static str, &'t str)>),
    /// By a form with these fields, which is sent again: they stand in no address.
    Form(Vec<(&'static str, &'t str)>),
}

impl Way<'_> {
    /// By its path alone.
    pub(super) const PATH: Way<'static> = Way::Address(Vec::new());
}

/// The fields that say something as the query of an address; nothing where none does.
pub(super) fn query(fields: &[(&str, &str)]) -> String {
    let mut query = String::new();
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(name);
        query.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                query.push(char::from(byte));
            } else {
                query.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    query
}

/// A host with or without a port, and nothing that could be more than that.
fn is_host(host: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']');
    !host.is_empty() && host.len() <= 255 && host.bytes().all(letter)
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let id = parts.extensions.get::<RequestId>().map_or("", |id| &id.0);
        Ok(Self::of(parts.uri.path(), &parts.headers, id))
    }
}

/// Where a page stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Section {
    Home,
    Guides,
    Progress,
    Contact,
    Help,
    Nowhere,
}

/// Who may see and keep a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Everybody, and search engines.
    Public,
    /// Everybody; search engines have its content elsewhere.
    Unlisted,
    /// Only who asked.
    Private,
}

/// A page to be made.
pub(super) struct Page<'t, T> {
    pub(super) template: &'static str,
    pub(super) title: Words,
    pub(super) section: Section,
    pub(super) reach: Reach,
    pub(super) way: Way<'t>,
    pub(super) status: StatusCode,
    pub(super) content: &'t T,
}

/// What every page has around its content.
#[derive(Serialize)]
struct Frame<'f> {
    english: bool,
    lang: &'static str,
    edition: &'static str,
    prefix: String,
    title: &'f str,
    section: Section,
    notice: Option<&'f str>,
    style: &'static str,
    listed: bool,
    canonical: String,
    alternates: [(&'static str, String); 3],
    other_language: String,
    editions: Vec<Switch>,
    /// What the switches send; links where nothing.
    again: &'f [(&'static str, &'f str)],
}

/// The way to the page in another size.
#[derive(Serialize)]
struct Switch {
    edition: &'static str,
    address: String,
    here: bool,
}

#[derive(Serialize)]
struct Whole<'w, T> {
    frame: Frame<'w>,
    page: &'w T,
}

impl<T: Serialize> Page<'_, T> {
    /// Makes the page.
    pub(super) fn shown(self, asked: &Asked, site: &Site) -> Response {
        let view = asked.view;
        let origin = asked.origin(site);
        let standard = |language| View { language, edition: Edition::Standard };
        let at = |view: View| format!("{origin}{}", asked.shown(view, &self.way));
        let editions = Edition::ALL.into_iter().map(|edition| Switch {
            edition: edition.id(),
            address: asked.shown(View { edition, ..view }, &self.way),
            here: edition == view.edition,
        });
        let (language, other) =
            if view.is_english() { ("en", Language::Chinese) } else { ("zh-CN", Language::English) };
        let notice = site.notice.as_ref();
        let frame = Frame {
            english: view.is_english(),
            lang: language,
            edition: view.edition.id(),
            prefix: view.prefix(),
            title: if view.is_english() { &self.title.en } else { &self.title.zh },
            section: self.section,
            notice: notice.map(|notice| if view.is_english() { &*notice.en } else { &*notice.zh }),
            style: style_address(),
            listed: self.reach == Reach::Public,
            canonical: at(standard(view.language)),
            alternates: [
                ("zh-CN", at(standard(Language::Chinese))),
                ("en", at(standard(Language::English))),
                ("x-default", at(standard(Language::Chinese))),
            ],
            other_language: asked.shown(View { language: other, ..view }, &self.way),
            editions: editions.collect(),
            again: match &self.way {
                Way::Address(_) => &[],
                Way::Form(fields) => fields,
            },
        };
        match template::render(self.template, &Whole { frame, page: self.content }) {
            Ok(text) => {
                let kept = if self.reach == Reach::Private { WITH_THE_READER } else { ASK_AGAIN };
                let known = asked.known.as_ref().filter(|_| self.status == StatusCode::OK);
                let mut response = answer("text/html; charset=utf-8", kept, text, known);
                if response.status() == StatusCode::OK {
                    *response.status_mut() = self.status;
                }
                response
            }
            Err(error) => {
                tracing::error!(request_id = %asked.request_id, %error, "a page could not be made");
                let words = "页面暂时无法显示，请稍后再试。\nThis page cannot be shown at the moment.\n";
                (StatusCode::INTERNAL_SERVER_ERROR, [(CONTENT_TYPE, "text/plain; charset=utf-8")], words)
                    .into_response()
            }
        }
    }
}

/// An answer that everybody may keep has a tag, and is not sent again to whoever has it.
pub(super) fn answer(
    kind: &'static str,
    kept: &'static str,
    text: String,
    known: Option<&HeaderValue>,
) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    // With no-referrer a form would be sent with `Origin: null`, which browsers without Sec-Fetch-Site could not be known by.
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    if kept != WITH_THE_READER {
        let tag = tag(&text);
        let has = known.and_then(|known| known.to_str().ok()).is_some_and(|known| {
            known
                .split(',')
                .map(|one| one.trim().trim_start_matches("W/"))
                .any(|one| one == tag || one == "*")
        });
        headers.extend(HeaderValue::from_str(&tag).ok().map(|tag| (ETAG, tag)));
        if has {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    (headers, text).into_response()
}

/// Tells contents apart; no secret, no proof.
pub(super) fn tag(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_has_what_says_something() {
        assert_eq!(query(&[]), "");
        assert_eq!(query(&[("q", ""), ("for", "")]), "");
        assert_eq!(
            query(&[("q", ""), ("topic", "水 利"), ("for", "a&b")]),
            "?topic=%E6%B0%B4%20%E5%88%A9&for=a%26b"
        );
    }

    #[test]
    fn a_host_is_a_host_and_no_markup() {
        for host in ["city.example", "127.0.0.1:8080", "[::1]:8080"] {
            assert!(is_host(host), "{host}");
        }
        for host in ["", "a b", "a/b", "a\"b", "<a>", &"a".repeat(256)] {
            assert!(!is_host(host), "{host}");
        }
    }
}
