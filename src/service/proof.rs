//! How the answers of a wave are protected, for anybody in the organisation who wants to check it.

use footing_core::disclosure::{Release, TableKind};
use footing_core::survey::WaveId;
use footing_core::wave::{Opening, Wave};

use super::access::SignedIn;
use super::context::Context;
use super::{Result, ServiceError};

/// What was agreed, and what was examined once there were results.
#[derive(Debug)]
pub struct WaveProof {
    pub wave: WaveId,
    pub opening: Opening,
    /// `None` before the results were made.
    pub examined: Option<Vec<Examined>>,
}

/// What the audit of all tables of a kind examined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Examined {
    pub kind: TableKind,
    /// Of fewer people nothing may follow.
    pub threshold: u64,
    /// Figures that are shown.
    pub shown: usize,
    /// Figures that are not.
    pub hidden: usize,
}

/// What can be said of a wave that was opened.
///
/// # Errors
/// [`ServiceError::NotFound`] for a wave that there is not, or that nobody was asked in yet.
pub async fn proof(context: &Context, _: &SignedIn, id: WaveId) -> Result<WaveProof> {
    let wave: Wave = context.store.wave(id).await?.ok_or(ServiceError::NotFound)?;
    let opening = wave.opening().cloned().ok_or(ServiceError::NotFound)?;
    let examined = context.store.release(id).await?.map(|release| examined(&release));
    Ok(WaveProof { wave: id, opening, examined })
}

fn examined(release: &Release) -> Vec<Examined> {
    let head = release.head();
    let means = head.proofs.iter().map(|proof| (TableKind::Means, proof));
    let tables = head.tables.iter().map(|table| (table.kind, &table.proof));
    let mut kinds: Vec<Examined> = Vec::new();
    // A table without answers has nothing to say.
    for (kind, proof) in means.chain(tables).filter(|(_, proof)| proof.threshold > 0) {
        let place = kinds.iter().position(|known| known.kind == kind).unwrap_or_else(|| {
            kinds.push(Examined { kind, threshold: proof.threshold, shown: 0, hidden: 0 });
            kinds.len() - 1
        });
        let known = &mut kinds[place];
        known.threshold = known.threshold.min(proof.threshold);
        known.shown += proof.shown;
        known.hidden += proof.groups - proof.shown;
    }
    kinds
}
