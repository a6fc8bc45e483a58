//! The templates: part of the program, escaped as a rule, strict about what they are given.

use std::sync::LazyLock;

use daowei_domain::Language;
use jiff::civil::Date;
use minijinja::value::Value;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter,
};
use serde::Serialize;

use super::words;

macro_rules! templates {
    ($($name:literal),+) => {
        &[$(($name, include_str!(concat!("../../templates/portal/", $name)))),+]
    };
}

const TEXTS: &[(&str, &str)] = templates![
    "contact.html",
    "frame.html",
    "guide.html",
    "guides.html",
    "help.html",
    "home.html",
    "progress.html",
    "progress_found.html",
    "search.html",
    "trouble.html"
];

static TEMPLATES: LazyLock<Result<Environment<'static>, Error>> = LazyLock::new(|| {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.set_trim_blocks(true);
    templates.set_lstrip_blocks(true);
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.set_formatter(formatted);
    templates.add_function("say", say);
    templates.add_function("both", both);
    templates.add_function("title", title);
    templates.add_function("counted", counted);
    templates.add_function("plain", plain);
    templates.add_function("zh", zh);
    templates.add_function("missing", missing);
    templates.add_function("day", day);
    templates.add_function("to", to);
    for (name, text) in TEXTS {
        templates.add_template(name, text)?;
    }
    Ok(templates)
});

/// Fills a template.
pub(super) fn render(name: &str, content: &impl Serialize) -> Result<String, Error> {
    match &*TEMPLATES {
        Ok(templates) => templates.get_template(name)?.render(content),
        Err(error) => Err(Error::new(ErrorKind::InvalidOperation, error.to_string())),
    }
}

/// As the usual one, but that a slash stays a slash: half of what pages hold is addresses.
fn formatted(out: &mut Output<'_>, state: &State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => out.write_str(&escaped(text)).map_err(Error::from),
        _ => escape_formatter(out, state, value),
    }
}

/// What means something in text or in a quoted attribute, written so that it does not.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#x27;"),
            other => safe.push(other),
        }
    }
    safe
}

fn frame(state: &State<'_, '_>, name: &str) -> Result<Value, Error> {
    state.lookup("frame").unwrap_or_default().get_attr(name)
}

fn language(state: &State<'_, '_>) -> Result<Language, Error> {
    Ok(if frame(state, "english")?.is_true() { Language::English } else { Language::Chinese })
}

/// `say("中文", "English")`: one of two texts.
fn say(state: &State<'_, '_>, zh: String, en: String) -> Result<String, Error> {
    Ok(if language(state)? == Language::English { en } else { zh })
}

/// `plain(words)`: one text of a value in both languages, for where no markup can stand.
fn plain(state: &State<'_, '_>, words: Value) -> Result<Value, Error> {
    words.get_attr(if language(state)? == Language::English { "en" } else { "zh" })
}

/// `both(words)`: one text of a value in both languages; what of the English one is Chinese is marked as such.
fn both(state: &State<'_, '_>, words: Value) -> Result<Value, Error> {
    let text = plain(state, words)?.to_string();
    Ok(Value::from_safe_string(match language(state)? {
        Language::Chinese => escaped(&text),
        Language::English => marked(&text),
    }))
}

/// `title(words)`: the same where it begins a line; English begins with a capital there.
fn title(state: &State<'_, '_>, words: Value) -> Result<Value, Error> {
    match language(state)? {
        Language::Chinese => both(state, words),
        Language::English => {
            let text = plain(state, words)?.to_string();
            let mut letters = text.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            Ok(Value::from_safe_string(marked(&format!("{first}{}", letters.as_str()))))
        }
    }
}

/// `counted(5, "个工作日", "working day", "working days")`: so many of something.
fn counted(
    state: &State<'_, '_>,
    amount: u64,
    zh: String,
    one: String,
    many: String,
) -> Result<String, Error> {
    let words = words::counted(amount, &zh, &one, &many);
    Ok(if language(state)? == Language::English { words.en } else { words.zh })
}

/// Escapes an English text and marks each Chinese run of it, with the signs that Chinese writing sets between its characters.
fn marked(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_chinese) {
        let (english, chinese) = rest.split_at(start);
        let of_run = |letter: char| {
            is_chinese(letter) || matches!(letter, '·' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
        };
        let run = chinese.find(|letter| !of_run(letter)).unwrap_or(chinese.len());
        let (chinese, behind) = chinese.split_at(run);
        safe.push_str(&format!("{}<span lang=\"zh-CN\">{}</span>", escaped(english), escaped(chinese)));
        rest = behind;
    }
    safe.push_str(&escaped(rest));
    safe
}

/// Whether a letter is a Chinese character, of whichever plane.
fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// `zh(text)`: Chinese content, marked as such on an English page.
fn zh(state: &State<'_, '_>, text: Value) -> Result<Value, Error> {
    let text = text.to_string();
    let escaped = escaped(&text);
    Ok(Value::from_safe_string(match language(state)? {
        Language::Chinese => escaped,
        Language::English => format!("<span lang=\"zh-CN\">{escaped}</span>"),
    }))
}

/// `missing()`: what the version does not hold is said to be missing, and never made up.
fn missing(state: &State<'_, '_>) -> Result<Value, Error> {
    let words = say(state, "本版本没有记载".to_owned(), "not on record in this version".to_owned())?;
    Ok(Value::from_safe_string(format!("<span class=\"missing\">{words}</span>")))
}

/// `day("2024-01-01")`: a day in words.
fn day(state: &State<'_, '_>, date: String) -> Result<String, Error> {
    let date: Date = date.parse().map_err(|_| Error::new(ErrorKind::InvalidOperation, "not a day"))?;
    let words = words::day(date);
    Ok(if language(state)? == Language::English { words.en } else { words.zh })
}

/// `to("/guides")`: the address of a page in the reader's view.
fn to(state: &State<'_, '_>, path: String) -> Result<String, Error> {
    Ok(format!("{}{path}", frame(state, "prefix")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_one() {
        assert!(TEMPLATES.is_ok(), "{:?}", TEMPLATES.as_ref().err());
    }

    #[test]
    fn chinese_inside_english_is_marked() {
        assert_eq!(marked("required & more"), "required &amp; more");
        assert_eq!(
            marked("issued by 市公安局（交警）; yours"),
            "issued by <span lang=\"zh-CN\">市公安局（交警）</span>; yours"
        );
        assert_eq!(marked("𠮷<b>"), "<span lang=\"zh-CN\">𠮷</span>&lt;b&gt;");
    }

    #[test]
    fn no_template_brings_script_or_style() {
        for (name, text) in TEXTS {
            let lower = text.to_lowercase();
            for foul in
                ["<script", "<style", " style=", " onclick", " onload", "javascript:", "|safe", "| safe"]
            {
                assert!(!lower.contains(foul), "{name}: {foul}");
            }
        }
    }
}
