//! A ZIP that is written piece by piece: what is complete can be taken before the rest is known.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use platform::http::Problem;
use serde::Serialize;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

/// The archive under way.
pub(crate) struct ArchiveWriter {
    zip: ZipWriter<StreamWriter<Tray>>,
    tray: Tray,
}

/// Where the archive's bytes wait to be taken.
#[derive(Clone, Default)]
struct Tray(Arc<Mutex<Vec<u8>>>);

impl Tray {
    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Tray {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl ArchiveWriter {
    pub(crate) fn new() -> Self {
        let tray = Tray::default();
        Self { zip: ZipWriter::new_stream(tray.clone()), tray }
    }

    /// Adds a file.
    pub(crate) fn entry(&mut self, name: &str, bytes: &[u8]) -> Result<(), Problem> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        self.zip.start_file(name, options).map_err(|_| broken())?;
        self.zip.write_all(bytes).map_err(|_| broken())
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, name: &str, text: &str) -> Result<(), Problem> {
        self.entry(name, text.as_bytes())
    }

    /// Adds a value as JSON that people can read too.
    pub(crate) fn json(&mut self, name: &str, value: &impl Serialize) -> Result<(), Problem> {
        let bytes = serde_json::to_vec_pretty(value).map_err(|_| broken())?;
        self.entry(name, &bytes)
    }

    /// Takes the bytes that are complete.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut *self.tray.bytes())
    }

    /// Ends the archive and takes its last bytes.
    pub(crate) fn finish(self) -> Result<Vec<u8>, Problem> {
        let tray = self.tray.clone();
        // The directory of the archive is written here.
        self.zip.finish().map_err(|_| broken())?;
        Ok(std::mem::take(&mut *tray.bytes()))
    }
}

fn broken() -> Problem {
    Problem::internal("the archive could not be written")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    #[test]
    fn an_archive_taken_in_pieces_opens_as_a_whole() {
        let mut zip = ArchiveWriter::new();
        zip.text("README.txt", "read me").unwrap();
        let mut bytes = zip.take();
        assert!(bytes.starts_with(b"PK"));
        zip.json("cases/1/case.json", &serde_json::json!({"id": "1"})).unwrap();
        bytes.extend(zip.take());
        bytes.extend(zip.finish().unwrap());
        let mut opened = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        opened.by_name("README.txt").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "read me");
        let mut text = String::new();
        opened.by_name("cases/1/case.json").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["id"], "1");
    }
}
