//! Files made for the tests.
#![allow(dead_code, reason = "each test file uses its share")]

use std::io::{Cursor, Write};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// The device written into the EXIF of [`with_exif`].
pub const DEVICE: &[u8] = b"Workshop Phone 7";

/// The latitude written there: 30° 15' 3".
pub const LATITUDE: &[u8] = &[30, 0, 0, 0, 1, 0, 0, 0, 15, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 1];

/// A picture of far more than 256 colours.
pub fn colourful(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x % 251) as u8, (y % 241) as u8, ((x + y) % 239) as u8])
    }))
}

/// The picture as a file.
pub fn encode(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The JPEG with an EXIF block: orientation, device and GPS latitude.
pub fn with_exif(jpeg: Vec<u8>, orientation: u16) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tiff: &mut Vec<u8>, tag: u16, kind: u16, count: u32, value: u32| {
        tiff.extend(tag.to_le_bytes());
        tiff.extend(kind.to_le_bytes());
        tiff.extend(count.to_le_bytes());
        tiff.extend(value.to_le_bytes());
    };
    tiff.extend(3u16.to_le_bytes());
    entry(&mut tiff, 0x0110, 2, DEVICE.len() as u32, 100); // model
    entry(&mut tiff, 0x0112, 3, 1, orientation.into());
    entry(&mut tiff, 0x8825, 4, 1, 50); // where the GPS entries are
    tiff.extend([0; 4]);
    assert_eq!(tiff.len(), 50);
    tiff.extend(2u16.to_le_bytes());
    entry(&mut tiff, 1, 2, 2, u32::from(b'N'));
    entry(&mut tiff, 2, 5, 3, 120); // latitude
    tiff.extend([0; 4]);
    tiff.resize(100, 0);
    tiff.extend(DEVICE);
    tiff.resize(120, 0);
    tiff.extend(LATITUDE);
    tiff.extend([0; 3]);

    let mut out = jpeg[..2].to_vec();
    out.extend([0xFF, 0xE1]);
    out.extend((tiff.len() as u16 + 8).to_be_bytes());
    out.extend(b"Exif\0\0");
    out.extend(tiff);
    out.extend(&jpeg[2..]);
    out
}

/// A PNG that promises so many pixels in a few hundred bytes.
pub fn header_of_png(width: u32, height: u32) -> Vec<u8> {
    let mut png = encode(&colourful(4, 4), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    png
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |s, _| if s & 1 == 1 { s >> 1 ^ 0xEDB8_8320 } else { s >> 1 })
    })
}

/// A zip of these entries.
pub fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// An OOXML file whose main part lies in this folder and has this content type.
pub fn ooxml(folder: &str, main: &str) -> Vec<u8> {
    let types = format!(
        r#"<?xml version="1.0"?><Types><Override PartName="/{folder}/main.xml" ContentType="application/{main}"/></Types>"#
    );
    zip(&[("[Content_Types].xml", &types), (&format!("{folder}/main.xml"), "<x/>")])
}

/// A compound file with a directory of these stream names.
pub fn compound(streams: &[&str]) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(512, 0);
    for name in ["Root Entry"].iter().chain(streams) {
        let start = bytes.len();
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(start + 128, 0);
    }
    bytes.resize(1024.max(bytes.len()), 0);
    bytes
}

/// Seconds of silence as WAV, 8000 bytes a second.
pub fn wav(seconds: u32) -> Vec<u8> {
    let data = seconds * 8000;
    let mut wav = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
    wav.extend(8000u32.to_le_bytes());
    wav.extend(8000u32.to_le_bytes());
    wav.extend([1, 0, 8, 0]);
    wav.extend(b"LIST\x03\0\0\0abc\0data");
    wav.extend(data.to_le_bytes());
    wav.resize(wav.len() + data as usize, 128);
    wav
}

