//! What lies around the API, from the socket inward.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::body::{later, whole};
use crate::budget::Budget;
use crate::connections::Connections;
use crate::desk;
use crate::headers::headers;
use crate::health::{Condition, Health, live, ready};
use crate::inside::Inside;
use crate::options::Options;
use crate::portal::in_words;
use crate::problem::Reader;
use crate::same_site::same_site;
use crate::stage::Stages;
use crate::stream::until_closing;
use crate::telemetry::{Figure, Metrics, telemetry};

/// Where a connection comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// What all layers know.
pub(crate) struct House {
    pub(crate) options: Options,
    pub(crate) stages: Arc<Stages>,
    pub(crate) health: Arc<Health>,
    pub(crate) metrics: Metrics,
    pub(crate) connections: Arc<Connections>,
    pub(crate) bodies: Budget,
    pub(crate) inside: OnceLock<Arc<dyn Inside>>,
    early: AtomicU64,
}

impl House {
    pub(crate) fn new(options: Options) -> Self {
        let stages = Arc::new(Stages::new());
        Self {
            health: Arc::new(Health::new(Arc::clone(&stages))),
            stages,
            metrics: Metrics::default(),
            connections: Arc::new(Connections::new(options.limits.connections)),
            bodies: Budget::new(options.limits.bodies, options.limits.share, options.limits.small),
            options,
            inside: OnceLock::new(),
            early: AtomicU64::new(0),
        }
    }

    /// The inside is there; it comes once.
    pub(crate) fn open(&self, inside: Arc<dyn Inside>) {
        let _ = self.inside.set(inside);
    }

    /// A name for a request.
    pub(crate) fn fresh(&self) -> String {
        match self.inside.get() {
            Some(inside) => inside.random().iter().map(|byte| format!("{byte:02x}")).collect(),
            None => format!("early-{}", self.early.fetch_add(1, Ordering::Relaxed)),
        }
    }

    fn figures(&self) -> [Figure; 5] {
        let whole = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let waiting = self.inside.get().map_or(0, |inside| inside.waiting());
        let gauge = |name, help, value| Figure { name, kind: "gauge", help, value };
        [
            gauge(
                "daowei_ready",
                "1 where work may be sent here.",
                u64::from(self.health.condition() == Condition::Ready),
            ),
            gauge("daowei_store_waiting", "Units of work that wait for the store.", whole(waiting)),
            gauge("daowei_http_connections", "Open connections.", whole(self.connections.open())),
            gauge("daowei_http_body_bytes", "Bytes of bodies in memory.", whole(self.bodies.held())),
            Figure {
                name: "daowei_http_evictions_total",
                kind: "counter",
                help: "Connections that made room for others.",
                value: self.connections.evicted(),
            },
        ]
    }
}

/// The API with everything around it.
pub(crate) fn around(api: Router, house: &Arc<House>) -> Router {
    let lights = Router::new()
        .route("/livez", get(live).fallback(only_read))
        .route("/healthz", get(live).fallback(only_read))
        .route("/readyz", get(ready).fallback(only_read))
        .with_state(Arc::clone(&house.health));
    let desk = Router::new()
        .route("/desk", get(desk::entrance))
        .route("/desk/", get(desk::page))
        .route("/desk/{*path}", get(desk::file))
        .with_state(Arc::clone(house));
    api.merge(lights)
        .merge(desk)
        .layer(from_fn_with_state(Arc::clone(house), whole))
        .layer(from_fn_with_state(Arc::clone(house), until_closing))
        .layer(from_fn(same_site))
        .layer(from_fn_with_state(Arc::clone(house), telemetry))
        .layer(from_fn_with_state(Arc::clone(house), in_words))
        // Outermost, so that what telemetry catches is dressed too.
        .layer(from_fn_with_state(Arc::clone(house), headers))
}

/// What is only read takes no other method.
async fn only_read(request: Request) -> Response {
    let mut response = Reader::of(&request).refuse(StatusCode::METHOD_NOT_ALLOWED, "request.method");
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET,HEAD"));
    response
}

/// Stands in for the API until the store is open (REL-23).
pub(crate) fn starting() -> Router {
    Router::new().fallback(async |request: Request| {
        later(Reader::of(&request).refuse(StatusCode::SERVICE_UNAVAILABLE, "store.busy"))
    })
}

/// The figures, on their own listener.
pub(crate) fn figures(house: &Arc<House>) -> Router {
    async fn text(State(house): State<Arc<House>>) -> Response {
        let text = house.metrics.text(&house.figures());
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
    }
    Router::new()
        .route("/metrics", get(text))
        .layer(from_fn_with_state(Arc::clone(house), headers))
        .with_state(Arc::clone(house))
}
