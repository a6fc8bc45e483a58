//! Rust text taken apart: code, comments and string literals, so that a rule about code is not misled by prose.

/// A file taken apart. `code` and `comments` keep the file's lines, so that a position in one is a position in the file.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// The code, with comments and the insides of literals left out.
    pub(crate) code: String,
    /// The comments alone.
    pub(crate) comments: String,
    /// Each string literal with the line it begins on, counted from 1.
    pub(crate) literals: Vec<(usize, String)>,
}

impl Source {
    /// Takes Rust text apart. Total: text that is not Rust gives some answer, never a failure.
    pub(crate) fn of(text: &str) -> Self {
        let mut scanner = Scanner { rest: text.chars().collect(), at: 0, line: 1, out: Self::default() };
        while scanner.step() {}
        scanner.out
    }

    /// The same file without the unit tests at its end.
    pub(crate) fn without_tests(mut self) -> Self {
        let Some(line) = first_line_of_tests(&self.code) else { return self };
        self.code = head(&self.code, line);
        self.comments = head(&self.comments, line);
        self.literals.retain(|(at, _)| *at < line);
        self
    }
}

/// The line numbers, counted from 1, on which `token` stands as a whole word or path.
pub(crate) fn lines_with(text: &str, token: &str) -> Vec<usize> {
    (1..).zip(text.lines()).filter(|(_, line)| has_token(line, token)).map(|(number, _)| number).collect()
}

/// The lines that name `module` of `root`, as `root::module` or within `root::{…}`.
pub(crate) fn lines_using(code: &str, root: &str, module: &str) -> Vec<usize> {
    let mut lines = lines_with(code, &format!("{root}::{module}"));
    let group = format!("{root}::{{");
    for (start, _) in code.match_indices(&group) {
        let inside = code.get(start + group.len()..).unwrap_or_default();
        let inside = inside.split(';').next().unwrap_or_default();
        if has_token(inside, module) {
            lines.push(code.get(..start).map_or(1, |before| before.matches('\n').count() + 1));
        }
    }
    lines
}

