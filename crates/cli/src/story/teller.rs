//! Who tells the story: Chinese first, English beside it; one line for each claim that held.

use serde::Serialize;

use crate::lines;
use crate::trouble::Trouble;

/// One claim.
#[derive(Debug, Clone, Serialize)]
struct Step {
    chapter: &'static str,
    zh: String,
    en: String,
    held: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<String>,
}

/// The whole story.
#[derive(Debug, Serialize)]
pub(super) struct Told<'a> {
    ok: bool,
    steps: &'a [Step],
}

/// A claim that did not hold, or an end for another reason.
#[derive(Debug)]
pub(super) enum Broken {
    /// What was expected, and what was found instead.
    Claim { expected: String, found: String },
    /// Nobody listens any more.
    Trouble(Trouble),
}

impl Broken {
    pub(super) fn claim(expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self::Claim { expected: expected.into(), found: found.into() }
    }
}

impl From<Trouble> for Broken {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// Tells, and remembers what it told.
pub(super) struct Teller {
    silent: bool,
    chapter: &'static str,
    steps: Vec<Step>,
}

impl Teller {
    /// `silent` keeps the lines back, for whoever wants one JSON value at the end.
    pub(super) fn new(silent: bool) -> Self {
        Self { silent, chapter: "", steps: Vec::new() }
    }

    pub(super) fn chapter(&mut self, zh: &'static str, en: &str) -> Result<(), Broken> {
        self.chapter = zh;
        self.print(format_args!("\n◆ {zh}  {en}"))
    }

    /// A claim that held.
    pub(super) fn held_that(&mut self, zh: impl Into<String>, en: impl Into<String>) -> Result<(), Broken> {
        let (zh, en) = (zh.into(), en.into());
        self.print(format_args!("  ✓ {zh}\n    {en}"))?;
        let step = Step { chapter: self.chapter, zh, en, held: true, expected: None, found: None };
        self.steps.push(step);
        Ok(())
    }

    /// A claim that holds where both are equal.
    pub(super) fn equal(
        &mut self,
        found: &str,
        expected: &str,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Result<(), Broken> {
        let zh = zh.into();
        if found != expected {
            return Err(Broken::claim(format!("{zh}: {expected}"), found));
        }
        self.held_that(zh, en)
    }

    /// Something to look at, which claims nothing.
    pub(super) fn show(&mut self, text: impl std::fmt::Display) -> Result<(), Broken> {
        self.print(format_args!("      {text}"))
    }

    /// Tells where the story broke.
    pub(super) fn broke(&mut self, broken: Broken) -> Result<(), Trouble> {
        match broken {
            Broken::Trouble(trouble) => Err(trouble),
            Broken::Claim { expected, found } => {
                if !self.silent {
                    lines::line(format_args!("  ✗ 应为 expected: {expected}\n    实为 found: {found}"))?;
                }
                self.steps.push(Step {
                    chapter: self.chapter,
                    zh: "不符".to_owned(),
                    en: "A claim did not hold.".to_owned(),
                    held: false,
                    expected: Some(expected),
                    found: Some(found),
                });
                Ok(())
            }
        }
    }

    pub(super) fn held(&self) -> bool {
        self.steps.iter().all(|step| step.held)
    }

    pub(super) fn told(&self) -> Told<'_> {
        Told { ok: self.held(), steps: &self.steps }
    }

    fn print(&self, text: std::fmt::Arguments<'_>) -> Result<(), Broken> {
        if self.silent { Ok(()) } else { Ok(lines::line(text)?) }
    }
}
