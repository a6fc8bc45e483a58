//! Files, and originals that go back.

use daowei_ident::{DocumentId, FileId};

use super::Example;
use super::case::received;
use crate::case::{Command, DocumentKind, rules as case_rules};
use crate::file::{MediaType, admit, judge, rules, same, shows_strokes, whole, within_frame};
use crate::fixture::{Matter, Play, Who, id, text};
use crate::rule::Refusal;
use crate::setting::Settings;

pub(super) const EXAMPLES: &[Example] = &[
    (&rules::TOO_LARGE, || admit((20 << 20) + 1, 0, &Settings::default())),
    (&rules::PENDING, || admit(1, 200 << 20, &Settings::default())),
    (&rules::INCOMPLETE, || whole(1, 2)),
    (&rules::MEDIA, || judged(MediaType::Pdf, b"MZ\x90")),
    (&rules::PIXELS, || {
        let image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\0\0\0\x01\0\0\0\0\0\0IEND\xae\x42\x60\x82";
        judged(MediaType::Png, image)
    }),
    (&rules::SIGNATURE_LARGE, || within_frame(2_001, 1_000)),
    (&rules::SIGNATURE_EMPTY, || shows_strokes(99)),
    (&rules::DIGEST, || same(Some("00"), "01")),
    (&rules::UNKNOWN, || scan("p1", 1)),
    (&rules::TOO_MANY, || scan("p1", 21)),
    (&case_rules::SCAN_EMPTY, || scan("p1", 0)),
    (&case_rules::SCAN_PAPER, || scan("p9", 1)),
    (&case_rules::SCAN_UNNAMED, || {
        let files = vec![id(FileId::from_parts, 1)];
        received().act(Who::Clerk, Command::ScanPaper { paper: None, files }).map(drop)
    }),
    (&case_rules::SCAN_CONFIRMATION, || {
        let (document, file) = (id(DocumentId::from_parts, 9), id(FileId::from_parts, 1));
        received().act(Who::Clerk, Command::ScanConfirmation { document, file }).map(drop)
    }),
    (&case_rules::SCAN_DOCUMENT, || {
        let (document, file) = (id(DocumentId::from_parts, 9), id(FileId::from_parts, 1));
        received().act(Who::Chief, Command::ScanSigned { document, file, reasons: None }).map(drop)
    }),
    (&case_rules::SCAN_UNSERVED, || {
        let document = id(DocumentId::from_parts, 9);
        let files = vec![id(FileId::from_parts, 1)];
        received().act(Who::Clerk, Command::ScanProof { document, files, reasons: None }).map(drop)
    }),
    (&case_rules::SCAN_THERE, || {
        let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
        let document = play.document(DocumentKind::GrantDecision);
        let files = [1, 2].map(|number| play.sent(number));
        files.into_iter().try_for_each(|file| {
            play.act(Who::Chief, Command::ScanSigned { document, file, reasons: None }).map(drop)
        })
    }),
    (&case_rules::ORIGINALS_NONE, || back("p9", "张三")),
    (&case_rules::ORIGINALS_SIGNED, || back("p1", "")),
];

fn judged(media: MediaType, bytes: &[u8]) -> Result<(), Refusal> {
    judge(media, bytes, bytes, 64, &Settings::default())
}

fn scan(paper: &str, files: u8) -> Result<(), Refusal> {
    let files = (0..files).map(|number| id(FileId::from_parts, number)).collect();
    received().act(Who::Clerk, Command::ScanPaper { paper: Some(paper.to_owned()), files }).map(drop)
}

fn back(paper: &str, recipient: &str) -> Result<(), Refusal> {
    let command = Command::ReturnOriginals { papers: vec![paper.to_owned()], recipient: text(recipient) };
    received().act(Who::Clerk, command).map(drop)
}
