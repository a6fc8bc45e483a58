//! A page of paper on a dark mat, as a document camera sees it: drawn, not photographed.

use jpeg_encoder::{ColorType, Encoder};

/// The mat, in pixels.
const WIDTH: u16 = 1_400;
const HEIGHT: u16 = 1_900;
/// The page on it: left, top, right, bottom.
const PAGE: [u16; 4] = [90, 110, 1_310, 1_830];
const MAT: u8 = 38;
const PAPER: u8 = 244;
const INK: u8 = 30;
/// Squares in the first line tell which shot it is, up to so many.
const SQUARES: u16 = 20;

/// The picture of the page, as JPEG.
pub(crate) fn page(shot: u32) -> Option<Vec<u8>> {
    let count = u16::try_from(shot).unwrap_or(SQUARES).min(SQUARES);
    let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT));
    for y in 0..HEIGHT {
        pixels.extend((0..WIDTH).map(|x| shade(x, y, count)));
    }
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, 80).encode(&pixels, WIDTH, HEIGHT, ColorType::Luma).ok()?;
    Some(jpeg)
}

fn shade(x: u16, y: u16, squares: u16) -> u8 {
    let [left, top, right, bottom] = PAGE;
    if x < left || x >= right || y < top || y >= bottom {
        return MAT;
    }
    let (x, y) = (x - left, y - top);
    let (width, height) = (right - left, bottom - top);
    // A margin, one line of squares, then lines of writing.
    if !(120..width - 120).contains(&x) || !(120..height - 120).contains(&y) {
        return PAPER;
    }
    let (x, y) = (x - 120, y - 120);
    let ink = if y < 28 {
        x / 44 < squares && x % 44 < 28
    } else {
        y > 80 && y % 46 < 14 && (x / 9 + y / 46) % 7 != 0
    };
    if ink { INK } else { PAPER }
}
