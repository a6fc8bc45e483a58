//! 查询办理进度: by case number and query code, sent as a form, so that the code stands in no address and no log. The number, which
//! is no secret, may stand in the address that a receipt's picture holds, and fills the form in.

use axum::Extension;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use daowei_api::{ClientAddress, Failure};
use daowei_app::Error;
use daowei_ident::{CaseNumber, QueryCode};
use serde::{Deserialize, Serialize};

use super::page::{Asked, Page, Reach, Section, Way};
use super::words::{self, Words};
use super::{Held, Site};

/// What an address may say: the number alone.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Begun {
    number: String,
}

/// What the receipt says.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Given {
    number: String,
    query_code: String,
}

/// The form, and what is wrong with what stood in it. The code is never shown again.
#[derive(Default, Serialize)]
struct Asking {
    number: String,
    number_wrong: Option<Words>,
    code_wrong: Option<Words>,
    /// Of no field alone.
    wrong: Option<Words>,
}

#[derive(Serialize)]
struct Found {
    number: String,
    item: String,
    department: String,
    stage: Words,
    outcome: Option<Words>,
    meaning: Words,
    received_on: String,
    /// Of which limit `due` and `remaining` speak.
    limit: Option<Words>,
    due: Option<String>,
    provisional: bool,
    stopped: bool,
    remaining: Option<i64>,
    overdue: i64,
}

/// `GET /progress`.
pub(super) async fn form(
    State(portal): Held,
    asked: Asked,
    begun: Result<Query<Begun>, QueryRejection>,
) -> Response {
    let begun = begun.map_or_else(|_| Begun::default(), |Query(begun)| begun);
    let number = typed(&begun.number);
    let number = if number.parse::<CaseNumber>().is_ok() { number } else { String::new() };
    let reach = if number.is_empty() { Reach::Public } else { Reach::Unlisted };
    let way = Way::Address(vec![("number", &number)]);
    let asking = Asking { number: number.clone(), ..Asking::default() };
    shown(&portal.site, &asked, &asking, StatusCode::OK, reach, way)
}

/// A number as people type it and as it is shown again: without spaces and dashes, no longer than a field.
fn typed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').take(40).collect()
}

/// `POST /progress`.
pub(super) async fn look_up(
    State(portal): Held,
    asked: Asked,
    address: Option<Extension<ClientAddress>>,
    given: Result<Form<Given>, FormRejection>,
) -> Response {
    let Ok(Form(given)) = given else {
        return asked.refuse(&Failure::Request(StatusCode::BAD_REQUEST, "request.failed"));
    };
    let number_text = typed(&given.number);
    let code_text: String = given.query_code.chars().take(64).collect();
    // In another language or size the question is asked once more.
    let way = Way::Form(vec![("number", &number_text), ("query_code", &code_text)]);
    let number: Option<CaseNumber> = number_text.parse().ok();
    let code: Option<QueryCode> = given.query_code.parse().ok();
    let (number_missing, code_missing) = (number.is_none(), code.is_none());
    let (Some(number), Some(code)) = (number, code) else {
        let asking = Asking {
            number_wrong: number_missing.then(|| number_wrong(&number_text)),
            code_wrong: code_missing.then(|| code_wrong(&given.query_code)),
            number: number_text.clone(),
            wrong: None,
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&portal.site, &asked, &asking, status, Reach::Private, way);
    };
    let address = address.map(|Extension(ClientAddress(address))| address);
    match portal.app.progress_at(address, number, code.reveal().to_owned()).await {
        Ok(progress) => {
            let content = Found {
                number: progress.number,
                item: progress.item_name,
                department: progress.department,
                stage: progress.stage.name().into(),
                outcome: progress.outcome.map(words::outcome),
                meaning: words::stage(progress.stage),
                received_on: progress.received_on.to_string(),
                limit: progress.clock.map(words::deadline),
                due: progress.due.map(|day| day.to_string()),
                provisional: progress.provisional,
                stopped: progress.stopped,
                overdue: progress.remaining.map_or(0, |days| days.saturating_neg().max(0)),
                remaining: progress.remaining,
            };
            let page = Page {
                template: "progress_found.html",
                title: Words::new("办理进度", "How your case goes"),
                section: Section::Progress,
                reach: Reach::Private,
                way,
                status: StatusCode::OK,
                content: &content,
            };
            page.shown(&asked, &portal.site)
        }
        // Which of the two is wrong, nobody is told.
        Err(Error::NotFound { .. }) => {
            let wrong = Words::new(
                "没有查到。请对照收件凭证，核对办件编号和查询码。",
                "Nothing was found. Compare case number and query code with your receipt.",
            );
            let asking = Asking { number: number_text.clone(), wrong: Some(wrong), ..Asking::default() };
            shown(&portal.site, &asked, &asking, StatusCode::NOT_FOUND, Reach::Private, way)
        }
        Err(Error::TooMany { retry_after: seconds }) => {
            let wait = words::counted(seconds, "秒", "second", "seconds");
            let wrong = Words::new(
                format!("查询次数过多，请在 {} 后再试。", wait.zh),
                format!("Too many attempts: try again in {}.", wait.en),
            );
            let asking = Asking { number: number_text.clone(), wrong: Some(wrong), ..Asking::default() };
            let status = StatusCode::TOO_MANY_REQUESTS;
            let mut response = shown(&portal.site, &asked, &asking, status, Reach::Private, way);
            let after = HeaderValue::from_str(&seconds.to_string()).ok();
            response.headers_mut().extend(after.map(|after| (header::RETRY_AFTER, after)));
            response
        }
        Err(error) => asked.refuse(&Failure::App(error)),
    }
}

fn number_wrong(text: &str) -> Words {
    if text.is_empty() {
        Words::new("请输入办件编号", "Enter the case number")
    } else {
        Words::new("办件编号应当是收件凭证上的 21 位数字", "The case number is the 21 digits on your receipt")
    }
}

fn code_wrong(text: &str) -> Words {
    if text.trim().is_empty() {
        Words::new("请输入查询码", "Enter the query code")
    } else {
        Words::new(
            "查询码应当是收件凭证上的字母和数字，其中没有 0、O、1、I、L",
            "The query code is the letters and digits on your receipt; there is no 0, O, 1, I or L in it",
        )
    }
}

fn shown(
    site: &Site,
    asked: &Asked,
    asking: &Asking,
    status: StatusCode,
    reach: Reach,
    way: Way<'_>,
) -> Response {
    let title = if status == StatusCode::OK {
        Words::new("查询办理进度", "Ask how your case goes")
    } else {
        Words::new("错误：查询办理进度", "Error: Ask how your case goes")
    };
    Page { template: "progress.html", title, section: Section::Progress, reach, way, status, content: asking }
        .shown(asked, site)
}
