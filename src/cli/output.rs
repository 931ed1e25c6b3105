//! Where commands write. The reader may have seen enough at any time, `head` for example: that is no fault, and nothing
//! is said of it.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

static IS_CLOSED: AtomicBool = AtomicBool::new(false);

/// Standard output, which remembers that nobody reads on: some errors on the way up hide their cause.
pub fn output() -> Output {
    Output(io::stdout().lock())
}

/// See [`output`].
pub struct Output(io::StdoutLock<'static>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).inspect_err(remember)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().inspect_err(remember)
    }
}

fn remember(error: &io::Error) {
    if error.kind() == ErrorKind::BrokenPipe {
        IS_CLOSED.store(true, Ordering::Relaxed);
    }
}

/// Whether somebody stopped reading standard output.
pub fn is_closed() -> bool {
    IS_CLOSED.load(Ordering::Relaxed)
}

/// Writes a line to standard output.
///
/// # Errors
/// What keeps it from being written.
pub fn print(line: impl Display) -> io::Result<()> {
    let mut output = output();
    writeln!(output, "{line}")?;
    output.flush()
}

/// Standard error. If nobody reads it there is nobody to tell, and a command goes on.
pub fn errors() -> Errors {
    Errors
}

/// See [`errors`].
pub struct Errors;

impl Write for Errors {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _ = io::stderr().lock().write_all(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a line to standard error.
pub fn tell(line: impl Display) {
    let _ = errors().write_all(format!("{line}\n").as_bytes());
}
