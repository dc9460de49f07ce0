//! The index: opening, folding changes in, building anew.

use std::error::Error as StdError;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::directory::MmapDirectory;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy};

use crate::document::{Change, Doc};
use crate::frequencies::Frequencies;
use crate::place::Place;
use crate::schema::Fields;

/// Memory the tailing writer may fill before it writes a segment, bytes.
const APPLY_BUDGET: usize = 50_000_000;
/// The same for a rebuild, over all its threads. With 400 MB a million records took 16 s plus
/// tokenising; half of that is enough and leaves room for the server beside it.
const REBUILD_BUDGET: usize = 200_000_000;
const REBUILD_THREADS: usize = 2;
/// Blocks of stored words kept unpacked per segment; rescoring reads 50 candidates a query.
const WORD_BLOCKS: usize = 200;

/// Why the index could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Another index, in this process or another, holds the directory.
    #[error("the search index in {0} is in use by another process")]
    Busy(PathBuf),
    /// The disk.
    #[error("search index: {0}")]
    Io(#[from] io::Error),
    /// The engine.
    #[error("search engine: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// The source of documents failed in the middle of a rebuild; the old index still serves.
    #[error("documents for the search index: {0}")]
    Source(#[source] Box<dyn StdError + Send + Sync>),
}

/// What opening found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// An index to go on with, from [`Index::cursor`].
    Resumed,
    /// Nothing was there: empty, cursor 0.
    Created,
    /// Built with another schema, dictionary or tokeniser: thrown away, empty, cursor 0.
    Outdated,
    /// Unreadable, with the engine's words for the log: thrown away, empty, cursor 0.
    Damaged(String),
}

/// The index of this process. Cheap to query from many threads; one of them at a time writes.
pub struct Index {
    pub(crate) fields: Fields,
    version: String,
    place: Place,
    opened: Opened,
    current: RwLock<Arc<Generation>>,
    /// Held while writing. Empty when no writer is at hand, also after a failure.
    writer: Mutex<Option<IndexWriter>>,
}

/// One build of the index; a rebuild replaces it as a whole.
pub(crate) struct Generation {
    index: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) frequencies: Frequencies,
    cursor: AtomicU64,
}

impl Index {
    /// Opens the index in `dir`, or starts an empty one there if there is none, if it is unreadable,
    /// or if it was built by another version. `schema_version` is the caller's: raise it when the
    /// same record yields another [`Doc`].
    ///
    /// # Errors
    /// [`Error::Busy`] if the directory is held by another index.
    pub fn open(dir: &Path, schema_version: u32) -> Result<Self, Error> {
        Self::start(Place::folder(dir)?, schema_version)
    }

    /// An empty index in memory.
    ///
    /// # Errors
    /// Only if the engine cannot start its threads.
    pub fn open_in_memory() -> Result<Self, Error> {
        Self::start(Place::Memory, 0)
    }

    fn start(place: Place, schema_version: u32) -> Result<Self, Error> {
        let fields = Fields::new();
        let version = fields.version(schema_version);
        let (found, opened) = match place.current() {
            None => (None, Opened::Created),
            Some(folder) => match Generation::open(&folder, &version) {
                Ok(Some(generation)) => (Some(generation), Opened::Resumed),
                Ok(None) => (None, Opened::Outdated),
                Err(error) => (None, Opened::Damaged(error.to_string())),
            },
        };
        let generation = match found {
            Some(generation) => generation,
            None => Generation::build(&place, &fields, &version, std::iter::empty(), 0)?,
        };
        place.sweep();
        Ok(Self {
            fields,
            version,
            place,
            opened,
            current: RwLock::new(Arc::new(generation)),
            writer: Mutex::new(None),
        })
    }

    /// What [`Index::open`] found; anything but `Resumed` calls for a [`Index::rebuild`].
    pub fn opened(&self) -> &Opened {
        &self.opened
    }

    /// The position in the ledger up to which everything is in the index. Read on after it.
    pub fn cursor(&self) -> u64 {
        self.generation().cursor.load(Ordering::Acquire)
    }

    /// Number of records in the index.
    pub fn len(&self) -> u64 {
        self.generation().reader.searcher().num_docs()
    }

