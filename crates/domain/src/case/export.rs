//! 导出: how many cases may leave in one file.

use super::rules;
use crate::rule::{Refusal, ensure};

/// Cases of one file at most. Who works on cases looks through fewer; who counts them needs figures, not their rows; and what
/// leaves in a file is out of the reach of every later rule (个人信息保护法 art. 6; requirements UX-12, UX-35, REL-15).
pub const MOST_EXPORTED: u32 = 10_000;

/// Whether so many cases may be exported together. A file that silently ended at the limit would be taken for the whole.
///
/// # Errors
/// [`rules::EXPORT_TOO_MANY`].
pub fn exportable(cases: usize) -> Result<(), Refusal> {
    ensure(u32::try_from(cases).is_ok_and(|cases| cases <= MOST_EXPORTED), || {
        Refusal::by(&rules::EXPORT_TOO_MANY).with("most", MOST_EXPORTED)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_case_within_the_limit_leaves_and_the_next_does_not() {
        assert_eq!(exportable(10_000), Ok(()));
        let refusal = exportable(10_001).unwrap_err();
        assert_eq!(refusal.rule.id, "case.export.too_many");
        assert_eq!(refusal.facts["most"], "10000");
    }
}
