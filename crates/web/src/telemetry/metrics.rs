//! Figures in the text format of Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::{Method, StatusCode};

/// Upper ends of the latency buckets, as they are written and in microseconds.
const BUCKETS: [(&str, u128); 12] = [
    ("0.001", 1_000),
    ("0.0025", 2_500),
    ("0.005", 5_000),
    ("0.01", 10_000),
    ("0.025", 25_000),
    ("0.05", 50_000),
    ("0.1", 100_000),
    ("0.25", 250_000),
    ("0.5", 500_000),
    ("1", 1_000_000),
    ("2.5", 2_500_000),
    ("10", 10_000_000),
];

/// What is counted.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    routes: Mutex<BTreeMap<String, Route>>,
}

#[derive(Debug, Default)]
struct Route {
    answers: BTreeMap<(&'static str, u16), u64>,
    buckets: [u64; BUCKETS.len()],
    micros: u128,
    count: u64,
}

/// A figure that stands for now or for all time.
pub(crate) struct Figure {
    /// Its name.
    pub(crate) name: &'static str,
    /// `gauge` or `counter`.
    pub(crate) kind: &'static str,
    /// What it says.
    pub(crate) help: &'static str,
    /// How much.
    pub(crate) value: u64,
}

impl Metrics {
    /// Counts an answer. Routes are the router's own patterns and methods a closed list, so that no caller can make the
    /// list of figures grow.
    pub(crate) fn count(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let micros = took.as_micros();
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        if !routes.contains_key(route) {
            routes.insert(route.to_owned(), Route::default());
        }
        let Some(of_route) = routes.get_mut(route) else { return };
        let answers = of_route.answers.entry((known(method), status.as_u16() / 100)).or_default();
        *answers = answers.saturating_add(1);
        for (count, (_, end)) in of_route.buckets.iter_mut().zip(BUCKETS) {
            if micros <= end {
                *count = count.saturating_add(1);
            }
        }
        of_route.micros = of_route.micros.saturating_add(micros);
        of_route.count = of_route.count.saturating_add(1);
    }

    /// Everything counted, and these figures.
    pub(crate) fn text(&self, figures: &[Figure]) -> String {
        let mut text = String::new();
        // Writing to a text does not fail.
        let _ = self.write(&mut text, figures);
        text
    }

    fn write(&self, text: &mut String, figures: &[Figure]) -> std::fmt::Result {
        let routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        head(text, "daowei_http_requests_total", "counter", "Answers by route, method and class of status.")?;
        for (route, of_route) in &*routes {
            for ((method, class), count) in &of_route.answers {
                writeln!(
                    text,
                    "daowei_http_requests_total{{route=\"{route}\",method=\"{method}\",status=\"{class}xx\"}} {count}"
                )?;
            }
        }
        head(text, "daowei_http_request_seconds", "histogram", "Time to the head of the answer, by route.")?;
        for (route, of_route) in &*routes {
            let name = "daowei_http_request_seconds";
            for (count, (end, _)) in of_route.buckets.iter().zip(BUCKETS) {
                writeln!(text, "{name}_bucket{{route=\"{route}\",le=\"{end}\"}} {count}")?;
            }
            let (count, micros) = (of_route.count, of_route.micros);
            writeln!(text, "{name}_bucket{{route=\"{route}\",le=\"+Inf\"}} {count}")?;
            let (seconds, rest) = (micros / 1_000_000, micros % 1_000_000);
            writeln!(text, "{name}_sum{{route=\"{route}\"}} {seconds}.{rest:06}")?;
            writeln!(text, "{name}_count{{route=\"{route}\"}} {count}")?;
        }
        for figure in figures {
            head(text, figure.name, figure.kind, figure.help)?;
            writeln!(text, "{} {}", figure.name, figure.value)?;
        }
        Ok(())
    }
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) -> std::fmt::Result {
    writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}")
}

fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}
