//! The first page: what this is and where its API is described. Made here, without scripts.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};

use crate::options::Notice;

const STYLE: &str = "\
:root { color-scheme: light dark }
body { margin: 2rem auto; max-width: 44rem; padding: 0 1rem; line-height: 1.7;
  font-family: system-ui, \"Noto Sans CJK SC\", \"Source Han Sans SC\", \"Microsoft YaHei\", sans-serif; font-size: 1.125rem }
h1 { font-size: 1.75rem; line-height: 1.3 }
section + section { border-top: 1px solid; margin-top: 2rem; padding-top: 1rem }
.notice { border: 2px solid; padding: .5rem 1rem; font-weight: bold }
a { color: LinkText }
";

/// The page; the same for everybody.
pub(crate) fn first(notice: Option<&Notice>) -> Html<String> {
    let [zh, en] = [notice.map(|notice| &notice.zh), notice.map(|notice| &notice.en)].map(|text| {
        text.map_or_else(String::new, |text| format!("<p class=\"notice\">{}</p>\n", escaped(text)))
    });
    Html(format!(
        "<!doctype html>
<html lang=\"zh-CN\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>到位 Daowei</title>
<link rel=\"stylesheet\" href=\"style.css\">
</head>
<body>
<main>
<section>
<h1>到位</h1>
{zh}<p>政务服务中心办理系统：收件、受理、审查、决定、送达，全程计时、留痕、可核验。</p>
<p>这里是系统的程序接口。接口说明见 <a href=\"openapi.json\">openapi.json</a>（OpenAPI 3.1），接口地址为 <code>/api/v1</code>。</p>
</section>
<section lang=\"en\">
<h2>Daowei</h2>
{en}<p>Runs a government service center: applications are received, accepted, examined, decided and delivered, on time and provably.</p>
<p>This is the program's interface. It is described in <a href=\"openapi.json\">openapi.json</a> (OpenAPI 3.1) and lives under <code>/api/v1</code>.</p>
</section>
</main>
</body>
</html>
"
    ))
}

/// `GET /style.css`.
pub(crate) async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "max-age=3600")], STYLE).into_response()
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}