    /// Whether there is no record in the index.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Folds `changes` in, in their order, and moves the cursor to `cursor`, both or neither; the
    /// answers of all later queries show it. Applying the same changes again changes nothing.
    ///
    /// A commit costs about 10 ms, most of it waiting for the disk: give it what gathered in a
    /// second, or a thousand changes (0.05 ms each then).
    ///
    /// # Errors
    /// Disk or engine; the index then stands where it stood.
    pub fn apply(&self, changes: impl IntoIterator<Item = Change>, cursor: u64) -> Result<(), Error> {
        let mut slot = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let generation = self.generation();
        // Taken out, and put back only after success: after an error or a panic in the iterator the
        // half batch dies with the writer, and the next call starts from the last commit.
        let mut writer = match slot.take() {
            Some(writer) => writer,
            None => generation.index.writer_with_num_threads(1, APPLY_BUDGET)?,
        };
        for change in changes {
            match change {
                Change::Put(doc) => {
                    writer.delete_term(self.fields.id_term(doc.id));
                    writer.add_document(self.fields.document(&doc))?;
                }
                Change::Remove(id) => {
                    writer.delete_term(self.fields.id_term(id));
                }
            }
        }
        commit(&mut writer, &self.version, cursor)?;
        generation.reader.reload()?;
        generation.cursor.store(cursor, Ordering::Release);
        *slot = Some(writer);
        Ok(())
    }

    /// Builds the index anew from all records as they are at `cursor` and puts it in the place of
    /// the old one, which serves until then. Each id must come once. About a minute for a million.
    ///
    /// Changes cannot be applied meanwhile; they wait.
    ///
    /// # Errors
    /// [`Error::Source`] with the first error of `docs`; disk or engine. The old index then stays.
    pub fn rebuild<E>(&self, docs: impl IntoIterator<Item = Result<Doc, E>>, cursor: u64) -> Result<(), Error>
    where
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let mut slot = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let docs = docs.into_iter().map(|doc| doc.map_err(|error| Error::Source(error.into())));
        let fresh = Generation::build(&self.place, &self.fields, &self.version, docs, cursor)?;
        *slot = None;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
        self.place.sweep();
        Ok(())
    }

    pub(crate) fn generation(&self) -> Arc<Generation> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Generation {
    /// `None` if it was built by another version.
    fn open(folder: &Path, version: &str) -> Result<Option<Self>, Error> {
        let index = tantivy::Index::open_in_dir(folder)?;
        let payload = index.load_metas()?.payload.unwrap_or_default();
        match read_payload(&payload) {
            Some((cursor, built_by)) if built_by == version => Self::serve(index, cursor).map(Some),
            _ => Ok(None),
        }
    }

    /// A new generation with `docs` in it, adopted as the one that counts.
    fn build(
        place: &Place,
        fields: &Fields,
        version: &str,
        docs: impl Iterator<Item = Result<Doc, Error>>,
        cursor: u64,
    ) -> Result<Self, Error> {
        let folder = place.next()?;
        let schema = fields.schema.clone();
        let index = match &folder {
            Some(folder) => {
                let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
                tantivy::Index::create(directory, schema, Default::default())?
            }
            None => tantivy::Index::create_in_ram(schema),
        };
        let mut writer: IndexWriter = index.writer_with_num_threads(REBUILD_THREADS, REBUILD_BUDGET)?;
        for doc in docs {
            writer.add_document(fields.document(&doc?))?;
        }
        commit(&mut writer, version, cursor)?;
        writer.wait_merging_threads()?;
        if let Some(folder) = &folder {
            place.adopt(folder)?;
        }
        Self::serve(index, cursor)
    }

    fn serve(index: tantivy::Index, cursor: u64) -> Result<Self, Error> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(WORD_BLOCKS)
            .try_into()?;
        Ok(Self { index, reader, frequencies: Frequencies::default(), cursor: AtomicU64::new(cursor) })
    }
}

/// The cursor and the version go into the commit itself, so they can never disagree with it.
fn commit(writer: &mut IndexWriter, version: &str, cursor: u64) -> Result<(), Error> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&format!("cursor={cursor} version={version}"));
    commit.commit()?;
    Ok(())
}

fn read_payload(payload: &str) -> Option<(u64, &str)> {
    let (cursor, version) = payload.strip_prefix("cursor=")?.split_once(" version=")?;
    Some((cursor.parse().ok()?, version))
}
