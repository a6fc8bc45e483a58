use std::time::Duration;

use super::{ask, house, request, text};
use crate::Options;
use crate::layers::figures;
use crate::telemetry::Metrics;
use axum::http::{Method, StatusCode};

#[tokio::test]
async fn figures_are_served_by_route() {
    let (router, house) = house(Options::default());
    for path in ["/api/v1/cases/1", "/api/v1/cases/2", "/no/1", "/no/2", "/api/v1/panic"] {
        ask(&router, request("GET", path)).await;
    }
    ask(&router, request("FORGED", "/no/3")).await;
    let text = text(ask(&figures(&house), request("GET", "/metrics")).await).await;
    for line in [
        "daowei_http_requests_total{route=\"/api/v1/cases/{id}\",method=\"GET\",status=\"2xx\"} 2",
        "daowei_http_requests_total{route=\"/api/v1/panic\",method=\"GET\",status=\"5xx\"} 1",
        "daowei_http_requests_total{route=\"(none)\",method=\"GET\",status=\"4xx\"} 2",
        "daowei_http_requests_total{route=\"(none)\",method=\"other\",status=\"4xx\"} 1",
        "daowei_http_request_seconds_count{route=\"/api/v1/cases/{id}\"} 2",
        "daowei_store_waiting 7",
        "daowei_ready 0",
        "daowei_http_connections 0",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} not in\n{text}");
    }
    assert!(!text.contains("/no/") && !text.contains("FORGED"));
}

#[test]
fn times_fall_into_buckets() {
    let metrics = Metrics::default();
    for micros in [1_000, 1_001, 3_000_000, 60_000_000] {
        metrics.count(&Method::POST, "/r", StatusCode::CREATED, Duration::from_micros(micros));
    }
    let text = metrics.text(&[]);
    for line in [
        "daowei_http_request_seconds_bucket{route=\"/r\",le=\"0.001\"} 1",
        "daowei_http_request_seconds_bucket{route=\"/r\",le=\"0.0025\"} 2",
        "daowei_http_request_seconds_bucket{route=\"/r\",le=\"2.5\"} 2",
        "daowei_http_request_seconds_bucket{route=\"/r\",le=\"10\"} 3",
        "daowei_http_request_seconds_bucket{route=\"/r\",le=\"+Inf\"} 4",
        "daowei_http_request_seconds_sum{route=\"/r\"} 63.002001",
        "daowei_http_request_seconds_count{route=\"/r\"} 4",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} not in\n{text}");
    }
}
