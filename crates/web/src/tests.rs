//! What surrounds the API, without the API: layers in process, then a real socket.

mod address;
mod canonical;
mod connections;
mod layers;
mod limits;
mod packed;
mod portal;
mod program;
mod progress;
mod same_site;
mod socket;
mod telemetry;

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use daowei_api::{ClientAddress, Failure};
use serde_json::Value;
use tower::ServiceExt;

use crate::Options;
use crate::health::Condition;
use crate::inside::Inside;
use crate::layers::{House, around};

/// An inside whose condition the test decides.
pub(super) struct Still {
    condition: Mutex<Condition>,
    count: AtomicU64,
}

impl Still {
    pub(super) fn new() -> Self {
        Self { condition: Mutex::new(Condition::Ready), count: AtomicU64::new(1) }
    }
}

impl Inside for Still {
    fn random(&self) -> [u8; 8] {
        self.count.fetch_add(1, Ordering::Relaxed).to_be_bytes()
    }

    fn waiting(&self) -> usize {
        7
    }

    fn bridge(&self) -> Pin<Box<dyn Future<Output = Option<u16>> + Send + '_>> {
        Box::pin(async { Some(18_620) })
    }

    fn probe(&self) -> Pin<Box<dyn Future<Output = Condition> + Send + '_>> {
        let condition = *self.condition.lock().unwrap();
        Box::pin(async move { condition })
    }
}

/// A stand-in for the API: a few routes with the habits of the real ones.
pub(super) fn routes() -> Router {
    async fn whence(request: Request) -> String {
        request
            .extensions()
            .get::<ClientAddress>()
            .map_or("nowhere".to_owned(), |address| address.0.to_string())
    }
    Router::new()
        .route("/api/v1/whence", get(whence))
        .route("/api/v1/cases/{id}", get(async || "done"))
        .route("/api/v1/echo", post(|body: String| async move { body }))
        .route("/api/v1/panic", get(falls))
        .route("/api/v1/never", get(std::future::pending::<()>))
        .fallback(|request: Request| async move {
            let (parts, _) = request.into_parts();
            let id = parts.extensions.get::<daowei_api::RequestId>().unwrap().0.to_string();
            Failure::Request(StatusCode::NOT_FOUND, "not_found")
                .answer(daowei_api::reader(&parts.headers), &id)
        })
}

async fn falls() -> &'static str {
    panic!("李某某 110101199003070011")
}

/// The routes in a house with these options.
pub(super) fn house(options: Options) -> (Router, Arc<House>) {
    let house = Arc::new(House::new(options));
    house.open(Arc::new(Still::new()));
    (around(routes(), &house), house)
}

pub(super) fn request(method: &str, path: &str) -> Request {
    Request::builder().method(method).uri(path).header("host", "city.example").body(Body::empty()).unwrap()
}

pub(super) async fn ask(router: &Router, request: Request) -> Response {
    router.clone().oneshot(request).await.unwrap()
}

pub(super) async fn text(response: Response) -> String {
    String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

pub(super) async fn json(response: Response) -> Value {
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    serde_json::from_str(&text(response).await).unwrap()
}
