//! Where the bytes lie: a folder (later perhaps S3), each blob under its SHA-256 as `ab/cdef…`.
//!
//! Same bytes, same place: putting a file twice keeps it once. A blob is written beside its place, brought
//! to the disk and then renamed, so a crash leaves either the whole blob or none.

use std::path::Path as FolderPath;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// Why a blob cannot be had.
#[derive(Debug, Error)]
pub enum BlobError {
    /// There is none of this digest.
    #[error("no such blob")]
    Missing,
    /// What lies there is not what was put there.
    #[error("blob {0} does not match its digest")]
    Corrupt(String),
    /// The folder cannot be made.
    #[error("the blob folder cannot be made")]
    Folder(#[from] std::io::Error),
    /// The store failed.
    #[error("the blob store failed")]
    Store(#[source] object_store::Error),
}

impl From<object_store::Error> for BlobError {
    fn from(error: object_store::Error) -> BlobError {
        match error {
            object_store::Error::NotFound { .. } => BlobError::Missing,
            other => BlobError::Store(other),
        }
    }
}

/// The blob store; cheap to clone.
#[derive(Debug, Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
}

impl Blobs {
    /// Blobs in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// [`BlobError::Folder`] or [`BlobError::Store`] if the folder cannot be used.
    pub fn folder(folder: &FolderPath) -> Result<Blobs, BlobError> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Blobs { store: Arc::new(store) })
    }

    /// Blobs in memory, for tests.
    pub fn in_memory() -> Blobs {
        Blobs { store: Arc::new(InMemory::new()) }
    }

    /// Keeps the bytes and returns their SHA-256.
    ///
    /// # Errors
    /// [`BlobError::Store`].
    pub async fn put(&self, bytes: Bytes) -> Result<[u8; 32], BlobError> {
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        if !self.exists(&digest).await? {
            self.store.put(&place(&digest), bytes.into()).await?;
        }
        Ok(digest)
    }

    /// The bytes with this SHA-256, verified.
    ///
    /// # Errors
    /// [`BlobError::Missing`], [`BlobError::Corrupt`] or [`BlobError::Store`].
    pub async fn get(&self, sha256: &[u8; 32]) -> Result<Bytes, BlobError> {
        let bytes = self.store.get(&place(sha256)).await?.bytes().await?;
        if Sha256::digest(&bytes)[..] == sha256[..] { Ok(bytes) } else { Err(BlobError::Corrupt(hex::encode(sha256))) }
    }

    /// Whether there is a blob of this SHA-256.
    ///
    /// # Errors
    /// [`BlobError::Store`].
    pub async fn exists(&self, sha256: &[u8; 32]) -> Result<bool, BlobError> {
        match self.store.head(&place(sha256)).await.map_err(BlobError::from) {
            Ok(_) => Ok(true),
            Err(BlobError::Missing) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Forgets a blob. One that is not there is forgotten already.
    ///
    /// # Errors
    /// [`BlobError::Store`].
    pub async fn delete(&self, sha256: &[u8; 32]) -> Result<(), BlobError> {
        match self.store.delete(&place(sha256)).await.map_err(BlobError::from) {
            Err(BlobError::Missing) => Ok(()),
            other => other,
        }
    }

    /// The digests of all blobs, sorted: what a backup or a cleaning compares with the records. Anything
    /// else that lies in the folder is passed over.
    ///
    /// # Errors
    /// [`BlobError::Store`].
    pub async fn list(&self) -> Result<Vec<[u8; 32]>, BlobError> {
        let found = self.store.list(None).try_filter_map(async |meta| Ok(digest(&meta.location)));
        let mut digests: Vec<[u8; 32]> = found.try_collect().await?;
        digests.sort_unstable();
        Ok(digests)
    }
}

fn place(sha256: &[u8; 32]) -> Path {
    let hex = hex::encode(sha256);
    let (folder, file) = hex.split_at(2);
    Path::from_iter([folder, file])
}

fn digest(place: &Path) -> Option<[u8; 32]> {
    let mut sha256 = [0; 32];
    hex::decode_to_slice(place.as_ref().replacen('/', "", 1), &mut sha256).ok()?;
    (self::place(&sha256) == *place).then_some(sha256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_put_can_be_had_listed_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        for blobs in [Blobs::in_memory(), Blobs::folder(&folder.path().join("new/blobs")).unwrap()] {
            let one = blobs.put(Bytes::from_static(b"one")).await.unwrap();
            let two = blobs.put(Bytes::from_static(b"two")).await.unwrap();
            assert_eq!(blobs.put(Bytes::from_static(b"one")).await.unwrap(), one);
            let mut both = [one, two];
            both.sort_unstable();
            assert_eq!(blobs.list().await.unwrap(), both);
            assert_eq!(blobs.get(&one).await.unwrap(), "one");
            assert!(blobs.exists(&one).await.unwrap());

            blobs.delete(&one).await.unwrap();
            blobs.delete(&one).await.unwrap();
            assert!(!blobs.exists(&one).await.unwrap());
            assert!(matches!(blobs.get(&one).await, Err(BlobError::Missing)));
            assert_eq!(blobs.list().await.unwrap(), [two]);
        }
    }

    #[tokio::test]
    async fn a_blob_lies_under_its_digest_and_damage_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::folder(folder.path()).unwrap();
        let digest = blobs.put(Bytes::from_static(b"abc")).await.unwrap();
        let file = folder.path().join("ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(std::fs::read(&file).unwrap(), b"abc");

        std::fs::write(&file, b"abd").unwrap();
        assert!(matches!(blobs.get(&digest).await, Err(BlobError::Corrupt(_))));
        std::fs::write(folder.path().join("stray.txt"), b"x").unwrap();
        assert_eq!(blobs.list().await.unwrap(), [digest]);
    }
}
