//! The picture that goes with a page where it is quoted: the flame of dots on a dark ground, drawn once.

use std::io::Write as _;
use std::sync::LazyLock;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use crate::flame::dots;

/// The size that those who quote pages expect.
const WIDTH: usize = 1200;
const HEIGHT: usize = 630;
/// The paper of the dark theme, and the flame from its base to its tip.
const GROUND: [u8; 3] = [0x17, 0x14, 0x11];
const COLOURS: [[u8; 3]; 3] = [[0xE2, 0x57, 0x1A], [0xFF, 0x82, 0x38], [0xFF, 0xC0, 0x61]];
/// Dots that do not touch.
const DOTS: usize = 250;
/// How large the mark is drawn, and where its box begins.
const SCALE: f64 = 17.2;
const LEFT: f64 = 600.0 - 16.5 * SCALE;
const UP: f64 = 36.0;

static PICTURE: LazyLock<Vec<u8>> = LazyLock::new(|| png(&drawn()));

/// The picture as a PNG; empty when it could not be packed.
pub fn picture() -> &'static [u8] {
    &PICTURE
}

fn drawn() -> Vec<u8> {
    let mut pixels: Vec<u8> = GROUND.iter().copied().cycle().take(WIDTH * HEIGHT * 3).collect();
    for (x, y) in dots().iter().take(DOTS) {
        let height = (31.0 - y) / 30.0;
        disc(&mut pixels, (LEFT + x * SCALE, UP + y * SCALE), 4.8 + (1.0 - height) * 2.6, colour(height));
    }
    // The ground it stands on.
    let line = HEIGHT - 54;
    for row in line..line + 3 {
        for at in 120..WIDTH - 120 {
            pixels[(row * WIDTH + at) * 3..][..3].copy_from_slice(&[0xF2, 0xEB, 0xE0]);
        }
    }
    pixels
}

/// The colour at a height from 0 to 1.
fn colour(height: f64) -> [u8; 3] {
    let at = height.clamp(0.0, 1.0) * 2.0;
    let (below, part) = (usize::from(at >= 1.0), at.fract());
    let part = if at >= 2.0 { 1.0 } else { part };
    std::array::from_fn(|one| mixed(COLOURS[below][one], COLOURS[below + 1][one], part))
}

fn mixed(from: u8, to: u8, part: f64) -> u8 {
    (f64::from(from) + (f64::from(to) - f64::from(from)) * part).round() as u8
}

/// A round dot with a soft edge.
fn disc(pixels: &mut [u8], (x, y): (f64, f64), radius: f64, colour: [u8; 3]) {
    let reach = radius + 1.0;
    for row in (y - reach).floor() as usize..=(y + reach).ceil() as usize {
        for at in (x - reach).floor() as usize..=(x + reach).ceil() as usize {
            let covered = (radius + 0.5 - (at as f64 - x).hypot(row as f64 - y)).clamp(0.0, 1.0);
            if covered > 0.0 && row < HEIGHT && at < WIDTH {
                for (one, shade) in pixels[(row * WIDTH + at) * 3..][..3].iter_mut().zip(colour) {
                    *one = mixed(*one, shade, covered);
                }
            }
        }
    }
}

/// Pixels as a PNG (W3C, third edition): a head, rows without a filter, an end.
fn png(pixels: &[u8]) -> Vec<u8> {
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::best());
    let written = pixels.chunks(WIDTH * 3).try_for_each(|row| {
        rows.write_all(&[0])?;
        rows.write_all(row)
    });
    let Ok(data) = written.and_then(|()| rows.finish()) else { return Vec::new() };
    let mut head = Vec::with_capacity(13);
    head.extend((WIDTH as u32).to_be_bytes());
    head.extend((HEIGHT as u32).to_be_bytes());
    // Eight bits for each of red, green and blue; the only packing, filtering and order there is.
    head.extend([8, 2, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", head), (b"IDAT", data), (b"IEND", Vec::new())] {
        file.extend((data.len() as u32).to_be_bytes());
        let mut check = Crc::new();
        check.update(name);
        check.update(&data);
        file.extend(name);
        file.extend(data);
        file.extend(check.sum().to_be_bytes());
    }
    file
}