fn has_token(line: &str, token: &str) -> bool {
    line.match_indices(token).any(|(start, found)| {
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        let after = line.get(start + found.len()..).and_then(|text| text.chars().next());
        let inner_edge = token.chars().next_back().is_some_and(is_word);
        !(before.is_some_and(is_word) || inner_edge && after.is_some_and(is_word))
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn first_line_of_tests(code: &str) -> Option<usize> {
    let mut marked = None;
    for (number, line) in (1..).zip(code.lines()) {
        let line = line.trim();
        match marked {
            Some(start) if line.starts_with("mod ") && line.ends_with('{') => return Some(start),
            _ if line == "#[cfg(test)]" => marked = Some(number),
            Some(_) if line.starts_with("#[") || line.is_empty() => {}
            _ => marked = None,
        }
    }
    None
}

fn head(text: &str, line: usize) -> String {
    text.lines().take(line - 1).flat_map(|line| [line, "\n"]).collect()
}

struct Scanner {
    rest: Vec<char>,
    at: usize,
    line: usize,
    out: Source,
}

impl Scanner {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.rest.get(self.at + ahead).copied()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        if c == '\n' {
            self.line += 1;
            self.out.code.push(c);
            self.out.comments.push(c);
        }
        Some(c)
    }

    fn take_code(&mut self) {
        if let Some(c) = self.take().filter(|c| *c != '\n') {
            self.out.code.push(c);
        }
    }

    fn step(&mut self) -> bool {
        let Some(c) = self.peek(0) else { return false };
        match (c, self.peek(1)) {
            ('/', Some('/')) => self.line_comment(),
            ('/', Some('*')) => self.block_comment(),
            ('"', _) => self.string(),
            ('\'', _) => self.quote(),
            ('r', Some('"' | '#')) if !self.after_word() && self.raw_hashes().is_some() => self.raw_string(),
            _ => self.take_code(),
        }
        true
    }

    /// Whether the last code character belongs to a name; the prefixes of literals (`b`, `c`, `br`, `cr`) do not count.
    fn after_word(&self) -> bool {
        let mut back = self.out.code.chars().rev();
        match back.next() {
            Some('b' | 'c') => back.next().is_some_and(is_word),
            other => other.is_some_and(is_word),
        }
    }

    fn line_comment(&mut self) {
        while let Some(c) = self.peek(0).filter(|c| *c != '\n') {
            self.take();
            self.out.comments.push(c);
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        loop {
            match (self.peek(0), self.peek(1)) {
                (None, _) => return,
                (Some('/'), Some('*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (Some('*'), Some('/')) => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return;
                    }
                }
                _ => {
                    if let Some(c) = self.take().filter(|c| *c != '\n') {
                        self.out.comments.push(c);
                    }
                }
            }
        }
    }

    fn string(&mut self) {
        let line = self.line;
        let mut text = String::new();
        self.take_code();
        while let Some(c) = self.take() {
            match c {
                '"' => break,
                '\\' => text.extend(self.take()),
                _ => text.push(c),
            }
        }
        self.out.code.push('"');
        self.out.literals.push((line, text));
    }

    /// How many `#` stand before the quote of a raw string that begins here; nothing where it is a raw name (`r#type`).
    fn raw_hashes(&self) -> Option<usize> {
        let hashes = self.rest.iter().skip(self.at + 1).take_while(|c| **c == '#').count();
        (self.peek(1 + hashes) == Some('"')).then_some(hashes)
    }

    fn raw_string(&mut self) {
        let line = self.line;
        let hashes = self.raw_hashes().unwrap_or_default();
        self.at += hashes + 2;
        self.out.code.push('"');
        let mut text = String::new();
        while let Some(c) = self.take() {
            let closes = c == '"' && (0..hashes).all(|n| self.peek(n) == Some('#'));
            if closes {
                self.at += hashes;
                break;
            }
            text.push(c);
        }
        self.out.code.push('"');
        self.out.literals.push((line, text));
    }

    /// A character literal is left out; the quote of a lifetime is code.
    fn quote(&mut self) {
        let escaped = self.peek(1) == Some('\\');
        if !escaped && self.peek(2) != Some('\'') {
            return self.take_code();
        }
        self.take_code();
        if escaped {
            self.take();
        }
        self.take();
        while let Some(c) = self.peek(0).filter(|c| *c != '\n') {
            self.take();
            if c == '\'' {
                break;
            }
        }
        self.out.code.push('\'');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_comments_and_literals_are_told_apart() {
        let text = "let a = \"x // no\"; // yes\n/* two /* nested */ lines\n*/ let b = r#\"raw \" \\ \"#;\nlet c = b\"by\\\"te\";";
        let source = Source::of(text);
        assert_eq!(source.code, "let a = \"\"; \n\n let b = \"\";\nlet c = b\"\";");
        assert_eq!(source.comments, "// yes\n two  nested  lines\n\n");
        assert_eq!(
            source.literals,
            [(1, "x // no".to_owned()), (3, "raw \" \\ ".to_owned()), (4, "by\"te".to_owned())]
        );
    }

    #[test]
    fn a_quote_in_a_character_opens_no_string() {
        let source = Source::of("fn f<'a>(c: &'a char) { c == '\"' || c == '\\'' || c == '\\u{22}' } // end");
        assert_eq!(source.code, "fn f<'a>(c: &'a char) { c == '' || c == '' || c == '' } ");
        assert_eq!(source.comments, "// end");
        assert!(source.literals.is_empty());
    }

    #[test]
    fn raw_names_and_names_ending_in_r_are_code() {
        let source = Source::of("r#type + for\"x\" + br\"y\"");
        assert_eq!(source.code, "r#type + for\"\" + b\"\"");
        assert_eq!(source.literals.len(), 2);
    }

    #[test]
    fn broken_text_ends() {
        for text in ["\"open", "/* open", "r##\"open\"#", "'", "'\\", "\\", "r#", "*/"] {
            Source::of(text);
        }
    }

    #[test]
    fn unit_tests_at_the_end_are_left_out() {
        let source = Source::of("fn a() {}\n#[cfg(test)]\nmod tests {\n    const S: &str = \"s\";\n}\n")
            .without_tests();
        assert_eq!(source.code, "fn a() {}\n");
        assert!(source.literals.is_empty());
        let kept = Source::of("#[cfg(test)]\nmod tests;\nfn a() { \"s\"; }\n").without_tests();
        assert_eq!(kept.literals.len(), 1);
    }

    #[test]
    fn tokens_are_whole() {
        assert_eq!(
            lines_with("a::now\nb_now\nTimestamp::now()\nTimestamp::nowhere()", "Timestamp::now"),
            [3]
        );
        assert_eq!(lines_with("MyTimestamp::now()", "Timestamp::now"), [0_usize; 0]);
        assert_eq!(lines_using("use std::{\n    fs,\n    io};\nstd::fs::read", "std", "fs"), [4, 1]);
        assert_eq!(lines_using("use std::{io}; fs()", "std", "fs"), [0_usize; 0]);
    }
}
