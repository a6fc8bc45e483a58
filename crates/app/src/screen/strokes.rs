//! The picture of a signature: decoded within bounds, looked at, and written anew. So nothing is kept that a picture carries beside its
//! dots, and nothing that only looks like one.

use std::io::Cursor;

use daowei_domain::Refusal;
use daowei_domain::file::{self, MediaType, rules};
use png::{BitDepth, ColorType, Decoder, Encoder, Limits, Reader, Transformations};

use crate::error::{Error, Problem, Result};

/// Bytes of a signature's picture at most: strokes on an empty ground are a few thousand.
pub const LARGEST_SIGNATURE: usize = 64 << 10;
/// Dots as dark as this, on white paper, are ink.
const INK: u8 = 160;
/// Bytes that decoding may take for itself.
const MEMORY: usize = 4 << 20;

/// The strokes in black and grey on white, whatever ground they were drawn on.
///
/// # Errors
/// `file.media` for what is no picture, `file.signature.large`, `file.signature.empty`; [`Problem::TooLong`] of `signature.png`.
pub(super) fn anew(picture: &[u8]) -> Result<Vec<u8>> {
    if picture.len() > LARGEST_SIGNATURE {
        return Err(Error::input("signature.png", Problem::TooLong));
    }
    let mut decoder = Decoder::new_with_limits(Cursor::new(picture), Limits { bytes: MEMORY });
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|_| no_picture())?;
    let (width, height) = (reader.info().width, reader.info().height);
    file::within_frame(width, height)?;
    let grey = on_white(&mut reader)?;
    file::shows_strokes(grey.iter().filter(|dot| **dot <= INK).count())?;
    written((width, height), &grey).ok_or_else(no_picture)
}

fn no_picture() -> Error {
    Refusal::by(&rules::MEDIA).named("media", MediaType::Png.name()).into()
}

/// The dots of a picture as they look on white paper.
fn on_white(reader: &mut Reader<Cursor<&[u8]>>) -> Result<Vec<u8>> {
    let size = reader.output_buffer_size().ok_or_else(no_picture)?;
    let mut dots = vec![0; size];
    let frame = reader.next_frame(&mut dots).map_err(|_| no_picture())?;
    let dots = dots.get(..frame.buffer_size()).ok_or_else(no_picture)?;
    let channels = frame.color_type.samples();
    let seen = |dot: &[u8]| match *dot {
        [grey] => Some(grey),
        [grey, alpha] => Some(laid_on_white(grey, alpha)),
        [red, green, blue] => Some(luma(red, green, blue)),
        [red, green, blue, alpha] => Some(laid_on_white(luma(red, green, blue), alpha)),
        _ => None,
    };
    dots.chunks_exact(channels).map(seen).collect::<Option<_>>().ok_or_else(no_picture)
}

/// How bright a color is, by the weights of ITU-R BT.601.
fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    u8::try_from(sum / 1_000).unwrap_or(u8::MAX)
}

fn laid_on_white(grey: u8, alpha: u8) -> u8 {
    let (grey, alpha) = (u32::from(grey), u32::from(alpha));
    u8::try_from((grey * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
}

fn written((width, height): (u32, u32), grey: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(grey).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of that size, each dot of those channels as `dot` says, with a remark.
    fn picture((width, height): (u32, u32), color: ColorType, dot: impl Fn(u32) -> Vec<u8>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, width, height);
        encoder.set_color(color);
        encoder.set_depth(BitDepth::Eight);
        encoder.add_text_chunk("Comment".to_owned(), "a remark".to_owned()).unwrap();
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&(0..width * height).flat_map(&dot).collect::<Vec<_>>()).unwrap();
        writer.finish().unwrap();
        bytes
    }

    fn rule(picture: &[u8]) -> &'static str {
        match anew(picture) {
            Err(Error::Refused(refusal)) => refusal.rule.id,
            other => panic!("{:?}", other.map(|bytes| bytes.len())),
        }
    }

    /// Opaque ink on nothing.
    fn stroke(at: u32) -> Vec<u8> {
        if at < 400 { vec![0, 0, 0, 255] } else { vec![0, 0, 0, 0] }
    }

    #[test]
    fn strokes_come_out_on_white_and_alone() {
        let drawn = picture((720, 240), ColorType::Rgba, stroke);
        let written = anew(&drawn).unwrap();
        assert!(drawn.windows(8).any(|part| part == b"a remark"));
        assert!(!written.windows(8).any(|part| part == b"a remark"));
        let mut reader = Decoder::new(Cursor::new(written.as_slice())).read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (720, 240));
        let dots = on_white(&mut reader).unwrap();
        assert!(dots[..400].iter().all(|dot| *dot == 0) && dots[400..].iter().all(|dot| *dot == 255));
        assert_eq!(anew(&written).unwrap(), written, "written anew it stays the same");
    }

    #[test]
    fn empty_ones_are_no_signature() {
        let blank: [(ColorType, Vec<u8>); 4] = [
            (ColorType::Rgba, vec![0, 0, 0, 0]),
            (ColorType::Rgb, vec![255, 255, 255]),
            (ColorType::Grayscale, vec![250]),
            (ColorType::GrayscaleAlpha, vec![0, 10]),
        ];
        for (color, dot) in blank {
            let blank = picture((720, 240), color, |_| dot.clone());
            assert_eq!(rule(&blank), "file.signature.empty", "{color:?}");
        }
        let touched = picture((720, 240), ColorType::Grayscale, |at| vec![if at < 20 { 0 } else { 255 }]);
        assert_eq!(rule(&touched), "file.signature.empty", "a touch");
    }

    #[test]
    fn only_pictures_within_bounds_are_looked_at() {
        assert!(anew(&picture((2_000, 1_000), ColorType::Rgba, stroke)).is_ok());
        for size in [(2_001, 10), (10, 1_001)] {
            let large = picture(size, ColorType::Grayscale, |_| vec![0]);
            assert_eq!(rule(&large), "file.signature.large", "{size:?}");
        }
        let long = anew(&vec![0; LARGEST_SIGNATURE + 1]);
        assert!(matches!(long, Err(Error::Input { problem: Problem::TooLong, .. })));
        assert_eq!(rule(b"MZ and something else"), "file.media");
        // The head and the end of a picture with nothing between them that can be decoded.
        let mut hollow = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\xd0\0\0\0\xf0".to_vec();
        hollow.resize(3_000, 0);
        hollow.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
        assert_eq!(rule(&hollow), "file.media");
        let whole = picture((720, 240), ColorType::Rgba, stroke);
        assert_eq!(rule(&whole[..whole.len() / 2]), "file.media", "cut off");
    }
}
