//! Assets: their addresses, their packing and the weight of a first visit.

use std::io::Read as _;

use flate2::read::GzDecoder;
use ui::assets::{all, asset, url};

/// What a worker's first page loads, in bytes over the wire.
const FIRST_VISIT: usize = 60_000;

#[test]
fn a_fingerprinted_address_may_be_kept_for_ever_and_a_plain_one_not() {
    let kept = asset(url("app.css")).expect("there");
    assert!(kept.immutable);
    assert_eq!(kept.mime, "text/css; charset=utf-8");
    let plain = asset("/assets/app.css").expect("there");
    assert!(!plain.immutable);
    assert_eq!(plain.bytes, kept.bytes);
}

#[test]
fn other_paths_are_not_assets() {
    for path in ["", "/assets/", "/assets/app-00000000.css", "app.css", "/assets/../Cargo.toml"] {
        assert!(asset(path).is_none(), "{path}");
    }
}

#[test]
fn packed_bytes_unpack_to_the_plain_ones() {
    for (name, address) in all() {
        let asset = asset(address).expect(name);
        let mut unpacked = Vec::new();
        GzDecoder::new(asset.gzip).read_to_end(&mut unpacked).expect(name);
        assert_eq!(unpacked, asset.bytes, "{name}");
    }
}

#[test]
fn a_first_visit_is_light() {
    let packed = |name: &str| asset(url(name)).expect("there").gzip.len();
    for (name, _) in all() {
        eprintln!("{name:10} {:6} bytes packed", packed(name));
    }
    let page = 6_000; // a home page of the mocks, packed, with room
    let loaded =
        ["app.css", "htmx.js", "app.js", "draft.js", "photos.js", "voice.js", "shares.js", "icons.svg", "flame.svg"];
    let total = page + loaded.iter().map(|name| packed(name)).sum::<usize>();
    eprintln!("first visit {total} bytes");
    assert!(total < FIRST_VISIT, "{total} bytes");
}

#[test]
fn a_first_visit_of_the_portal_is_light() {
    let packed = |name: &str| asset(url(name)).expect("there").gzip.len();
    let page = 20_000; // the front page with seven hundred dots, packed, with room
    let total =
        page + ["app.css", "portal.css", "portal.js", "icons.svg", "flame.svg"].map(packed).iter().sum::<usize>();
    eprintln!("first visit {total} bytes");
    assert!(total < FIRST_VISIT, "{total} bytes");
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    for (name, address) in all().filter(|(name, _)| *name != "htmx.js") {
        let text = std::str::from_utf8(asset(address).expect(name).bytes).expect(name);
        let text = text.replace("http://www.w3.org/2000/svg", "");
        assert!(!text.contains("http://") && !text.contains("https://"), "{name}");
    }
}
