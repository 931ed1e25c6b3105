//! sled's log as it lies on the disk, message by message. sled itself stops at the first message it cannot read and
//! gives up all that follows; what is read here goes on behind it. Nothing is changed. How it is laid out is said by
//! sled 0.34, in `pagecache/logger.rs` and `serialization.rs`.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// The log is written in segments of this many bytes, each with a header and, at its end, no room for another message.
const SEGMENT: usize = 512 << 10;
const SEGMENT_HEADER: usize = 20;
const LONGEST_HEADER: usize = 32;

/// What sled wrote about one of its pages.
pub enum Message {
    /// All of a page with records.
    Leaf(Leaf),
    /// All of a page that has no records but leads to others.
    Index,
    Set(Vec<u8>, Vec<u8>),
    Delete(Vec<u8>),
    /// The page is no more.
    Free,
    /// What stood here cannot be read: any page may have changed.
    Gap,
    /// Of no interest to a reader of the records.
    Other,
}

/// A page with the records from a key up to another.
pub struct Leaf {
    pub low: Vec<u8>,
    /// Empty in the last page.
    pub high: Vec<u8>,
    /// So many bytes of `low` are left out of each key.
    pub prefix: usize,
    pub entries: Vec<(Vec<u8>, Vec<u8>)>,
}

/// Gives every message that can be read with the number of its page, in the order of writing, and where one cannot.
///
/// # Errors
/// The operating system's.
pub fn read(dir: &Path, mut take: impl FnMut(u64, Message)) -> io::Result<()> {
    let mut log = File::open(dir.join("db"))?;
    let mut segments = Vec::new();
    for place in 0..log.metadata()?.len().div_ceil(SEGMENT as u64) {
        let bytes = segment(&mut log, place)?;
        match number(&bytes) {
            Some(number) => segments.push((number, place)),
            // It may stand anywhere among the others.
            None if bytes.iter().any(|byte| *byte != 0) => take(0, Message::Gap),
            None => {}
        }
    }
    segments.sort_unstable();
    for (number, place) in segments {
        let bytes = segment(&mut log, place)?;
        let (mut at, mut is_gap) = (SEGMENT_HEADER, false);
        while at + LONGEST_HEADER <= SEGMENT && at < bytes.len() {
            match Frame::read(&bytes[at..]).filter(|frame| frame.segment == number) {
                Some(frame) if frame.kind == Frame::END => break,
                Some(frame) => {
                    take(frame.page, frame.message(dir));
                    (at, is_gap) = (at + frame.length, false);
                }
                // Somewhere behind it is the next one.
                None => {
                    if !is_gap {
                        take(0, Message::Gap);
                    }
                    (at, is_gap) = (at + 1, true);
                }
            }
        }
    }
    Ok(())
}

fn segment(log: &mut File, place: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    log.seek(SeekFrom::Start(place * SEGMENT as u64))?;
    log.take(SEGMENT as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Which segment of the log it is: by its header, or, if that is damaged, by its first whole message.
fn number(bytes: &[u8]) -> Option<u64> {
    let (header, messages) = bytes.split_first_chunk::<SEGMENT_HEADER>()?;
    let [c0, c1, c2, c3, rest @ ..] = *header;
    if u32::from_le_bytes([c0, c1, c2, c3]) == !crc32fast::hash(&rest) {
        let position = u64::from_le_bytes(*rest.first_chunk()?) ^ i64::MAX as u64;
        return Some(position / SEGMENT as u64);
    }
    (0..messages.len()).find_map(|at| Frame::read(&messages[at..])).map(|frame| frame.segment)
}

/// A message in its envelope, its checksum tried.
struct Frame<'a> {
    kind: u8,
    segment: u64,
    page: u64,
    body: &'a [u8],
    /// With its header.
    length: usize,
}

impl<'a> Frame<'a> {
    const END: u8 = 2;
    const KINDS: std::ops::RangeInclusive<u8> = 1..=11;

    fn read(bytes: &'a [u8]) -> Option<Frame<'a>> {
        let mut reader = Reader(bytes);
        let checksum = u32::from_le_bytes(*reader.take(4)?.first_chunk()?);
        let kind = reader.byte().filter(|kind| Self::KINDS.contains(kind))?;
        let (length, segment, page) = (reader.number()?, reader.number()?, reader.number()?);
        let header = &bytes[4..bytes.len() - reader.0.len()];
        let body = reader.take(usize::try_from(length).ok()?)?;
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(body);
        hasher.update(header);
        let is_whole = !hasher.finalize() == checksum;
        is_whole.then(|| Frame { kind, segment, page, body, length: bytes.len() - reader.0.len() })
    }

    fn message(&self, dir: &Path) -> Message {
        let message = match self.kind {
            4 => Some(Message::Free),
            8 => page(self.body),
            10 => change(self.body),
            9 => self.outside(dir).map_or(Some(Message::Gap), |body| page(&body)),
            11 => self.outside(dir).map_or(Some(Message::Gap), |body| change(&body)),
            _ => None,
        };
        message.unwrap_or(Message::Other)
    }

    /// What was too large for the log and stands in a file of its own, if that is whole.
    fn outside(&self, dir: &Path) -> Option<Vec<u8>> {
        let name = i64::from_le_bytes(*self.body.first_chunk()?);
        let bytes = fs::read(dir.join("blobs").join(name.to_string())).ok()?;
        let (checksum, rest) = bytes.split_first_chunk::<4>()?;
        let (kind, body) = rest.split_first()?;
        (u32::from_le_bytes(*checksum) == crc32fast::hash(rest) && *kind == self.kind).then(|| body.to_vec())
    }
}

fn page(body: &[u8]) -> Option<Message> {
    let mut reader = Reader(body);
    let _next_page = reader.number()?;
    let _page_being_merged = reader.number()?;
    let _is_being_merged = reader.byte()?;
    let prefix = usize::from(reader.byte()?);
    let (low, high) = (reader.bytes()?, reader.bytes()?);
    if reader.byte()? != 0 {
        return Some(Message::Index);
    }
    let count = reader.number()?;
    let keys = (0..count).map(|_| reader.bytes()).collect::<Option<Vec<_>>>()?;
    let values = (0..count).map(|_| reader.bytes()).collect::<Option<Vec<_>>>()?;
    let is_leaf = low.len() >= prefix;
    is_leaf.then(|| Message::Leaf(Leaf { low, high, prefix, entries: keys.into_iter().zip(values).collect() }))
}

fn change(body: &[u8]) -> Option<Message> {
    let mut reader = Reader(body);
    match reader.byte()? {
        0 => Some(Message::Set(reader.bytes()?, reader.bytes()?)),
        1 => Some(Message::Delete(reader.bytes()?)),
        // How pages are merged: a page of its own says what came of it.
        _ => None,
    }
}

/// Bytes that are read from the front.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    /// Small numbers take fewer bytes.
    fn number(&mut self) -> Option<u64> {
        Some(match self.byte()? {
            first @ 0..=240 => u64::from(first),
            first @ 241..=248 => 240 + 256 * (u64::from(first) - 241) + u64::from(self.byte()?),
            249 => 2288 + 256 * u64::from(self.byte()?) + u64::from(self.byte()?),
            first => {
                let mut bytes = [0; 8];
                let count = usize::from(first) - 247;
                bytes[..count].copy_from_slice(self.take(count)?);
                u64::from_le_bytes(bytes)
            }
        })
    }

    /// With their number before them.
    fn bytes(&mut self) -> Option<Vec<u8>> {
        let count = usize::try_from(self.number()?).ok()?;
        self.take(count).map(<[u8]>::to_vec)
    }
}
