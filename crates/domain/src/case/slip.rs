//! 笔误: a passage as it stands and as it should be; how much of it changes, and whether that turns round what was said.
//! Exchanging one reason for another is no slip of the pen: it is a new decision (行政许可法 arts. 8, 38(2)).

/// 否定、结论、判断: characters that no slip adds or takes away, since a sentence says the opposite with them or without.
const TURNING: &str = "不未无非否没勿莫毋免准驳许拒允撤销废禁停终缺欠违伪假虚反逾超";

/// Findings that carry an outcome: a slip in one of their characters is a slip; a whole one put in or left out is another finding.
const FINDINGS: [&str; 14] = [
    "符合", "合格", "具备", "齐全", "完整", "满足", "通过", "同意", "真实", "有效", "合法", "达到", "属实",
    "一致",
];

/// More than anything that is counted here.
const FORBIDDEN: usize = 1 << 24;

/// One slip of the pen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What is wrong, in its passage.
    pub old: String,
    /// What it should be.
    pub new: String,
}

/// How far a slip goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// So many characters are put in, left out or replaced.
    Changes(usize),
    /// A negation, an outcome or a finding is put in or left out.
    Turns,
}

impl Slip {
    /// The text with that put right wherever it stands. How lines were broken, and the full stop at a passage's end, say nothing.
    #[must_use]
    pub fn put_right(&self, text: &str) -> String {
        let old: Vec<char> = squeezed(passage(&self.old)).chars().collect();
        let visible: Vec<(usize, char)> =
            text.char_indices().filter(|(_, character)| !character.is_whitespace()).collect();
        if old.is_empty() {
            return text.to_owned();
        }
        let mut right = String::with_capacity(text.len());
        let (mut copied, mut at) = (0_usize, 0_usize);
        while let Some(window) = visible.get(at..at.saturating_add(old.len())) {
            let found = window.iter().zip(&old).all(|((_, one), other)| one == other);
            let (Some((from, _)), Some((last, character)), true) = (window.first(), window.last(), found)
            else {
                at = at.saturating_add(1);
                continue;
            };
            right.push_str(text.get(copied..*from).unwrap_or_default());
            right.push_str(passage(&self.new).trim());
            copied = last.saturating_add(character.len_utf8());
            at = at.saturating_add(old.len());
        }
        right.push_str(text.get(copied..).unwrap_or_default());
        right
    }

    /// Whether the passage stands in the text.
    pub(super) fn stands_in(&self, text: &str) -> bool {
        let old = squeezed(passage(&self.old));
        !old.is_empty() && squeezed(text).contains(&old)
    }

    /// How many characters the longer of the two passages has.
    pub(super) fn length(&self) -> usize {
        let length = |words: &str| squeezed(passage(words)).chars().count();
        length(&self.old).max(length(&self.new))
    }

    /// How far it goes.
    pub(super) fn measure(&self) -> Measure {
        let characters = |words: &str| squeezed(passage(words)).chars().collect::<Vec<char>>();
        let (old, new) = (characters(&self.old), characters(&self.new));
        let rows = table(&old, &new);
        let changed = cell(&rows, old.len(), new.len());
        if changed >= FORBIDDEN {
            return Measure::Turns;
        }
        let (gone, come) = touched(&rows, &old, &new);
        let finding = whole_finding(&old, &gone) || whole_finding(&new, &come);
        if finding { Measure::Turns } else { Measure::Changes(changed) }
    }
}

