//! `daowei config dump`: what is in effect, secrets masked.

use clap::{Args, Subcommand};
use daowei_app::Caller;
use daowei_app::install::Place;
use serde_json::{Value, json};

use crate::lines;
use crate::place::{self, PlaceArguments};
use crate::trouble::{Done, Verdict};

/// `daowei config …`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 列出生效的配置（密码隐去）| Print what is in effect, secrets masked
    Dump(DumpArguments),
}

#[derive(Debug, Args)]
struct DumpArguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Prints.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let What::Dump(arguments) = &arguments.what;
    let place = arguments.place.place()?;
    let installation = arguments.place.look()?;
    let settings =
        place::app(&installation)?.read_blocking(Caller::Host, |unit| Ok(unit.settings.clone()))?;
    let (engine, at) = match &place {
        Place::Directory(directory) => ("sqlite", directory.display().to_string()),
        Place::Server { url, .. } => ("postgresql", masked(url)),
    };
    let variable = |name| std::env::var(name).ok();
    let effective = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "engine": engine,
        "place": at,
        "keys": installation.key_file.display().to_string(),
        "installation": installation.keys.installation(),
        "suite": installation.keys.suite().id(),
        "checkpoint_log": variable("DAOWEI_CHECKPOINT_LOG"),
        "log": variable("DAOWEI_LOG"),
        "log_format": variable("DAOWEI_LOG_FORMAT"),
        "settings": settings,
    });
    if arguments.json {
        lines::json(&effective)?;
    } else {
        print("", &effective)?;
    }
    Ok(Verdict::Good)
}

fn print(name: &str, value: &Value) -> Result<(), crate::trouble::Trouble> {
    match value {
        Value::Object(fields) => fields.iter().try_for_each(|(field, value)| {
            let name = if name.is_empty() { field.clone() } else { format!("{name}.{field}") };
            print(&name, value)
        }),
        Value::String(text) => lines::line(format_args!("{name} = {text}")),
        Value::Null => lines::line(format_args!("{name} =")),
        other => lines::line(format_args!("{name} = {other}")),
    }
}

/// A database's address without its password, wherever it stands.
fn masked(url: &str) -> String {
    const MASK: &str = "***";
    let mut shown = url.to_owned();
    if let Some((scheme, rest)) = url.split_once("://") {
        let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        if let Some((user, host)) = authority.rsplit_once('@') {
            let name = user.split(':').next().unwrap_or_default();
            let mask = if user.contains(':') { format!(":{MASK}") } else { String::new() };
            shown = format!("{scheme}://{name}{mask}@{host}{path}");
        }
    }
    // Also as a parameter, in both forms of an address.
    let parts: Vec<String> = shown
        .split_inclusive(['?', '&', ' '])
        .map(|part| match part.split_once('=') {
            Some(("password", rest)) => {
                let end = rest.chars().last().filter(|c| matches!(c, '?' | '&' | ' '));
                format!("password={MASK}{}", end.map(String::from).unwrap_or_default())
            }
            _ => part.to_owned(),
        })
        .collect();
    parts.concat()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn passwords_are_masked_wherever_they_stand() {
        for (given, shown) in [
            ("postgres://u:secret@h:5432/d", "postgres://u:***@h:5432/d"),
            ("postgres://u:se@cret@h/d", "postgres://u:***@h/d"),
            ("postgres://u@h/d", "postgres://u@h/d"),
            ("postgres://h/d?user=u&password=secret&x=1", "postgres://h/d?user=u&password=***&x=1"),
            ("host=h password=secret user=u", "host=h password=*** user=u"),
        ] {
            assert_eq!(masked(given), shown);
        }
    }
}
