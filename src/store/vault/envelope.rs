//! Envelopes: ballots sealed to a wave's public key, as RFC 9180 (HPKE) has it: X25519, HKDF-SHA-256 and
//! ChaCha20-Poly1305. Taking a ballot needs the public key alone, which opens nothing; what opens them all is used when the
//! wave closes, and destroyed.

use footing_core::survey::WaveId;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem as _, OpModeR, OpModeS, Serializable as _};

use super::Secret;

type Kem = X25519HkdfSha256;

const ENCAPSULATED: usize = 32;

/// The public half of a wave's key.
#[derive(Clone)]
pub struct PublicKey(<Kem as hpke::Kem>::PublicKey);

/// What opens the envelopes of one wave.
pub struct Envelopes {
    wave: WaveId,
    private: <Kem as hpke::Kem>::PrivateKey,
}

pub fn public_key(secret: &Secret) -> PublicKey {
    PublicKey(Kem::derive_keypair(&**secret).1)
}

impl PublicKey {
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes().to_vec()
    }

    /// `None` for what is no public key.
    pub fn from_bytes(bytes: &[u8]) -> Option<PublicKey> {
        <Kem as hpke::Kem>::PublicKey::from_bytes(bytes).ok().map(PublicKey)
    }

    /// Seals a ballot. Every envelope of a ballot of the same length has the same length.
    ///
    /// `None` where the operating system gives no chance, or for a key that is none.
    pub fn seal(&self, wave: WaveId, ballot: &[u8]) -> Option<Vec<u8>> {
        let sealed = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, Kem>(
            &OpModeS::Base,
            &self.0,
            &info(wave),
            ballot,
            b"",
        );
        let (encapsulated, sealed) = sealed.ok()?;
        Some([encapsulated.to_bytes().as_slice(), &sealed].concat())
    }
}

impl Envelopes {
    pub fn of(wave: WaveId, secret: &Secret) -> Envelopes {
        Envelopes { wave, private: Kem::derive_keypair(&**secret).0 }
    }

    /// The ballot in an envelope; `None` for one of another wave, or that was changed.
    pub fn open(&self, envelope: &[u8]) -> Option<Vec<u8>> {
        let (encapsulated, sealed) = envelope.split_first_chunk::<ENCAPSULATED>()?;
        let encapsulated = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
        hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
            &OpModeR::Base,
            &self.private,
            &encapsulated,
            &info(self.wave),
            sealed,
            b"",
        )
        .ok()
    }
}

fn info(wave: WaveId) -> Vec<u8> {
    [b"footing ballot 1".as_slice(), wave.as_bytes()].concat()
}
