use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::{Method, StatusCode};
use tracing_subscriber::fmt::MakeWriter;

use super::{ask, house, request, text};
use crate::Options;
use crate::layers::{Peer, figures};
use crate::telemetry::Metrics;

#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Page {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn one_line_per_request_without_personal_data() {
    let page = Page::default();
    let subscriber = tracing_subscriber::fmt().json().with_writer(page.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let (router, _) = house(Options::default());
    let mut request = request("GET", "/api/v1/cases/5120001711060001?name=zhang&id=110101199003070011");
    request.extensions_mut().insert(Peer("203.0.113.9".parse().unwrap()));
    request.headers_mut().insert("authorization", "Bearer secret".parse().unwrap());
    let response = ask(&router, request).await;
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();

    let written = String::from_utf8(page.0.lock().unwrap().clone()).unwrap();
    let lines: Vec<serde_json::Value> =
        written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 1, "{written}");
    let fields = &lines[0]["fields"];
    assert_eq!(fields["method"], "GET");
    assert_eq!(fields["route"], "/api/v1/cases/{id}");
    assert_eq!(fields["status"], 200);
    assert_eq!(fields["request_id"], id);
    assert_eq!(fields["actor"], "person-1");
    assert!(fields["micros"].is_u64());
    for secret in ["5120001711060001", "zhang", "110101199003070011", "203.0.113.9", "secret"] {
        assert!(!written.contains(secret), "{secret} in {written}");
    }
}

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
