//! Photos: cleaned, upright, bounded.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod made;

use files::limits::{PHOTO_SIDE, THUMBNAIL_SIDE};
use files::{Checked, FileRefusal, Kind, check};
use image::{DynamicImage, Rgb, RgbImage, Rgba, RgbaImage};
use made::{colourful, encode, header_of_png, with_exif};

fn photo(name: &str, bytes: Vec<u8>) -> Checked {
    check(name, None, bytes.into()).unwrap()
}

fn seen(checked: &Checked) -> DynamicImage {
    image::load_from_memory(&checked.bytes).unwrap()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|w| w == needle)
}

#[test]
fn place_and_device_are_gone_from_photo_and_thumbnail() {
    let original = with_exif(encode(&colourful(900, 600), image::ImageFormat::Jpeg), 1);
    for trace in [&b"Exif\0"[..], made::DEVICE, made::LATITUDE] {
        assert!(holds(&original, trace), "the photo under test lacks {trace:?}");
    }
    let checked = photo("现场.jpg", original);
    for bytes in [&checked.bytes, checked.thumbnail.as_ref().unwrap()] {
        for trace in [&b"Exif"[..], b"GPS", made::DEVICE, made::LATITUDE] {
            assert!(!holds(bytes, trace), "{trace:?} is still there");
        }
    }
}

#[test]
fn a_photo_taken_sideways_stands_upright() {
    // The left half is red. Orientation 6 says: turn clockwise, so red comes to the top.
    let halves = RgbImage::from_fn(80, 40, |x, y| {
        let noise = ((x * 7 + y * 13) % 16) as u8;
        if x < 40 { Rgb([240, noise, noise]) } else { Rgb([noise, noise, 240]) }
    });
    let original = encode(&DynamicImage::ImageRgb8(halves), image::ImageFormat::Jpeg);
    let checked = photo("a.jpg", with_exif(original, 6));
    assert_eq!((checked.width, checked.height), (Some(40), Some(80)));
    let upright = seen(&checked).into_rgb8();
    let (top, bottom) = (upright.get_pixel(20, 10), upright.get_pixel(20, 70));
    assert!(top[0] > 200 && top[2] < 60, "top is {top:?}");
    assert!(bottom[2] > 200 && bottom[0] < 60, "bottom is {bottom:?}");
}

#[test]
fn a_large_photo_is_made_smaller_and_a_small_one_is_not_made_larger() {
    let checked = photo("a.jpg", encode(&colourful(3000, 1500), image::ImageFormat::Jpeg));
    assert_eq!((checked.width, checked.height), (Some(PHOTO_SIDE), Some(PHOTO_SIDE / 2)));
    assert_eq!(seen(&checked).width(), PHOTO_SIDE);
    let thumbnail = image::load_from_memory(checked.thumbnail.as_ref().unwrap()).unwrap();
    assert_eq!((thumbnail.width(), thumbnail.height()), (THUMBNAIL_SIDE, THUMBNAIL_SIDE / 2));

    let small = photo("a.jpg", encode(&colourful(64, 48), image::ImageFormat::Jpeg));
    assert_eq!((small.width, small.height), (Some(64), Some(48)));
}

#[test]
fn drawings_and_transparency_stay_png_and_the_rest_becomes_jpeg() {
    let drawing = RgbImage::from_fn(64, 64, |x, _| Rgb([(x / 16 * 60) as u8; 3]));
    let glass = RgbaImage::from_fn(64, 64, |x, y| Rgba([(x * 3) as u8, (y * 3) as u8, 9, 128]));
    let grain = RgbImage::from_fn(200, 200, |x, y| Rgb([(x * x * 31 + y * y * 17 + x * y * 7) as u8; 3]));
    let (png, webp) = (image::ImageFormat::Png, image::ImageFormat::WebP);
    for (picture, format, kind) in [
        (DynamicImage::ImageRgb8(drawing.clone()), png, Kind::Png),
        (DynamicImage::ImageRgb8(drawing), image::ImageFormat::Jpeg, Kind::Jpeg),
        (DynamicImage::ImageRgba8(glass.clone()), png, Kind::Png),
        (DynamicImage::ImageRgba8(glass), webp, Kind::Png),
        (DynamicImage::ImageRgb8(grain), png, Kind::Jpeg),
        (colourful(64, 64), png, Kind::Jpeg),
        (colourful(64, 64), webp, Kind::Jpeg),
    ] {
        let checked = photo("picture", encode(&picture, format));
        assert_eq!(checked.kind, kind, "from {format:?}");
        assert_eq!(checked.name, format!("picture.{}", kind.extension()));
        assert_eq!(image::guess_format(&checked.bytes).unwrap().to_mime_type(), checked.mime);
    }
}

#[test]
fn a_gif_is_kept_as_a_still() {
    let picture = RgbImage::from_fn(32, 32, |x, _| Rgb([(x / 8 * 60) as u8, 0, 0]));
    let gif = encode(&DynamicImage::ImageRgb8(picture), image::ImageFormat::Gif);
    assert_eq!(photo("动图.gif", gif).name, "动图.png");
}

#[test]
fn a_wrong_photo_extension_is_put_right() {
    let jpeg = encode(&colourful(32, 32), image::ImageFormat::Jpeg);
    assert_eq!(photo("IMG_1.PNG", jpeg).name, "IMG_1.jpg");
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    for (width, height) in [(60_000, 60_000), (8_000, 5_001), (u32::MAX >> 1, 1)] {
        let bomb = header_of_png(width, height);
        let refusal = check("a.png", None, bomb.into()).unwrap_err();
        assert!(matches!(refusal, FileRefusal::TooManyPixels), "{width}×{height}: {refusal:?}");
    }
}

#[test]
fn a_photo_cut_off_is_broken() {
    for format in [image::ImageFormat::Png, image::ImageFormat::WebP] {
        let mut bytes = encode(&colourful(200, 200), format);
        bytes.truncate(bytes.len() / 2);
        assert_eq!(check("a", None, bytes.into()).unwrap_err(), FileRefusal::Broken, "{format:?}");
    }
    let refusal = check("a.jpg", None, b"\xFF\xD8\xFF\xE0 no picture".to_vec().into());
    assert_eq!(refusal.unwrap_err(), FileRefusal::Broken);
}

#[test]
fn heic_has_its_own_reason() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    for name in ["IMG_1.HEIC", "IMG_1.jpg"] {
        let refusal = check(name, None, heic.clone().into()).unwrap_err();
        assert_eq!(refusal, FileRefusal::HeicNotSupported);
    }
}

#[test]
fn what_is_kept_is_accepted_again_unchanged_in_kind_and_size() {
    let once = photo("a.jpg", encode(&colourful(300, 200), image::ImageFormat::Jpeg));
    let again = check(&once.name, Some(once.mime), once.bytes.clone()).unwrap();
    assert_eq!((again.name, again.kind, again.width, again.height), (once.name, once.kind, once.width, once.height));
}
