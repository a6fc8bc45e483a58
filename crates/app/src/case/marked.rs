//! What a document shows of people, in clear and masked: what came out of the vault lies between marks in the text that is
//! kept, so that one text gives both, whatever its form.
//!
//! The marks are controls that no name and no free text may hold. A text that does not begin with its sign is shown to
//! nobody masked.

use daowei_ident::{Address, ElectronicAddress, PersonName, Phone};

const SIGN: char = '\u{1}';
const BEGIN: char = '\u{2}';
const END: char = '\u{3}';

/// What lies between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// A natural person's name.
    Name,
    /// Words that somebody wrote.
    Words,
    /// A telephone number.
    Phone,
    /// A postal address.
    Address,
    /// An electronic address.
    Electronic,
    /// 查询码, 邮政编码
    Code,
}

impl Held {
    const ALL: [Self; 6] =
        [Self::Name, Self::Words, Self::Phone, Self::Address, Self::Electronic, Self::Code];

    fn letter(self) -> char {
        match self {
            Self::Name => 'n',
            Self::Words => 'w',
            Self::Phone => 'p',
            Self::Address => 'a',
            Self::Electronic => 'e',
            Self::Code => 'c',
        }
    }

    fn masked(self, text: &str) -> String {
        match self {
            Self::Name => text.parse::<PersonName>().map_or_else(|_| "**".to_owned(), |name| name.masked()),
            Self::Phone => Phone::kept(text.to_owned()).masked(),
            Self::Address => Address::kept(text.to_owned()).masked(),
            Self::Electronic => ElectronicAddress::kept(text.to_owned()).masked(),
            Self::Words => format!("（文字已密存，共 {} 字）", text.chars().count()),
            Self::Code => "********".to_owned(),
        }
    }
}

/// The text between marks. A full stop at its end stays outside, where forms look for it.
pub(crate) fn marked(held: Held, text: &str) -> String {
    let (words, stop) = text.strip_suffix('。').map_or((text, ""), |words| (words, "。"));
    let plain: String = words.chars().filter(|character| !is_mark(*character)).collect();
    format!("{BEGIN}{}{plain}{END}{stop}", held.letter())
}

/// A text as it is kept.
pub(crate) fn kept(text: &str) -> String {
    format!("{SIGN}{text}")
}

/// The text as it is printed.
pub(crate) fn clear(kept: &str) -> String {
    through(kept, |_, text| text.to_owned())
}

/// The text without what identifies people, without their words and without the code.
pub(crate) fn masked(kept: &str) -> String {
    if !kept.starts_with(SIGN) {
        return "（原文已密存）".to_owned();
    }
    through(kept, Held::masked)
}

/// What somebody wrote in it, each text by itself.
pub(super) fn written(kept: &str) -> Vec<String> {
    let parts = kept.trim_start_matches(SIGN).split(BEGIN).skip(1);
    let texts = parts.filter_map(|part| part.split_once(END)?.0.strip_prefix(Held::Words.letter()));
    texts.map(str::to_owned).collect()
}

fn through(kept: &str, show: impl Fn(Held, &str) -> String) -> String {
    let mut parts = kept.trim_start_matches(SIGN).split(BEGIN);
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (held, after) = part.split_once(END).unwrap_or((part, ""));
        let mut characters = held.chars();
        let letter = characters.next();
        match Held::ALL.into_iter().find(|held| Some(held.letter()) == letter) {
            Some(kind) => shown.push_str(&show(kind, characters.as_str())),
            None => shown.push_str("（原文已密存）"),
        }
        shown.push_str(after);
    }
    shown
}

fn is_mark(character: char) -> bool {
    matches!(character, SIGN | BEGIN | END)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_is_shown_in_clear_and_masked() {
        let text = format!(
            "{}：\n　　理由：{}\n　　查询码：{}\n",
            marked(Held::Name, "欧阳某"),
            marked(Held::Words, "申请人欧阳某患病。"),
            marked(Held::Code, "AB12CD34")
        );
        let text = kept(&text);
        assert_eq!(clear(&text), "欧阳某：\n　　理由：申请人欧阳某患病。\n　　查询码：AB12CD34\n");
        let seen = masked(&text);
        assert_eq!(seen, "欧**：\n　　理由：（文字已密存，共 8 字）。\n　　查询码：********\n");
    }

    #[test]
    fn what_somebody_wrote_is_told_from_what_is_printed() {
        let text = format!(
            "{}：本机关决定：准予。\n理由：{}，另：{}",
            marked(Held::Name, "欧阳某"),
            marked(Held::Words, "条件具备。"),
            marked(Held::Words, "无")
        );
        assert_eq!(written(&kept(&text)), ["条件具备", "无"]);
    }

    #[test]
    fn what_bears_no_sign_is_not_shown_masked_and_no_mark_comes_in_with_words() {
        assert!(!masked("欧阳某：").contains('欧'));
        let sly = kept(&marked(Held::Words, "甲\u{3}欧阳某\u{2}n"));
        assert!(!masked(&sly).contains('欧'));
        assert_eq!(clear(&sly), "甲欧阳某n");
    }
}
