//! Where the index lives: a folder with numbered generations and a note which one counts.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::index::Error;

/// Names the generation that counts; replaced in one step by renaming.
const CURRENT: &str = "CURRENT";
const LOCK: &str = "lock";

/// Memory, or a folder that this process alone holds.
pub(crate) enum Place {
    Memory,
    Folder {
        root: PathBuf,
        /// Held for as long as it is open; the system lets go of it when the process dies.
        _lock: File,
    },
}

impl Place {
    pub(crate) fn folder(root: &Path) -> Result<Self, Error> {
        fs::create_dir_all(root)?;
        let lock = File::create(root.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self::Folder { root: root.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy(root.to_owned())),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// The generation that counts, if there is one.
    pub(crate) fn current(&self) -> Option<PathBuf> {
        let Self::Folder { root, .. } = self else {
            return None;
        };
        let number: u64 = fs::read_to_string(root.join(CURRENT)).ok()?.trim().parse().ok()?;
        Some(root.join(number.to_string()))
    }

    /// An empty folder for the next generation; `None` in memory.
    pub(crate) fn next(&self) -> io::Result<Option<PathBuf>> {
        let Self::Folder { root, .. } = self else {
            return Ok(None);
        };
        let last = generations(root)?.map(|(number, _)| number).max();
        let next = root.join(last.map_or(1, |last| last + 1).to_string());
        fs::create_dir(&next)?;
        Ok(Some(next))
    }

    /// Lets `generation` count from now on, also after a power cut.
    pub(crate) fn adopt(&self, generation: &Path) -> io::Result<()> {
        let (Self::Folder { root, .. }, Some(name)) = (self, generation.file_name()) else {
            return Ok(());
        };
        let note = root.join("CURRENT.new");
        let mut file = File::create(&note)?;
        file.write_all(name.as_encoded_bytes())?;
        file.sync_all()?;
        fs::rename(&note, root.join(CURRENT))?;
        File::open(root)?.sync_all()
    }

    /// Removes every generation but the one that counts. What cannot be removed now is tried again
    /// next time: rubbish is no reason to fail.
    pub(crate) fn sweep(&self) {
        let (Self::Folder { root, .. }, Some(current)) = (self, self.current()) else {
            return;
        };
        for (_, path) in generations(root).into_iter().flatten() {
            if path != current {
                let _ = fs::remove_dir_all(path);
            }
        }
    }
}

fn generations(root: &Path) -> io::Result<impl Iterator<Item = (u64, PathBuf)>> {
    Ok(fs::read_dir(root)?.filter_map(|entry| {
        let path = entry.ok()?.path();
        let number = path.file_name()?.to_str()?.parse().ok()?;
        Some((number, path))
    }))
}
