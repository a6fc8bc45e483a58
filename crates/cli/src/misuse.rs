//! A line that cannot be read: in Chinese first, as everything is told here, then as the reader of lines says it.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is wrong with the line, in Chinese; nothing where help or the version was asked for.
pub(crate) fn in_chinese(error: &clap::Error) -> Option<String> {
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join("、"),
        _ => String::new(),
    };
    let (argument, value) = (named(ContextKind::InvalidArg), named(ContextKind::InvalidValue));
    let words = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return None,
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 缺少取值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{argument} 的取值“{value}”不对"),
        ErrorKind::TooManyValues => format!("{argument} 不带取值，“{value}”多余"),
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个参数"),
        ErrorKind::InvalidSubcommand => format!("没有 {} 这个命令", named(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "没有写明要执行的命令".to_owned()
        }
        ErrorKind::ArgumentConflict => {
            format!("{argument} 不能与 {} 同时使用", named(ContextKind::PriorArg))
        }
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 文字".to_owned(),
        _ => format!("{argument} 的写法不对"),
    };
    Some(format!("命令有误：{words}。用法见 --help。"))
}
