//! How a value is written: a format number, a checksum, then the payload, which is JSON or a piece of a file.
//! sled checks what it reads from its log, but not what an older Footing, a repair or bad memory put there.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Grows when payloads are written in another way.
const FORMAT: u8 = 1;

const HEADER: usize = 5;

/// In bytes. sled puts larger values into files of their own, which it neither syncs nor cleans up reliably.
pub const LARGEST: usize = 100 * 1024;

/// Why a value cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    #[error("{0} bytes are more than the {LARGEST} a value may have")]
    TooLarge(usize),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// What is wrong with a value that was read.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    #[error("it is too short")]
    TooShort,
    #[error("its format is {0}, and this Footing reads format {FORMAT}")]
    Format(u8),
    #[error("its checksum does not fit")]
    Checksum,
    #[error("its content does not fit: {0}")]
    Content(#[from] serde_json::Error),
}

pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, EncodeError> {
    seal(&serde_json::to_vec(value)?)
}

pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Damage> {
    Ok(serde_json::from_slice(unseal(bytes)?)?)
}

pub fn seal(payload: &[u8]) -> Result<Vec<u8>, EncodeError> {
    if payload.len() > LARGEST {
        return Err(EncodeError::TooLarge(payload.len()));
    }
    let mut bytes = Vec::with_capacity(HEADER + payload.len());
    bytes.push(FORMAT);
    bytes.extend(crc32fast::hash(payload).to_be_bytes());
    bytes.extend(payload);
    Ok(bytes)
}

pub fn unseal(bytes: &[u8]) -> Result<&[u8], Damage> {
    let (header, payload) = bytes.split_first_chunk::<HEADER>().ok_or(Damage::TooShort)?;
    let [format, checksum @ ..] = *header;
    if format != FORMAT {
        return Err(Damage::Format(format));
    }
    if u32::from_be_bytes(checksum) != crc32fast::hash(payload) {
        return Err(Damage::Checksum);
    }
    Ok(payload)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_as_it_was_written() {
        assert_eq!(decode::<String>(&encode(&"これ").unwrap()).unwrap(), "これ");
    }

    #[test]
    fn every_single_flipped_bit_and_every_cut_is_noticed() {
        let whole = encode(&["some", "answers"]).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            decode::<[String; 2]>(&flipped).unwrap_err();
        }
        for length in 0..whole.len() {
            decode::<[String; 2]>(&whole[..length]).unwrap_err();
        }
    }

    #[test]
    fn a_value_of_a_later_format_is_not_guessed_at() {
        let mut later = seal(b"?").unwrap();
        later[0] = FORMAT + 1;
        assert!(matches!(unseal(&later), Err(Damage::Format(2))));
    }

    #[test]
    fn a_value_may_have_the_largest_size_and_no_byte_more() {
        seal(&vec![0; LARGEST]).unwrap();
        assert!(matches!(seal(&vec![0; LARGEST + 1]), Err(EncodeError::TooLarge(_))));
    }
}
