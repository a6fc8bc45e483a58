//! What is a file of which form, and where the bounds lie.

use super::{MediaType, admit, judge, rules, same, whole};
use crate::rule::Rule;
use crate::setting::Settings;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0....\0\0\0\0IEND\xae\x42\x60\x82");
    bytes
}

fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xff\xc0\0\x11\x08".to_vec();
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend(b"\x03\xff\xd9");
    bytes
}

/// A package of empty entries of these names, each said to unpack to so many bytes.
fn package(names: &[&str], unpacked: u32) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04............".to_vec();
    let begin = bytes.len();
    for name in names {
        bytes.extend(b"PK\x01\x02");
        bytes.extend([0; 20]);
        bytes.extend(unpacked.to_le_bytes());
        bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        bytes.extend([0; 16]);
        bytes.extend(name.as_bytes());
    }
    let length = u32::try_from(bytes.len() - begin).unwrap();
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    let count = u16::try_from(names.len()).unwrap();
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend(length.to_le_bytes());
    bytes.extend([0; 6]);
    bytes
}

fn judged(media: MediaType, bytes: &[u8]) -> Option<&'static Rule> {
    let size = u64::try_from(bytes.len()).unwrap();
    judge(media, bytes, bytes, size, &Settings::default()).err().map(|refusal| refusal.rule)
}

#[test]
fn each_form_is_known_and_no_other_passes_for_it() {
    let files = [
        (MediaType::Pdf, PDF.to_vec()),
        (MediaType::Jpeg, jpeg(2480, 3508)),
        (MediaType::Png, png(2480, 3508)),
        (MediaType::Ofd, package(&["OFD.xml", "Doc_0/Document.xml"], 900)),
    ];
    for media in MediaType::ALL {
        for (form, bytes) in &files {
            let expected = (media != *form).then_some(&rules::MEDIA);
            assert_eq!(judged(media, bytes), expected, "{media:?} {form:?}");
        }
        for bytes in
            [&b""[..], b"MZ\x90\0", b"\x7fELF", b"<html><script>", b"<svg xmlns=\"\">", b"#!/bin/sh\n%%EOF"]
        {
            assert_eq!(judged(media, bytes), Some(&rules::MEDIA), "{media:?} {bytes:?}");
        }
    }
}

#[test]
fn what_breaks_off_is_damaged() {
    for (media, bytes, end) in [
        (MediaType::Pdf, PDF.to_vec(), PDF.len() - 6),
        (MediaType::Png, png(10, 10), 40),
        (MediaType::Jpeg, jpeg(10, 10), 26),
        (MediaType::Ofd, package(&["OFD.xml"], 9), 70),
    ] {
        assert_eq!(judged(media, &bytes), None);
        assert_eq!(judged(media, &bytes[..end]), Some(&rules::MEDIA), "{media:?}");
    }
}

#[test]
fn an_image_is_bounded_by_what_it_unfolds_to() {
    assert_eq!(judged(MediaType::Png, &png(10_000, 10_000)), None);
    assert_eq!(judged(MediaType::Png, &png(10_000, 10_001)), Some(&rules::PIXELS));
    assert_eq!(judged(MediaType::Jpeg, &jpeg(65_000, 65_000)), Some(&rules::PIXELS));
    assert_eq!(judged(MediaType::Png, &png(0, 10)), Some(&rules::MEDIA));
}

#[test]
fn a_package_is_bounded_and_stays_within_itself() {
    for names in
        [&["Doc_0/Document.xml"][..], &["OFD.xml", "../../etc/cron.d/x"], &["OFD.xml", "/etc/x"], &[]]
    {
        assert_eq!(judged(MediaType::Ofd, &package(names, 9)), Some(&rules::MEDIA), "{names:?}");
    }
    assert_eq!(judged(MediaType::Ofd, &package(&["OFD.xml"], u32::MAX)), Some(&rules::MEDIA));
}

#[test]
fn bounds_hold_to_the_byte() {
    let settings = Settings::default();
    let most = u64::from(settings.file_megabytes) << 20;
    let refused = |size, pending| admit(size, pending, &settings).err().map(|refusal| refusal.rule);
    assert_eq!(refused(most, 0), None);
    assert_eq!(refused(most + 1, 0), Some(&rules::TOO_LARGE));
    assert_eq!(refused(0, 0), Some(&rules::TOO_LARGE));
    let pending = u64::from(settings.pending_megabytes) << 20;
    assert_eq!(refused(1, pending - 1), None);
    assert_eq!(refused(2, pending - 1), Some(&rules::PENDING));
    assert!(whole(7, 7).is_ok() && whole(6, 7).is_err());
    assert!(same(None, "ab").is_ok() && same(Some("AB"), "ab").is_ok() && same(Some("ac"), "ab").is_err());
}

#[test]
fn a_form_has_one_name() {
    for media in MediaType::ALL {
        assert_eq!(serde_json::to_string(&media).unwrap(), format!("\"{}\"", media.id()));
    }
}
