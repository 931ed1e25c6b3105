//! Commands beside a running server. A data directory belongs to one process; so the server takes commands over a socket
//! in that directory, runs them, and gives back what they said. Only the user it runs as can open the socket.
//!
//! A request is two frames: arguments, and what the command reads. The reply is a greeting at once, then output, messages
//! and exit code. A frame is its length in four bytes, and its bytes.

use std::fs::{self, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::net::UnixStream as Caller;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::terminal::{Running, Terminal};
use footing_core::organisation::Roster;

const NAME: &str = "control.sock";
/// What both sides must have in common.
const PROTOCOL: u32 = 1;
/// How long the other side may take to say what it wants, or to greet.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a command may take.
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// How many commands run at a time; others wait.
const MOST: usize = 4;
const LARGEST_HEAD: usize = 64 * 1024;
const LARGEST_INPUT: usize = Roster::LARGEST;
const LARGEST_OUTPUT: usize = 256 * 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct Request {
    protocol: u32,
    arguments: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Greeting {
    protocol: u32,
    version: String,
}

/// A server's open door; it is closed when dropped.
pub struct Door {
    path: PathBuf,
    task: JoinHandle<()>,
}

impl Drop for Door {
    fn drop(&mut self) {
        self.task.abort();
        let _ = fs::remove_file(&self.path);
    }
}

/// Takes commands for the server of a directory, which holds its lock: a socket that lies there is one of a server that
/// ended without removing it.
///
/// # Errors
/// A socket that cannot be made; the server does without.
pub fn open_door(
    dir: &Path,
    server: Running,
    run: impl Fn(Vec<String>, &Terminal) -> u8 + Send + Sync + 'static,
) -> io::Result<Door> {
    let path = dir.join(NAME);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(&path)?;
    fs::set_permissions(&path, Permissions::from_mode(0o600))?;
    let user = fs::metadata(&path)?.uid();
    let task = tokio::spawn(take_commands(listener, user, server, Arc::new(run)));
    Ok(Door { path, task })
}

async fn take_commands<R>(listener: UnixListener, user: u32, server: Running, run: Arc<R>)
where
    R: Fn(Vec<String>, &Terminal) -> u8 + Send + Sync + 'static,
{
    let seats = Arc::new(Semaphore::new(MOST));
    loop {
        let Ok(seat) = Arc::clone(&seats).acquire_owned().await else { return };
        let Ok((caller, _)) = listener.accept().await else {
            // Out of descriptors, most likely: they come back.
            sleep(Duration::from_millis(100)).await;
            continue;
        };
        // The file's mode says so already, but for the moment in which it was made.
        let is_ours = caller.peer_cred().is_ok_and(|caller| caller.uid() == user || caller.uid() == 0);
        if is_ours {
            let (server, run) = (server.clone(), Arc::clone(&run));
            tokio::spawn(async move {
                if let Err(error) = answer(caller, server, run).await {
                    tracing::warn!(%error, "a command from beside was not answered");
                }
                drop(seat);
            });
        }
    }
}

async fn answer<R>(mut caller: UnixStream, server: Running, run: Arc<R>) -> io::Result<()>
where
    R: Fn(Vec<String>, &Terminal) -> u8 + Send + Sync + 'static,
{
    let request = timeout(PATIENCE, async {
        let head = receive(&mut caller, LARGEST_HEAD).await?;
        let request: Request = serde_json::from_slice(&head)?;
        let greeting = Greeting { protocol: PROTOCOL, version: env!("CARGO_PKG_VERSION").to_owned() };
        send(&mut caller, &serde_json::to_vec(&greeting)?).await?;
        let input = receive(&mut caller, LARGEST_INPUT).await?;
        Ok::<_, io::Error>((request, input))
    });
    let (request, input) = request.await??;
    if request.protocol != PROTOCOL {
        return Ok(());
    }
    // A command that is begun ends, whether or not its caller still waits.
    let ran = tokio::task::spawn_blocking(move || {
        let terminal = Terminal::lent(server, input);
        let code = run(request.arguments, &terminal);
        (code, terminal.said())
    });
    let (code, (out, err)) = ran.await.unwrap_or_else(|_| (1, (Vec::new(), b"footing: the command failed\n".to_vec())));
    timeout(LONGEST, async {
        send(&mut caller, &out).await?;
        send(&mut caller, &err).await?;
        send(&mut caller, &[code]).await
    })
    .await?
}

async fn receive(from: &mut UnixStream, largest: usize) -> io::Result<Vec<u8>> {
    let length = from.read_u32().await? as usize;
    if length > largest {
        return Err(too_large());
    }
    let mut frame = vec![0; length];
    from.read_exact(&mut frame).await?;
    Ok(frame)
}

async fn send(to: &mut UnixStream, frame: &[u8]) -> io::Result<()> {
    to.write_u32(length_of(frame)?).await?;
    to.write_all(frame).await
}

/// Has the server that uses a directory run a command, and says here what came of it; returns its exit code. Results go to
/// `file`, if there is one.
///
/// # Errors
/// A server that takes no commands, or ends before it has answered.
pub fn hand_over(dir: &Path, arguments: Vec<String>, input: &[u8], file: Option<&Path>) -> Result<u8> {
    let here = dir.display();
    let mut server = Caller::connect(dir.join(NAME)).map_err(|error| {
        let why = match error.kind() {
            io::ErrorKind::InvalidInput => "the path of its directory is too long for a socket",
            _ => "it is an older one, is starting or stopping, or runs as another user",
        };
        anyhow!(error).context(format!(
            "another footing is using {here}, and takes no commands: {why}. Stop it first, or use its pages"
        ))
    })?;
    let silent = || format!("the footing that is using {here} does not answer: stop it first, or use its pages");
    server.set_read_timeout(Some(PATIENCE)).with_context(silent)?;
    server.set_write_timeout(Some(PATIENCE)).with_context(silent)?;
    put(&mut server, &serde_json::to_vec(&Request { protocol: PROTOCOL, arguments })?).with_context(silent)?;
    let greeting = take(&mut server, LARGEST_HEAD).with_context(silent)?;
    let greeting: Greeting = serde_json::from_slice(&greeting).with_context(silent)?;
    if greeting.protocol != PROTOCOL {
        bail!("the footing that is using {here} is version {}: use that for commands beside it", greeting.version);
    }
    put(&mut server, input).with_context(silent)?;
    let gone = || format!("the footing that is using {here} ended, or took too long: look whether it was done");
    server.set_read_timeout(Some(LONGEST)).with_context(gone)?;
    let out = take(&mut server, LARGEST_OUTPUT).with_context(gone)?;
    let err = take(&mut server, LARGEST_OUTPUT).with_context(gone)?;
    let code = take(&mut server, 1).with_context(gone)?;
    io::stderr().write_all(&err)?;
    let terminal = Terminal::own();
    let code = code.first().copied().unwrap_or(1);
    terminal.write(file.filter(|_| code == 0), &out)?;
    Ok(code)
}

fn take(from: &mut impl Read, largest: usize) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length) as usize;
    if length > largest {
        return Err(too_large());
    }
    let mut frame = vec![0; length];
    from.read_exact(&mut frame)?;
    Ok(frame)
}

fn put(to: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    let length = length_of(frame)?.to_be_bytes();
    // A server that hangs up is a failure; a broken pipe would be taken for a reader of the output who has seen enough.
    to.write_all(&length).and_then(|()| to.write_all(frame)).map_err(io::Error::other)
}

fn length_of(frame: &[u8]) -> io::Result<u32> {
    u32::try_from(frame.len()).map_err(|_| too_large())
}

fn too_large() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is larger than a command may be")
}
