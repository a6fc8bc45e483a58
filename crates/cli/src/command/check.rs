//! `daowei check`: whether a number obeys its own rules. A resident identity number is never printed in clear.

use clap::{Args, ValueEnum};
use daowei_calendar::legal_date;
use daowei_ident::{CreditCode, DocumentNumber, IdentError, ResidentId};
use serde_json::json;

use crate::trouble::{Done, Verdict};
use crate::{lines, machine};

/// `daowei check id|uscc|docno VALUE`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// 号码种类 | What it is
    #[arg(value_enum)]
    kind: Kind,
    /// 号码 | The number
    #[arg(allow_hyphen_values = true)]
    value: String,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// What can be checked.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// 公民身份号码
    Id,
    /// 统一社会信用代码
    Uscc,
    /// 发文字号
    Docno,
}

impl Kind {
    const fn id(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Uscc => "uscc",
            Self::Docno => "docno",
        }
    }
}

/// Answers: what may be printed of a valid number.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let shown = match arguments.kind {
        Kind::Id => resident(&arguments.value),
        Kind::Uscc => arguments.value.parse::<CreditCode>().map(|code| code.to_string()),
        Kind::Docno => arguments.value.parse::<DocumentNumber>().map(|number| number.to_string()),
    };
    if arguments.json {
        let error = shown.as_ref().err();
        lines::json(&json!({
            "kind": arguments.kind.id(),
            "valid": shown.is_ok(),
            "normalized": shown.as_ref().ok(),
            "code": error.map(|error| error.code()),
            "zh": error.map(|error| error.zh()),
            "en": error.map(|error| error.en()),
        }))?;
    } else {
        match &shown {
            Ok(shown) => lines::line(format_args!("有效 | valid: {shown}"))?,
            Err(error) => lines::line(format_args!(
                "无效 | invalid [{}]: {} | {}",
                error.code(),
                error.zh(),
                error.en()
            ))?,
        }
    }
    Ok(if shown.is_ok() { Verdict::Good } else { Verdict::Wrong })
}

fn resident(text: &str) -> Result<String, IdentError> {
    let id: ResidentId = text.parse()?;
    let today = legal_date(machine::now());
    let part = |part: i8| part.unsigned_abs();
    id.not_born_after(i32::from(today.year()), part(today.month()), part(today.day()))?;
    Ok(id.to_string())
}
