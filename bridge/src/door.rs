//! The door: who may ask, and in which form.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderName, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use crate::device::{Card, Devices};
use crate::pairing::{Paired, Pairings};

/// The version of the protocol.
const PROTOCOL: u32 = 1;
/// Bytes of a body at most; a pairing code is the longest that comes.
const BODY: usize = 1_024;
/// What proves a command.
const PROOF: [&str; 3] = ["x-bridge-pairing", "x-bridge-token", "x-bridge-proof"];

/// What stands behind the door.
pub(crate) struct Door {
    origins: Vec<String>,
    hosts: [String; 2],
    pairings: Pairings,
    devices: Arc<Devices>,
}

impl Door {
    /// A door on that port for pages of these origins.
    pub(crate) fn new(origins: Vec<String>, port: u16, pairings: Pairings, devices: Arc<Devices>) -> Self {
        Self { origins, hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")], pairings, devices }
    }
}

/// Why a bridge does not do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The page is of an origin that is not on the list, or reached the bridge by another name.
    Origin,
    /// The code is not the one on the bridge's screen.
    Code,
    /// No pairing, a token that was used, or a wrong proof.
    Proof,
    /// The device is at work for somebody else.
    Busy,
    /// No card was laid on the reader.
    NoCard,
    /// Whoever asked thought better of it.
    Cancelled,
    /// The device failed.
    Device,
}

impl Refused {
    fn says(self) -> (StatusCode, &'static str, &'static str, &'static str) {
        match self {
            Self::Origin => (
                StatusCode::FORBIDDEN,
                "origin",
                "设备桥不接受此网址的请求",
                "the bridge does not answer pages of this origin",
            ),
            Self::Code => (
                StatusCode::FORBIDDEN,
                "pairing.code",
                "配对码不对，请看设备桥现在显示的配对码",
                "wrong pairing code: look at the one that the bridge shows now",
            ),
            Self::Proof => (
                StatusCode::UNAUTHORIZED,
                "pairing.proof",
                "本浏览器未与设备桥配对，或者令牌已使用",
                "this browser is not paired with the bridge, or the token was used",
            ),
            Self::Busy => (StatusCode::CONFLICT, "device.busy", "设备正在使用", "the device is at work"),
            Self::NoCard => (
                StatusCode::CONFLICT,
                "card.absent",
                "没有读到身份证，请把证件放在读卡区",
                "no card was read: lay it on the reader",
            ),
            Self::Cancelled => (StatusCode::CONFLICT, "cancelled", "已取消", "cancelled"),
            Self::Device => {
                (StatusCode::INTERNAL_SERVER_ERROR, "device.failed", "设备出错", "the device failed")
            }
        }
    }
}

#[derive(Serialize)]
struct Said {
    code: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, code, zh, en) = self.says();
        (status, Json(Said { code, zh, en })).into_response()
    }
}

#[derive(Serialize)]
struct Hello {
    protocol: u32,
    bridge: &'static str,
    devices: [Device; 2],
    token: String,
}

#[derive(Serialize)]
struct Device {
    kind: &'static str,
    model: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    code: String,
}

/// Everything that the bridge answers.
pub(crate) fn router(door: Arc<Door>) -> Router {
    Router::new()
        .route("/daowei-bridge/1/hello", get(hello))
        .route("/daowei-bridge/1/pairing", post(pair))
        .route("/daowei-bridge/1/card", post(card))
        .route("/daowei-bridge/1/page", post(page))
        .route("/daowei-bridge/1/cancel", post(cancel))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(Arc::clone(&door), admitted))
        .with_state(door)
}

/// Lets pages of known origins in, and answers what browsers ask ahead.
async fn admitted(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    // A name that somebody else's server resolves to this machine is not ours (DNS rebinding).
    let host =
        once(request.headers(), HOST).is_some_and(|host| door.hosts.iter().any(|ours| host == ours.as_str()));
    let origin = once(request.headers(), ORIGIN)
        .filter(|origin| door.origins.iter().any(|ours| origin == ours.as_str()));
    let Some(origin) = origin.filter(|_| host) else { return Refused::Origin.into_response() };
    let mut response = if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
    headers.insert(
        ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("content-type, x-bridge-pairing, x-bridge-token, x-bridge-proof"),
    );
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    headers.insert(
        HeaderName::from_static("access-control-allow-private-network"),
        HeaderValue::from_static("true"),
    );
    headers.insert(VARY, HeaderValue::from_static("origin"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A header that came once; a name that comes twice is nobody's word.
fn once(headers: &HeaderMap, name: HeaderName) -> Option<HeaderValue> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none()).cloned()
}

async fn hello(State(door): State<Arc<Door>>) -> Result<Json<Hello>, Refused> {
    let token = door.pairings.token().ok_or(Refused::Device)?;
    Ok(Json(Hello {
        protocol: PROTOCOL,
        bridge: concat!("daowei-bridge (simulator) ", env!("CARGO_PKG_VERSION")),
        devices: [
            Device { kind: "card_reader", model: "simulated reader" },
            Device { kind: "document_camera", model: "simulated camera" },
        ],
        token,
    }))
}

async fn pair(State(door): State<Arc<Door>>, Json(given): Json<Code>) -> Result<Json<Paired>, Refused> {
    door.pairings.pair(given.code.trim()).map(Json).ok_or(Refused::Code)
}

async fn card(State(door): State<Arc<Door>>, headers: HeaderMap) -> Result<Json<Card>, Refused> {
    proven(&door, &headers, "card")?;
    door.devices.card().await.map(Json)
}

async fn page(State(door): State<Arc<Door>>, headers: HeaderMap) -> Result<Response, Refused> {
    proven(&door, &headers, "page")?;
    let jpeg = door.devices.page().await?;
    Ok(([(CONTENT_TYPE, "image/jpeg")], jpeg).into_response())
}

async fn cancel(State(door): State<Arc<Door>>, headers: HeaderMap) -> Result<StatusCode, Refused> {
    proven(&door, &headers, "cancel")?;
    door.devices.cancel();
    Ok(StatusCode::NO_CONTENT)
}

fn proven(door: &Door, headers: &HeaderMap, command: &str) -> Result<(), Refused> {
    let [pairing, token, proof] =
        PROOF.map(|name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default());
    if door.pairings.proven(pairing, token, command, proof) { Ok(()) } else { Err(Refused::Proof) }
}
