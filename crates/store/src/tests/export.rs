//! The export is verified offline, and each alteration of the file is found.

use super::fixture::Fixture;
use crate::verify::{self, FindingKind, Verification};
use crate::{Error, Result};

on_both!(
    an_export_verifies_offline,
    alterations_of_the_file_are_found,
    without_checkpoint_there_is_no_export
);

fn exported(fixture: &Fixture) -> (String, String) {
    let checkpoint = fixture.with_evidence();
    fixture.append("case/a", &["not covered yet"]).unwrap();
    let mut file = Vec::new();
    assert_eq!(verify::export(&fixture.store, &fixture.keys, &mut file).unwrap(), 12);
    (String::from_utf8(file).unwrap(), checkpoint)
}

fn check(fixture: &Fixture, file: &str, with_key: bool, given: &[String]) -> Result<Verification> {
    let key = with_key.then(|| fixture.keys.evidence());
    verify::verify_export(&mut file.as_bytes(), &fixture.keys.public(), key, given)
}

fn an_export_verifies_offline(fixture: &Fixture) {
    let (file, checkpoint) = exported(fixture);
    assert_eq!(file.lines().count(), 14);
    for with_key in [false, true] {
        let answer = check(fixture, &file, with_key, std::slice::from_ref(&checkpoint)).unwrap();
        assert!(answer.is_clean(), "{:?}", answer.findings);
        assert_eq!((answer.events, answer.covered_by_checkpoint, answer.compared.len()), (12, 12, 2));
    }
}

fn alterations_of_the_file_are_found(fixture: &Fixture) {
    let (file, checkpoint) = exported(fixture);
    let lines: Vec<&str> = file.lines().collect();
    let without = |gone: usize| {
        lines
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != gone)
            .map(|(_, line)| format!("{line}\n"))
            .collect::<String>()
    };
    let exchanged = {
        let mut lines = lines.clone();
        lines.swap(3, 4);
        lines.join("\n") + "\n"
    };
    let altered = [
        file.replacen("\"body\":\"three\"", "\"body\":\"four\"", 1),
        file.replacen("\"at\":1000", "\"at\":1001", 1),
        file.replacen("case/b", "case/d", 1),
        exchanged,
        without(2),
        without(12),
    ];
    for (number, altered) in altered.iter().enumerate() {
        assert_ne!(altered, &file);
        for with_key in [false, true] {
            let answer = check(fixture, altered, with_key, &[]).unwrap();
            assert!(!answer.is_clean(), "alteration {number}, key {with_key}");
            assert_eq!(answer.covered_by_checkpoint, 0);
        }
    }
    // With the key, the altered event is named.
    let named = check(fixture, &altered[0], true, &[]).unwrap();
    assert_eq!(named.findings[0].kind, FindingKind::Changed);
    // The whole file cut off and the checkpoint with it: only the one kept elsewhere tells.
    let shorter = format!(
        "{}{}\n",
        without(12).lines().take(12).map(|line| format!("{line}\n")).collect::<String>(),
        lines[13]
    );
    assert!(!check(fixture, &shorter, false, &[checkpoint]).unwrap().is_clean());
    for broken in
        ["", "{}\n", lines[0], &file[..file.len() - 20], &without(13), &format!("{file}{}\n", lines[1])]
    {
        assert!(matches!(check(fixture, broken, false, &[]), Err(Error::Damaged { what: "export" })));
    }
}

fn without_checkpoint_there_is_no_export(fixture: &Fixture) {
    fixture.append("case/a", &["one"]).unwrap();
    let refused = verify::export(&fixture.store, &fixture.keys, &mut Vec::new());
    assert!(matches!(refused, Err(Error::Damaged { .. })));
}
