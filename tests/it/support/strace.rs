//! Running the server under strace, which shows its system calls and can make them fail.

use std::process::Command;

use super::server::footing;

/// The server under strace with these options, or why strace cannot be used here.
pub fn strace(options: &[&str]) -> Result<Command, String> {
    let trial = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let trial = trial.map_err(|error| format!("strace does not start: {error}"))?;
    if !trial.status.success() {
        return Err(format!("strace cannot attach: {}", String::from_utf8_lossy(&trial.stderr).trim()));
    }
    let mut command = Command::new("strace");
    // Detached, so that the process that is started, waited for and killed is the server and not the tracer.
    command.args(["-D", "-f"]).args(options).arg(footing().get_program());
    Ok(command)
}