/// How many characters have to be put in, left out or replaced to make one text of the other.
pub(super) fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (made, character) in (1_usize..).zip(one.chars()) {
        let mut next = vec![made];
        for ((before, above), wanted) in row.iter().zip(row.iter().skip(1)).zip(&other) {
            let replaced = before.saturating_add(usize::from(character != *wanted));
            let left = next.last().copied().unwrap_or(made);
            next.push(replaced.min(above.saturating_add(1)).min(left.saturating_add(1)));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// Without white space: how a line was broken says nothing.
pub(super) fn squeezed(words: &str) -> String {
    words.chars().filter(|character| !character.is_whitespace()).collect()
}

/// A passage without the full stop at its end, which stands on paper though nobody wrote it.
pub(super) fn passage(words: &str) -> &str {
    words.trim_end().trim_end_matches(['。', '；', '，', '.', ';', ','])
}

/// The price of putting in or leaving out.
fn price(character: char) -> usize {
    if TURNING.contains(character) { FORBIDDEN } else { 1 }
}

fn exchanged(one: char, other: char) -> usize {
    if one == other { 0 } else { price(one).max(price(other)) }
}

fn cell(rows: &[Vec<usize>], down: usize, across: usize) -> usize {
    rows.get(down).and_then(|row| row.get(across)).copied().unwrap_or(FORBIDDEN)
}

/// The least that makes the new one of each beginning of the old one.
fn table(old: &[char], new: &[char]) -> Vec<Vec<usize>> {
    let first = new.iter().scan(0_usize, |sum, character| {
        *sum = sum.saturating_add(price(*character));
        Some(*sum)
    });
    let mut rows: Vec<Vec<usize>> = vec![std::iter::once(0).chain(first).collect()];
    for gone in old {
        let above = rows.last().cloned().unwrap_or_default();
        let mut row = vec![above.first().copied().unwrap_or_default().saturating_add(price(*gone))];
        for ((corner, over), come) in above.iter().zip(above.iter().skip(1)).zip(new) {
            let left = row.last().copied().unwrap_or(FORBIDDEN);
            let least = corner.saturating_add(exchanged(*gone, *come));
            let least = least.min(over.saturating_add(price(*gone)));
            row.push(least.min(left.saturating_add(price(*come))));
        }
        rows.push(row);
    }
    rows
}

/// Which characters of the old and of the new passage are not those of the other.
fn touched(rows: &[Vec<usize>], old: &[char], new: &[char]) -> (Vec<bool>, Vec<bool>) {
    let (mut gone, mut come) = (vec![false; old.len()], vec![false; new.len()]);
    let (mut down, mut across) = (old.len(), new.len());
    let set = |flags: &mut Vec<bool>, at: usize| {
        if let Some(flag) = flags.get_mut(at) {
            *flag = true;
        }
    };
    while down > 0 || across > 0 {
        let (up, left) = (down.saturating_sub(1), across.saturating_sub(1));
        let here = cell(rows, down, across);
        let both = old.get(up).zip(new.get(left)).filter(|_| down > 0 && across > 0);
        let straight = both
            .is_some_and(|(one, other)| here == cell(rows, up, left).saturating_add(exchanged(*one, *other)));
        if straight {
            if both.is_some_and(|(one, other)| one != other) {
                set(&mut gone, up);
                set(&mut come, left);
            }
            (down, across) = (up, left);
        } else if down > 0
            && old.get(up).is_some_and(|one| here == cell(rows, up, across).saturating_add(price(*one)))
        {
            set(&mut gone, up);
            down = up;
        } else {
            set(&mut come, left);
            if across == 0 {
                break;
            }
            across = left;
        }
    }
    (gone, come)
}

/// Whether a finding stands there of which every character was touched.
fn whole_finding(passage: &[char], touched: &[bool]) -> bool {
    FINDINGS.iter().any(|finding| {
        let word: Vec<char> = finding.chars().collect();
        passage
            .windows(word.len())
            .zip(touched.windows(word.len()))
            .any(|(stands, touched)| stands == word && touched.iter().all(|changed| *changed))
    })
}

#[cfg(test)]
mod tests {
    use super::{Measure, Slip, distance};

    fn slip(old: &str, new: &str) -> Slip {
        Slip { old: old.to_owned(), new: new.to_owned() }
    }

    #[test]
    fn texts_are_as_far_apart_as_characters_differ() {
        for (one, other, apart) in [
            ("张三", "张三", 0),
            ("张三", "张叁", 1),
            ("张三", "张三丰", 1),
            ("张三", "李四", 2),
            ("", "李四", 2),
            ("欧阳修", "阳修", 1),
        ] {
            assert_eq!((distance(one, other), distance(other, one)), (apart, apart), "{one} {other}");
        }
    }

    #[test]
    fn a_slip_is_measured_by_what_changes_and_turns_nothing_round() {
        for (old, new, measure) in [
            ("甲路1号", "乙路2号", Measure::Changes(2)),
            ("材料付合条件", "材料符合条件", Measure::Changes(1)),
            ("材料其全", "材料齐全。", Measure::Changes(1)),
            ("不符合规定", "符合规定", Measure::Turns),
            ("符合规定", "不符合规定", Measure::Turns),
            ("准予", "驳予", Measure::Turns),
            ("材料齐全", "材料残留", Measure::Turns),
            ("材料偏离条件", "材料符合条件", Measure::Turns),
            // The negation goes from one clause to the other.
            ("不符合甲规定，符合乙规定", "符合甲规定，不符合乙规定", Measure::Turns),
        ] {
            assert_eq!(slip(old, new).measure(), measure, "{old} {new}");
        }
    }

    #[test]
    fn what_is_put_right_stands_where_it_stood_whatever_line_it_was_broken_into() {
        let slip = slip("甲路1号。", "乙路2号。");
        assert_eq!(slip.put_right("住所：甲路\n1号。电话同前；甲路1号"), "住所：乙路2号。电话同前；乙路2号");
        assert!(slip.stands_in("住所：甲路 1号"));
        assert!(!slip.stands_in("住所：丙路1号"));
        assert_eq!(super::Slip { old: "。".to_owned(), new: "！".to_owned() }.put_right("甲。"), "甲。");
    }
}
