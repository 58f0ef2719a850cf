//! The ZIP container: deflated entries with a fixed date, so that the same letter gives the same bytes.

use super::DocxError;
use miniz_oxide::deflate::compress_to_vec;

/// A file of the package.
pub(super) struct Entry {
    /// Its path within the archive.
    pub(super) path: &'static str,
    /// What it holds.
    pub(super) content: String,
}

const VERSION: u16 = 20;
/// File names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATED: u16 = 8;
const TIME: u16 = 0;
/// 1 January 1980, the first day the format knows.
const DATE: u16 = (1 << 5) | 1;
/// Compression level of miniz: 6 would take twice the time to save a tenth of the size.
const LEVEL: u8 = 3;

/// An archive of these files, in order.
pub(super) fn archive(entries: &[Entry]) -> Result<Vec<u8>, DocxError> {
    let mut out = Vec::with_capacity(16 * 1024);
    let mut directory = Vec::new();
    for entry in entries {
        let offset = size(out.len())?;
        let packed = compress_to_vec(entry.content.as_bytes(), LEVEL);
        let header = header(entry, size(packed.len())?)?;
        out.extend(0x0403_4b50_u32.to_le_bytes());
        out.extend(&header);
        out.extend(entry.path.as_bytes());
        out.extend(&packed);

        directory.extend(0x0201_4b50_u32.to_le_bytes());
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&header);
        // Comment length, disk, internal attributes: two bytes each; external attributes: four.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(entry.path.as_bytes());
    }
    let start = size(out.len())?;
    let number = u16::try_from(entries.len()).map_err(|_| DocxError::TooLarge)?;
    out.extend(&directory);
    out.extend(0x0605_4b50_u32.to_le_bytes());
    out.extend([0; 4]);
    out.extend(number.to_le_bytes());
    out.extend(number.to_le_bytes());
    out.extend(size(directory.len())?.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    Ok(out)
}

/// The fields that a local header and a directory entry share, from "version needed" to "extra field length".
fn header(entry: &Entry, packed: u32) -> Result<Vec<u8>, DocxError> {
    let name = u16::try_from(entry.path.len()).map_err(|_| DocxError::TooLarge)?;
    let mut header = Vec::with_capacity(26);
    for field in [VERSION, FLAGS, DEFLATED, TIME, DATE] {
        header.extend(field.to_le_bytes());
    }
    header.extend(crc32fast::hash(entry.content.as_bytes()).to_le_bytes());
    header.extend(packed.to_le_bytes());
    header.extend(size(entry.content.len())?.to_le_bytes());
    header.extend(name.to_le_bytes());
    header.extend([0; 2]);
    Ok(header)
}

fn size(bytes: usize) -> Result<u32, DocxError> {
    u32::try_from(bytes).map_err(|_| DocxError::TooLarge)
}
