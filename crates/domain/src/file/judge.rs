//! Whether a file is what it says to be (SEC-17): by how it begins, how it ends and what its structure tells; never by its name.

use super::{MediaType, rules};
use crate::rule::{Refusal, ensure};
use crate::setting::Settings;

/// Entries of an OFD package at most: a thousand pages have some thousands.
const ENTRIES: usize = 20_000;
/// What a package says to unpack to, for each of its bytes, at most: text packs to a fiftieth.
const UNPACKED: u64 = 200;

const END_OF_DIRECTORY: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
/// Fixed bytes of the record that ends a package, and of one entry in its directory.
const END_BYTES: usize = 22;
const ENTRY_BYTES: usize = 46;

/// Whether a file's first part and last bytes are of that form.
///
/// # Errors
/// `file.media`, `file.pixels`.
pub fn judge(
    media: MediaType,
    head: &[u8],
    tail: &[u8],
    size: u64,
    settings: &Settings,
) -> Result<(), Refusal> {
    let pixels = match media {
        MediaType::Pdf => pdf(head, tail).then_some(0),
        MediaType::Jpeg => jpeg(head),
        MediaType::Png => png(head, tail),
        MediaType::Ofd => ofd(head, tail, size).then_some(0),
    };
    let pixels = pixels.ok_or_else(|| Refusal::by(&rules::MEDIA).named("media", media.name()))?;
    let most = settings.file_megapixels;
    ensure(pixels <= u64::from(most) * 1_000_000, || Refusal::by(&rules::PIXELS).with("most", most))
}

/// Dots of a signature's picture at most; that of the desk has 720 by 240.
const FRAME: (u32, u32) = (2_000, 1_000);
/// Dots of ink that a short stroke has; fewer are a touch.
const STROKE: usize = 100;

/// Whether a signature's picture is no larger than its frame.
///
/// # Errors
/// `file.signature.large`.
pub fn within_frame(width: u32, height: u32) -> Result<(), Refusal> {
    let (widest, highest) = FRAME;
    ensure(width <= widest && height <= highest, || {
        Refusal::by(&rules::SIGNATURE_LARGE).with("width", widest).with("height", highest)
    })
}

/// Whether a signature's picture shows strokes: so many of its dots are ink.
///
/// # Errors
/// `file.signature.empty`.
pub fn shows_strokes(ink: usize) -> Result<(), Refusal> {
    ensure(ink >= STROKE, || Refusal::by(&rules::SIGNATURE_EMPTY))
}

fn pdf(head: &[u8], tail: &[u8]) -> bool {
    let begins = head.starts_with(b"%PDF-1.") || head.starts_with(b"%PDF-2.");
    let end = tail.get(tail.len().saturating_sub(1_024)..).unwrap_or(tail);
    begins && end.windows(5).any(|window| window == b"%%EOF")
}

fn png(head: &[u8], tail: &[u8]) -> Option<u64> {
    let rest = head.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")?;
    let (width, rest) = rest.split_first_chunk::<4>()?;
    let (height, _) = rest.split_first_chunk::<4>()?;
    let pixels = area(u32::from_be_bytes(*width), u32::from_be_bytes(*height))?;
    tail.ends_with(b"\0\0\0\0IEND\xae\x42\x60\x82").then_some(pixels)
}

/// Goes from marker to marker until the frame says how large the image is.
fn jpeg(head: &[u8]) -> Option<u64> {
    let mut rest = head.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, after @ ..] = rest else { return None };
        match *marker {
            // Fill bytes may stand before a marker.
            0xff => rest = rest.get(1..)?,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let [_, _, _, a, b, c, d, ..] = after else { return None };
                return area(
                    u32::from(u16::from_be_bytes([*c, *d])),
                    u32::from(u16::from_be_bytes([*a, *b])),
                );
            }
            // An image that begins, or ends, before it says how large it is.
            0x00 | 0xd8..=0xda => return None,
            _ => {
                let length = usize::from(u16::from_be_bytes(*after.first_chunk::<2>()?));
                rest = after.get(length..).filter(|_| length >= 2)?;
            }
        }
    }
}

fn area(width: u32, height: u32) -> Option<u64> {
    (width > 0 && height > 0).then(|| u64::from(width) * u64::from(height))
}

/// A ZIP package whose directory names `OFD.xml` and nothing that leads out of it. It is never unpacked here: what it says of
/// itself is held against bounds for those who will.
fn ofd(head: &[u8], tail: &[u8], size: u64) -> bool {
    head.starts_with(b"PK\x03\x04") && directory(tail, size).is_some_and(|names| names)
}

fn directory(tail: &[u8], size: u64) -> Option<bool> {
    let at = tail.windows(END_OF_DIRECTORY.len()).rposition(|window| window == END_OF_DIRECTORY)?;
    let end = tail.get(at..at + END_BYTES)?;
    let count = usize::from(u16::from_le_bytes(*end.get(10..)?.first_chunk()?));
    let bytes = u64::from(u32::from_le_bytes(*end.get(12..)?.first_chunk()?));
    // The directory lies right before its end; one that reaches further back than the tail is no document's.
    let begin = at.checked_sub(usize::try_from(bytes).ok()?)?;
    let mut rest = tail.get(begin..at)?;
    let (mut unpacked, mut is_ofd) = (0_u64, false);
    for _ in 0..count.min(ENTRIES + 1) {
        let entry = rest.strip_prefix(ENTRY).and(rest.get(..ENTRY_BYTES))?;
        let word = |at: usize| Some(usize::from(u16::from_le_bytes(*entry.get(at..)?.first_chunk()?)));
        unpacked = unpacked.saturating_add(u64::from(u32::from_le_bytes(*entry.get(24..)?.first_chunk()?)));
        let (name, extra, comment) = (word(28)?, word(30)?, word(32)?);
        let named = rest.get(ENTRY_BYTES..ENTRY_BYTES + name)?;
        if named.starts_with(b"/") || named.windows(2).any(|two| two == b"..") || named.contains(&b'\\') {
            return None;
        }
        is_ofd |= named.eq_ignore_ascii_case(b"OFD.xml");
        rest = rest.get(ENTRY_BYTES + name + extra + comment..)?;
    }
    let bounded = count <= ENTRIES && unpacked <= size.saturating_mul(UNPACKED);
    Some(is_ofd && bounded && rest.is_empty())
}
