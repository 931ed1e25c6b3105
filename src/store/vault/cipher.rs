//! How a record is sealed: XChaCha20-Poly1305 under a key that HMAC-SHA-256 derives from those of its owners, with a nonce
//! of chance and the record's place as associated data, so that no record can be put in the place of another.

use std::io;

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Secret;

const NONCE: usize = 24;

/// The key for what belongs to one owner, or to two.
pub fn derived(first: &Secret, second: Option<&Secret>) -> Secret {
    let mut mac = keyed(first);
    mac.update(b"footing record 1");
    if let Some(second) = second {
        mac.update(&**second);
    }
    Secret::new(mac.finalize().into_bytes().into())
}

/// Half of an HMAC: 128 bits are as many as an id has.
pub fn index(key: &Secret, parts: &[&[u8]]) -> [u8; 16] {
    let mut mac = keyed(key);
    mac.update(b"footing index 1");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    let whole: [u8; 32] = mac.finalize().into_bytes().into();
    let mut half = [0; 16];
    half.copy_from_slice(&whole[..16]);
    half
}

/// # Errors
/// Where the operating system gives no chance.
pub fn seal(key: &Secret, place: &[u8], payload: &[u8]) -> io::Result<Vec<u8>> {
    let mut nonce = [0; NONCE];
    random(&mut nonce)?;
    let sealed = cipher(key).encrypt(&XNonce::from(nonce), Payload { msg: payload, aad: place });
    let sealed = sealed.map_err(|_| io::Error::other("a record is too large to be sealed"))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// `None` if it was sealed under another key, at another place, or has been changed since.
pub fn open(key: &Secret, place: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    cipher(key).decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: place }).ok()
}

fn cipher(key: &Secret) -> XChaCha20Poly1305 {
    let key: &[u8; 32] = key;
    XChaCha20Poly1305::new(key.into())
}

fn keyed(key: &Secret) -> Hmac<Sha256> {
    // HMAC fills a key up to a block of 64 bytes with zeros.
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(&**key);
    let block: &[u8; 64] = &block;
    Hmac::new(block.into())
}

/// # Errors
/// The operating system's.
pub fn random(bytes: &mut [u8]) -> io::Result<()> {
    getrandom::fill(bytes).map_err(|error| io::Error::other(error.to_string()))
}
