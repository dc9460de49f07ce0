//! The public log: its key, its newest signed size, its tiles (C2SP tlog-tiles under `/log`). They
//! hold digests only, so anybody may read them.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use kernel::{Error, Result};
use ledger::SealedRow;
use ledger::leaf::leaf_record;
use ledger::path::{Kind, TilePath, entry_bundle};
use ledger::store::TILE;
use ledger::tree::{HASH_BYTES, TILE_WIDTH, leaf_hash};
use store::Reader;
use ui::{Page, T};
use web::{Ctx, Reply};

/// How an entry hangs in the log.
pub(super) struct Proof {
    /// Hash of the entry's leaf.
    pub(super) leaf: Vec<u8>,
    /// Hash of the leaf before it, once it is sealed and if there is one.
    before: Option<Vec<u8>>,
    /// How many entries the newest checkpoint signs, once this is one of them.
    size: Option<u64>,
}

impl Proof {
    /// The three links as the receipt shows them; `soon` stands for what is not known yet.
    pub(super) fn links(&self, soon: &str) -> [String; 3] {
        let short = |hash: &[u8]| format!("{}…", &hex::encode(hash)[..4.min(hash.len() * 2)]);
        [
            self.before.as_deref().map_or_else(|| soon.to_owned(), short),
            short(&self.leaf),
            self.size.map_or_else(|| soon.to_owned(), |size| size.to_string()),
        ]
    }
}

/// How an entry hangs in the log: two statements.
///
/// # Errors
/// Broken, when the database fails.
pub(super) fn proof(reader: &Reader<'_>, entry: &SealedRow) -> Result<Proof> {
    let digest: &[u8; 32] = entry.digest.as_slice().try_into().map_err(Error::broken)?;
    let leaf = leaf_hash(&leaf_record(entry.id.uuid(), entry.at.millis(), digest)).to_vec();
    let Ok(position) = usize::try_from(entry.position) else {
        return Ok(Proof { leaf, before: None, size: None }); // not sealed yet
    };
    let before = position.checked_sub(1);
    let hashes = match before {
        Some(before) => tile_bytes(reader, 0, (before / TILE_WIDTH) as u64)?,
        None => None,
    };
    let before = before
        .zip(hashes)
        .and_then(|(before, hashes)| hashes.chunks_exact(HASH_BYTES).nth(before % TILE_WIDTH).map(<[u8]>::to_vec));
    Ok(Proof { leaf, before, size: Some(ledger::sealer::size(reader)?) })
}

fn tile_bytes(reader: &Reader<'_>, level: u8, n: u64) -> Result<Option<Vec<u8>>> {
    let n = i64::try_from(n).map_err(|_| Error::NotFound)?;
    Ok(reader.find(&TILE, (i64::from(level), n))?.map(|(hashes,)| hashes))
}

#[derive(Template)]
#[template(path = "receipt-log.html")]
struct Explained<'a> {
    page: Page<'a>,
    t: T,
    key: String,
    address: String,
}

/// `GET /log`: what the log is and how anybody checks a receipt with it.
pub(super) async fn explained(ctx: Ctx) -> Reply {
    let t = ctx.t();
    ctx.show(&Explained {
        page: ctx.page(t.get("log-title")),
        t,
        key: ctx.app.log_key.to_string(),
        address: format!("{}/log", ctx.app.config.base_url),
    })
}

/// `GET /log/key`: the public half of the key.
pub(super) async fn key(ctx: Ctx) -> Reply {
    Ok(plain(format!("{}\n", ctx.app.log_key)))
}

/// `GET /log/checkpoint`: the newest signed size and root.
pub(super) async fn checkpoint(ctx: Ctx) -> Reply {
    let note = ctx.read(ledger::proofs::newest_checkpoint).await?.ok_or(Error::NotFound)?;
    Ok(plain(note))
}

/// `GET /log/tile/…`: hashes of a level, or the leaf records themselves.
pub(super) async fn tile(ctx: Ctx, Path(path): Path<String>) -> Reply {
    let path: TilePath = format!("tile/{path}").parse().map_err(|_| Error::NotFound)?;
    let bytes = ctx
        .read(move |reader| match path.kind() {
            Kind::Hashes(level) => {
                let stored = tile_bytes(reader, level, path.n())?.ok_or(Error::NotFound)?;
                path.cut(&stored).map(<[u8]>::to_vec).ok_or(Error::NotFound)
            }
            Kind::Entries => entries(reader, &path),
        })
        .await?;
    // A tile of this name never changes: what grows has another name.
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, bytes).into_response())
}

fn entries(reader: &Reader<'_>, path: &TilePath) -> Result<Vec<u8>> {
    let first = path.n().checked_mul(TILE_WIDTH as u64).ok_or(Error::NotFound)?;
    let rows = ledger::folds::sealed_from(reader, first, u32::from(path.width()))?;
    if rows.len() < usize::from(path.width()) {
        return Err(Error::NotFound);
    }
    let record = |row: &SealedRow| {
        let digest: &[u8; 32] = row.digest.as_slice().try_into().map_err(Error::broken)?;
        Ok(leaf_record(row.id.uuid(), row.at.millis(), digest))
    };
    let records = rows.iter().map(record).collect::<Result<Vec<_>>>()?;
    entry_bundle(&records).ok_or_else(|| Error::broken("a leaf record that is too long"))
}

fn plain(text: String) -> Response {
    let headers: [(HeaderName, &str); 2] =
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, text).into_response()
}