/// Frames of 26.122 ms of MP3 after an ID3 tag.
pub fn mp3(frames: usize) -> Vec<u8> {
    let mut mp3 = b"ID3\x04\0\0\0\0\0\x0A".to_vec();
    mp3.extend([0; 10]);
    for _ in 0..frames {
        let start = mp3.len();
        mp3.extend([0xFF, 0xFB, 0x10, 0xC0]); // 32 kbit/s, 44.1 kHz: 104 bytes
        mp3.resize(start + 104, 0);
    }
    mp3
}

/// A first and a last page of Ogg, `seconds` apart.
pub fn ogg(codec: &[u8], seconds: u64) -> Vec<u8> {
    let page = |granule: u64, body: &[u8]| {
        let mut page = b"OggS\0\0".to_vec();
        page.extend(granule.to_le_bytes());
        page.extend([0; 12]);
        page.extend([1, body.len() as u8]);
        page.extend(body);
        page
    };
    let head = [codec, &[1, 1, 0x38, 1, 0x80, 0xBB, 0, 0, 0, 0, 0]].concat();
    [page(0, &head), page(seconds * 48_000 + 312, b"sound")].concat()
}

/// A WebM of one Opus track (or what `codec` and `track` say), as a browser streams it: no length in
/// the header, segment and clusters of unknown size.
pub fn webm(codec: &[u8], track: u8, seconds: u32) -> Vec<u8> {
    let element = |id: &[u8], body: &[u8]| [id, &[0x80 | body.len() as u8], body].concat();
    let entry = [element(&[0x83], &[track]), element(&[0x86], codec)].concat();
    let info = element(&[0x2A, 0xD7, 0xB1], &[0x0F, 0x42, 0x40]);
    let mut webm = element(&[0x1A, 0x45, 0xDF, 0xA3], &element(&[0x42, 0x82], b"webm"));
    webm.extend([0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
    webm.extend(element(&[0x15, 0x49, 0xA9, 0x66], &info));
    webm.extend(element(&[0x16, 0x54, 0xAE, 0x6B], &element(&[0xAE], &entry)));
    for second in 0..=seconds {
        webm.extend([0x1F, 0x43, 0xB6, 0x75, 0xFF]);
        webm.extend(element(&[0xE7], &(second * 1000).to_be_bytes()));
        webm.extend(element(&[0xA3], &[0x81, 0, 0, 0x80, 1, 2, 3]));
    }
    webm
}

fn mp4_box(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes(), &name[..], body].concat()
}

/// An MP4 of one track of this handler; fragmented, its length lies in its fragments of a second each.
pub fn mp4(handler: &[u8; 4], seconds: u32, fragmented: bool) -> Vec<u8> {
    let words = |words: &[u32]| words.iter().flat_map(|w| w.to_be_bytes()).collect::<Vec<u8>>();
    let length = if fragmented { 0 } else { seconds * 48_000 };
    let header = mp4_box(b"mdhd", &words(&[0, 0, 0, 48_000, length, 0]));
    let handler = mp4_box(b"hdlr", &[&[0; 8], &handler[..], &[0; 12]].concat());
    let track = mp4_box(b"trak", &mp4_box(b"mdia", &[header, handler].concat()));
    let extends = mp4_box(b"mvex", &mp4_box(b"trex", &words(&[0, 1, 1, 1024, 0, 0])));
    let movie = mp4_box(b"moov", &[track, extends].concat());
    let mut mp4 = [mp4_box(b"ftyp", b"isom\0\0\x02\0isommp41"), movie].concat();
    for second in 0..if fragmented { seconds } else { 0 } {
        let (head, run) = match second % 2 {
            // Two samples of half a second by the track's own default; two with their lengths each.
            0 => (words(&[0x08, 1, 24_000]), words(&[0, 2])),
            _ => (words(&[0, 1]), words(&[0x301, 2, 0, 20_000, 7, 28_000, 7])),
        };
        let track = [mp4_box(b"tfhd", &head), mp4_box(b"trun", &run)].concat();
        mp4.extend(mp4_box(b"moof", &mp4_box(b"traf", &track)));
    }
    mp4.extend(mp4_box(b"mdat", &[0; 64]));
    mp4
}
