//! Style sheets, scripts and pictures: in the program itself, named by their content.
//!
//! A name with the content's digest in it may be kept by browsers for ever; a new build
//! has new names. Packed forms are made when first asked for, so a start costs nothing.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{LazyLock, OnceLock};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

/// The style sheet of every page, in the order the layers are declared in `base.css`.
const STYLE: &str = concat!(
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/tokens.css"),
    include_str!("../assets/css/parts.css"),
    include_str!("../assets/css/forms.css"),
    include_str!("../assets/css/charts.css"),
    include_str!("../assets/css/frame.css"),
    include_str!("../assets/css/worker.css"),
    include_str!("../assets/css/record.css"),
    include_str!("../assets/css/method.css"),
    include_str!("../assets/css/queue.css"),
    include_str!("../assets/css/dash.css"),
    include_str!("../assets/css/spread.css"),
    include_str!("../assets/css/campaign.css"),
    include_str!("../assets/css/plan.css"),
    include_str!("../assets/css/narrow.css"),
    include_str!("../assets/css/states.css"),
    include_str!("../assets/css/print.css"),
);

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml; charset=utf-8";

macro_rules! sources {
    ($($name:literal $mime:ident $path:literal)+) => {
        [ $(($name, $mime, include_str!(concat!("../assets/", $path)))),+ ]
    };
}

/// Name, type and content.
const SOURCES: [(&str, &str, &str); 11] = sources! {
    "portal.css" CSS "css/portal.css"
    "app.js" JS "js/app.js"
    "draft.js" JS "js/draft.js"
    "photos.js" JS "js/photos.js"
    "voice.js" JS "js/voice.js"
    "shares.js" JS "js/shares.js"
    "queue.js" JS "js/queue.js"
    "portal.js" JS "js/portal.js"
    "htmx.js" JS "vendor/htmx.min.js"
    "icons.svg" SVG "icons/icons.svg"
    "flame.svg" SVG "flame.svg"
};

/// Where assets live.
pub const PREFIX: &str = "/assets/";

/// One asset as it goes over the wire.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// The content as it is.
    pub bytes: &'static [u8],
    /// The content packed with gzip.
    pub gzip: &'static [u8],
    /// Its `Content-Type`.
    pub mime: &'static str,
    /// Whether the address names the content, so that a browser may keep it for ever.
    pub immutable: bool,
}

struct Entry {
    name: &'static str,
    mime: &'static str,
    bytes: &'static [u8],
    url: String,
    gzip: OnceLock<Vec<u8>>,
}

impl Entry {
    fn new(name: &'static str, mime: &'static str, text: &'static str) -> Self {
        let digest = hex::encode(Sha256::digest(text.as_bytes()));
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        Self {
            name,
            mime,
            bytes: text.as_bytes(),
            url: format!("{PREFIX}{stem}-{}.{ending}", &digest[..8]),
            gzip: OnceLock::new(),
        }
    }

    fn packed(&self) -> &[u8] {
        self.gzip.get_or_init(|| {
            let mut packer = GzEncoder::new(Vec::new(), Compression::best());
            // Writing to memory does not fail; were it to, plain bytes would be sent for packed
            // ones, so an empty answer is the lesser evil and the size test would show it.
            packer.write_all(self.bytes).and_then(|()| packer.finish()).unwrap_or_default()
        })
    }
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let style = Entry::new("app.css", CSS, STYLE);
    let rest = SOURCES.iter().map(|&(name, mime, text)| Entry::new(name, mime, text));
    std::iter::once(style).chain(rest).collect()
});

/// Both addresses of every asset: the fingerprinted one and the plain one.
static BY_PATH: LazyLock<HashMap<&'static str, (&'static Entry, bool)>> = LazyLock::new(|| {
    ENTRIES.iter().flat_map(|entry| [(entry.url.as_str(), (entry, true)), (entry.name, (entry, false))]).collect()
});

/// The asset at a path such as `/assets/app-3fa9c1d2.css`. The plain `/assets/app.css` is
/// answered too, but may not be kept by the browser.
#[must_use]
pub fn asset(path: &str) -> Option<Asset> {
    let plain = path.strip_prefix(PREFIX)?;
    let &(entry, immutable) = BY_PATH.get(path).or_else(|| BY_PATH.get(plain))?;
    Some(Asset { bytes: entry.bytes, gzip: entry.packed(), mime: entry.mime, immutable })
}

/// The fingerprinted address of an asset by its plain name: `url("app.css")`.
///
/// An unknown name is a fault of the program: it stops a debug build, and in a release build
/// it is logged and leads to the page that is not there.
#[must_use]
pub fn url(name: &str) -> &'static str {
    BY_PATH.get(name).map_or_else(
        || {
            tracing::error!(name, "no such asset");
            debug_assert!(false, "no asset `{name}`");
            PREFIX
        },
        |(entry, _)| entry.url.as_str(),
    )
}

/// Every asset's plain name with its fingerprinted address.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    ENTRIES.iter().map(|entry| (entry.name, entry.url.as_str()))
}
