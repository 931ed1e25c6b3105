//! What a command reads from and writes to: the terminal it was started at, or a caller for whom a running server runs it.

use std::io::{Read as _, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result};
use tokio::runtime::Handle;

use crate::service::Context;
use crate::web::PublicAddress;
use footing_core::text::Catalog;

use super::output::{errors, output};

/// A command has one of these instead of standard input, output and error.
pub struct Terminal {
    /// `None` at a terminal of one's own.
    lent: Option<Lent>,
    /// What was read, in case that a server has to read it again.
    read: Mutex<Vec<u8>>,
}

/// The side of a caller who waits for what a command says.
struct Lent {
    server: Running,
    input: Vec<u8>,
    out: Mutex<Vec<u8>>,
    err: Mutex<Vec<u8>>,
}

/// What a running server has, and a command can use.
#[derive(Clone)]
pub struct Running {
    pub context: Context,
    pub catalog: Arc<Catalog>,
    pub address: PublicAddress,
    pub runtime: Handle,
}

impl Terminal {
    /// The one the program was started at.
    pub fn own() -> Terminal {
        Terminal { lent: None, read: Mutex::default() }
    }

    /// That of a caller, who has sent everything there is to read.
    pub fn lent(server: Running, input: Vec<u8>) -> Terminal {
        let lent = Lent { server, input, out: Mutex::default(), err: Mutex::default() };
        Terminal { lent: Some(lent), read: Mutex::default() }
    }

    /// The server the command runs in.
    pub fn server(&self) -> Option<&Running> {
        self.lent.as_ref().map(|lent| &lent.server)
    }

    /// For results.
    pub fn out(&self) -> Box<dyn Write + '_> {
        match &self.lent {
            None => Box::new(output()),
            Some(lent) => Box::new(Kept(&lent.out)),
        }
    }

    /// For everything else that is said.
    pub fn err(&self) -> Box<dyn Write + '_> {
        match &self.lent {
            None => Box::new(errors()),
            Some(lent) => Box::new(Kept(&lent.err)),
        }
    }

    /// The bytes of a file, or of standard input. A command reads one at most.
    pub fn read(&self, path: &Path) -> Result<Vec<u8>> {
        if let Some(lent) = &self.lent {
            return Ok(lent.input.clone());
        }
        let mut bytes = Vec::new();
        if path == Path::new("-") {
            std::io::stdin().lock().read_to_end(&mut bytes)?;
        } else {
            bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        }
        locked(&self.read).clone_from(&bytes);
        Ok(bytes)
    }

    /// What the command has read so far.
    pub fn was_read(&self) -> Vec<u8> {
        locked(&self.read).clone()
    }

    /// Writes results to a file, or without one to standard output. A caller has the file.
    pub fn write(&self, path: Option<&Path>, bytes: &[u8]) -> Result<()> {
        match path.filter(|_| self.lent.is_none()) {
            Some(path) => std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display())),
            None => Ok(self.out().write_all(bytes)?),
        }
    }

    /// What was said to a caller: results, and everything else.
    pub fn said(self) -> (Vec<u8>, Vec<u8>) {
        let lent = self.lent.map(|lent| (lent.out, lent.err)).unwrap_or_default();
        (lent.0.into_inner().unwrap_or_default(), lent.1.into_inner().unwrap_or_default())
    }
}

struct Kept<'a>(&'a Mutex<Vec<u8>>);

impl Write for Kept<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        locked(self.0).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn locked(bytes: &Mutex<Vec<u8>>) -> MutexGuard<'_, Vec<u8>> {
    bytes.lock().unwrap_or_else(PoisonError::into_inner)
}
