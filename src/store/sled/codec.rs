//! How a value is written: a format number, a checksum of what follows, then what follows: the payload, which is JSON or a
//! piece of a larger value, or where its pieces are.
//! sled checks what it reads from its log, but not what an older Footing, a repair or bad memory put there.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::tally::{self, StoreTally};

/// The payload alone.
const PLAIN: u8 = 1;
/// The tally of the store as this value left it, then the payload.
const TALLIED: u8 = 2;
/// Of a value that stands in pieces: how many, and what they must come to.
const SPLIT: u8 = 3;

const HEADER: usize = 5;
const TALLIED_HEADER: usize = HEADER + tally::LENGTH;
const OUTLINE: usize = 16;

/// In bytes. What is larger is written in pieces. Up to seventeen neighbours share one of sled's pages, and a page above
/// 128 KiB is put into a file of its own, which sled neither syncs nor cleans up reliably.
pub const LARGEST: usize = 7000;

/// In bytes, of every piece but the last.
pub const PIECE: usize = 4096;

/// What is wrong with a value that was read.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    #[error("it is too short")]
    TooShort,
    #[error("its format is {0}, and this Footing reads formats {PLAIN} to {SPLIT}")]
    Format(u8),
    #[error("its checksum does not fit")]
    Checksum,
    #[error("a piece of it is missing or is not its own")]
    Piece,
    #[error("its content does not fit: {0}")]
    Content(#[from] serde_json::Error),
}

/// A value as it was found, its checksum tried.
#[derive(Debug, PartialEq, Eq)]
pub enum Found<'a> {
    Whole(&'a [u8]),
    Split(Outline),
}

/// What the pieces of a value must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outline {
    pub pieces: u32,
    length: u64,
    checksum: u32,
}

impl Outline {
    pub fn of(payload: &[u8]) -> Outline {
        let pieces = payload.len().div_ceil(PIECE) as u32;
        Outline { pieces, length: payload.len() as u64, checksum: crc32fast::hash(payload) }
    }

    /// Whether pieces put together are what was taken apart.
    pub fn fits(&self, payload: &[u8]) -> bool {
        *self == Outline::of(payload)
    }
}

pub fn encode<T: Serialize>(value: &T) -> serde_json::Result<Vec<u8>> {
    Ok(seal(&serde_json::to_vec(value)?))
}

pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Damage> {
    match open(bytes)? {
        Found::Whole(payload) => Ok(serde_json::from_slice(payload)?),
        Found::Split(_) => Err(Damage::Piece),
    }
}

pub fn seal(payload: &[u8]) -> Vec<u8> {
    sealed(PLAIN, &[payload])
}

pub fn seal_with_tally(tally: StoreTally, payload: &[u8]) -> Vec<u8> {
    sealed(TALLIED, &[&tally.to_bytes(), payload])
}

pub fn seal_outline(outline: Outline) -> Vec<u8> {
    let Outline { pieces, length, checksum } = outline;
    sealed(SPLIT, &[&pieces.to_be_bytes(), &length.to_be_bytes(), &checksum.to_be_bytes()])
}

fn sealed(format: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut bytes = Vec::with_capacity(HEADER + length);
    bytes.extend([format, 0, 0, 0, 0]);
    parts.iter().for_each(|part| bytes.extend(*part));
    let checksum = crc32fast::hash(&bytes[HEADER..]);
    bytes[1..HEADER].copy_from_slice(&checksum.to_be_bytes());
    bytes
}

pub fn open(bytes: &[u8]) -> Result<Found<'_>, Damage> {
    let (header, rest) = bytes.split_first_chunk::<HEADER>().ok_or(Damage::TooShort)?;
    let [format, checksum @ ..] = *header;
    if !(PLAIN..=SPLIT).contains(&format) {
        return Err(Damage::Format(format));
    }
    if u32::from_be_bytes(checksum) != crc32fast::hash(rest) {
        return Err(Damage::Checksum);
    }
    match format {
        SPLIT => {
            let outline: [u8; OUTLINE] = rest.try_into().map_err(|_| Damage::TooShort)?;
            let [p0, p1, p2, p3, l0, l1, l2, l3, l4, l5, l6, l7, checksum @ ..] = outline;
            Ok(Found::Split(Outline {
                pieces: u32::from_be_bytes([p0, p1, p2, p3]),
                length: u64::from_be_bytes([l0, l1, l2, l3, l4, l5, l6, l7]),
                checksum: u32::from_be_bytes(checksum),
            }))
        }
        TALLIED => bytes.get(TALLIED_HEADER..).map(Found::Whole).ok_or(Damage::TooShort),
        _ => Ok(Found::Whole(rest)),
    }
}

/// The tally that came with a value, if one did.
pub fn tally(bytes: &[u8]) -> Option<StoreTally> {
    let written = bytes.get(HEADER..TALLIED_HEADER)?;
    (bytes[0] == TALLIED && open(bytes).is_ok()).then(|| StoreTally::from_bytes(written)).flatten()
}

/// The part of a value that counts in the tally: everything but the tally itself. Of a damaged value, all there is.
pub fn body(bytes: &[u8]) -> &[u8] {
    let beginning = if bytes.first() == Some(&TALLIED) { TALLIED_HEADER } else { HEADER };
    bytes.get(beginning..).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALLY: StoreTally = StoreTally { changes: 7, records: 3, digest: 0x0123_4567_89ab_cdef };

    #[test]
    fn a_value_comes_back_as_it_was_written() {
        assert_eq!(decode::<String>(&encode(&"これ").unwrap()).unwrap(), "これ");
        let tallied = seal_with_tally(TALLY, "\"これ\"".as_bytes());
        assert_eq!(decode::<String>(&tallied).unwrap(), "これ");
        assert_eq!(tally(&tallied), Some(TALLY));
        assert_eq!(body(&tallied), body(&encode(&"これ").unwrap()));
    }

    #[test]
    fn every_single_flipped_bit_and_every_cut_is_noticed() {
        let value = b"[\"some\",\"answers\"]";
        for whole in [seal(value), seal_with_tally(TALLY, value), seal_outline(Outline::of(value))] {
            for bit in 0..whole.len() * 8 {
                let mut flipped = whole.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                decode::<[String; 2]>(&flipped).unwrap_err();
                assert_eq!(tally(&flipped), None);
            }
            for length in 0..whole.len() {
                decode::<[String; 2]>(&whole[..length]).unwrap_err();
            }
        }
    }

    #[test]
    fn a_value_of_a_later_format_is_not_guessed_at() {
        let mut later = seal(b"?");
        later[0] = SPLIT + 1;
        assert!(matches!(open(&later), Err(Damage::Format(4))));
    }

    #[test]
    fn pieces_must_come_to_what_was_taken_apart() {
        let payload = vec![7; 3 * PIECE + 1];
        let outline = Outline::of(&payload);
        assert_eq!(outline.pieces, 4);
        assert_eq!(open(&seal_outline(outline)).unwrap(), Found::Split(outline));
        assert!(outline.fits(&payload));
        assert!(!outline.fits(&payload[1..]));
        assert!(!outline.fits(&[&payload[1..], [8].as_slice()].concat()));
    }
}
