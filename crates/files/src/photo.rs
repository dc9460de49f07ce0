//! Photos are never kept as they came: they are decoded within limits, turned upright, made smaller and
//! written anew, so that nothing of their metadata (place, time, device, hidden payloads) remains.

use std::collections::HashSet;
use std::io::Cursor;

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, ImageResult, Limits, Rgb, RgbImage, RgbaImage,
};

use crate::kind::Kind;
use crate::limits::{PHOTO_PIXELS, PHOTO_SIDE, THUMBNAIL_SIDE};
use crate::refusal::FileRefusal;

/// JPEG quality at which a photo of a machine keeps its lettering and takes a tenth of its size.
const QUALITY: u8 = 82;

/// Up to so many colours a picture may be a drawing or a screenshot, which PNG keeps sharp and small.
const FEW_COLOURS: usize = 256;

/// Most memory the decoder may take: [`PHOTO_PIXELS`] at four bytes each, and as much again to work in.
const DECODER_BYTES: u64 = PHOTO_PIXELS * 8;

/// A photo written anew.
pub struct Photo {
    /// [`Kind::Jpeg`] or [`Kind::Png`].
    pub kind: Kind,
    pub bytes: Bytes,
    /// Always JPEG.
    pub thumbnail: Bytes,
    pub width: u32,
    pub height: u32,
}

/// Decodes and writes anew. Of a moving picture the first frame remains.
pub fn develop(bytes: &[u8], format: ImageFormat) -> Result<Photo, FileRefusal> {
    let picture = decode(bytes, format)?;
    let glass = translucent(&picture);
    let drawing = glass || (format != ImageFormat::Jpeg && few_colours(&picture));
    let picture = fit(picture, PHOTO_SIDE);
    let small = on_white(fit(picture.clone(), THUMBNAIL_SIDE));
    let (width, height) = (picture.width(), picture.height());
    let thumbnail = write_jpeg(&small).map_err(refuse)?;
    let png = drawing.then(|| write_png(&picture)).transpose().map_err(refuse)?;
    let (kind, bytes) = match png {
        Some(png) if glass => (Kind::Png, png),
        png => {
            let jpeg = write_jpeg(&on_white(picture)).map_err(refuse)?;
            // A photo in black and white has few colours too, but is no drawing: JPEG is smaller.
            png.filter(|png| png.len() <= jpeg.len()).map_or((Kind::Jpeg, jpeg), |png| (Kind::Png, png))
        }
    };
    Ok(Photo { kind, bytes, thumbnail, width, height })
}

/// Reads the size before any pixel, then decodes and turns upright.
fn decode(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, FileRefusal> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODER_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refuse)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PHOTO_PIXELS {
        return Err(FileRefusal::TooManyPixels);
    }
    // Damaged EXIF is no reason to refuse a photo that can be seen.
    let orientation = decoder.orientation();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refuse)?;
    if let Ok(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(match picture.color().has_alpha() {
        true => DynamicImage::ImageRgba8(picture.into_rgba8()),
        false => DynamicImage::ImageRgb8(picture.into_rgb8()),
    })
}

fn refuse(error: ImageError) -> FileRefusal {
    match error {
        ImageError::Limits(_) => FileRefusal::TooManyPixels,
        _ => FileRefusal::Broken,
    }
}

/// Smaller to this side if it is larger. `thumbnail` averages areas: fast, without the hundreds of
/// megabytes that resampling a large photo in floating point takes, and as good when shrinking.
fn fit(picture: DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) > side { picture.thumbnail(side, side) } else { picture }
}

fn translucent(picture: &DynamicImage) -> bool {
    picture.as_rgba8().is_some_and(|p| p.pixels().any(|p| p.0[3] < u8::MAX))
}

fn few_colours(picture: &DynamicImage) -> bool {
    let mut seen = HashSet::with_capacity(FEW_COLOURS + 1);
    let mut few = |colour: [u8; 3]| {
        seen.insert(colour);
        seen.len() <= FEW_COLOURS
    };
    match picture {
        DynamicImage::ImageRgb8(p) => p.pixels().all(|p| few(p.0)),
        DynamicImage::ImageRgba8(p) => p.pixels().all(|p| few([p.0[0], p.0[1], p.0[2]])),
        _ => false,
    }
}

/// The picture without transparency, as it looks on paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    match picture {
        DynamicImage::ImageRgba8(p) => blend(&p),
        other => other.into_rgb8(),
    }
}

fn blend(picture: &RgbaImage) -> RgbImage {
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [r, g, b, a] = picture.get_pixel(x, y).0.map(u32::from);
        Rgb([r, g, b].map(|c| ((c * a + 255 * (255 - a)) / 255) as u8))
    })
}

fn write_jpeg(picture: &RgbImage) -> ImageResult<Bytes> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
    Ok(bytes.into())
}

fn write_png(picture: &DynamicImage) -> ImageResult<Bytes> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    picture.write_with_encoder(encoder)?;
    Ok(bytes.into())
}
