//! A mail server that delivers nothing: it keeps what it is sent, and answers as it is told to.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// It takes connections until the runtime ends.
pub struct MailSink {
    address: SocketAddr,
    book: Arc<Mutex<Book>>,
}

#[derive(Default)]
struct Book {
    letters: Vec<Received>,
    commands: Vec<String>,
    answers: VecDeque<&'static str>,
    manner: Manner,
    /// How many connections are open, and how many were at most.
    open: usize,
    most_open: usize,
}

/// How it treats whoever comes, until it is told otherwise.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// In place of the greeting, after which it hangs up.
    pub greeting: Option<&'static str>,
    /// To AUTH.
    pub login: Option<&'static str>,
    /// To MAIL.
    pub sender: Option<&'static str>,
    /// To RCPT for one address.
    pub recipients: BTreeMap<&'static str, &'static str>,
    /// It says nothing to any command.
    pub hangs: bool,
    /// Before it answers to a letter.
    pub takes: Duration,
    /// It says 421 to the next letter after so many on a connection.
    pub letters_a_connection: Option<usize>,
    /// It says 421 to a connection beyond so many.
    pub connections: Option<usize>,
    /// It takes a letter to the end and hangs up without a word.
    pub drops_after_data: bool,
}

/// A letter that was sent to the end, whatever the answer to it was.
#[derive(Clone, Debug)]
pub struct Received {
    /// The envelope: what stood in MAIL and RCPT, with the angle brackets and what follows them.
    pub from: String,
    pub to: Vec<String>,
    /// Headers and body, as they were before the dots were doubled.
    pub data: Vec<u8>,
}

impl MailSink {
    pub async fn start() -> MailSink {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        let book = Arc::new(Mutex::new(Book::default()));
        let kept = Arc::clone(&book);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that goes away in the middle has sent nothing.
                let book = Arc::clone(&kept);
                tokio::spawn(async move {
                    let others = {
                        let mut book = book.lock().unwrap();
                        book.open += 1;
                        book.most_open = book.most_open.max(book.open);
                        book.open - 1
                    };
                    let _ = converse(stream, &book, others).await;
                    book.lock().unwrap().open -= 1;
                });
            }
        });
        MailSink { address, book }
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Answers the next letter so, and not with `250`; a second call is for the letter after that.
    pub fn answer(&self, reply: &'static str) {
        self.book.lock().unwrap().answers.push_back(reply);
    }

    pub fn letters(&self) -> Vec<Received> {
        self.book.lock().unwrap().letters.clone()
    }

    /// Behaves otherwise from now on.
    pub fn behave(&self, manner: Manner) {
        self.book.lock().unwrap().manner = manner;
    }

    pub fn most_open(&self) -> usize {
        self.book.lock().unwrap().most_open
    }

    /// Every command line, without those of the letters.
    pub fn commands(&self) -> Vec<String> {
        self.book.lock().unwrap().commands.clone()
    }
}

async fn converse(stream: TcpStream, book: &Mutex<Book>, others: usize) -> io::Result<()> {
    let manner = || book.lock().unwrap().manner.clone();
    let mut stream = BufReader::new(stream);
    let too_many = manner().connections.filter(|most| others >= *most).map(|_| "421 4.7.0 too many connections");
    if let Some(refusal) = manner().greeting.or(too_many) {
        return stream.write_all(format!("{refusal}\r\n").as_bytes()).await;
    }
    stream.write_all(b"220 sink ESMTP\r\n").await?;
    let (mut from, mut to, mut letters) = (None, Vec::new(), 0);
    while let Some(line) = read_line(&mut stream).await? {
        let command = String::from_utf8_lossy(&line).into_owned();
        book.lock().unwrap().commands.push(command.clone());
        let (verb, rest) = command.split_once([' ', ':']).unwrap_or((&command, ""));
        let place = || rest.split_once(':').map(|(_, place)| place.trim().to_owned());
        let manner = manner();
        if manner.hangs {
            std::future::pending::<()>().await;
        }
        if verb == "MAIL" && manner.letters_a_connection.is_some_and(|most| letters >= most) {
            return stream.write_all(b"421 4.7.0 that is enough for one connection\r\n").await;
        }
        let refused_recipient = manner.recipients.iter().find(|(address, _)| rest.contains(*address));
        let reply = match (verb.to_ascii_uppercase().as_str(), &from) {
            ("EHLO", _) => "250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN",
            ("HELO" | "NOOP", _) => "250 OK",
            ("AUTH", _) => manner.login.unwrap_or("235 OK"),
            ("RSET", _) => {
                (from, to) = (None, Vec::new());
                "250 OK"
            }
            ("MAIL", None) if manner.sender.is_some() => manner.sender.unwrap_or_default(),
            ("MAIL", None) => {
                from = place();
                "250 OK"
            }
            ("RCPT", Some(_)) if refused_recipient.is_some() => refused_recipient.map_or("", |(_, reply)| reply),
            ("RCPT", Some(_)) => {
                to.extend(place());
                "250 OK"
            }
            ("DATA", Some(sender)) if !to.is_empty() => {
                stream.write_all(b"354 go on\r\n").await?;
                let Some(data) = read_data(&mut stream).await? else { return Ok(()) };
                tokio::time::sleep(manner.takes).await;
                letters += 1;
                let mut book = book.lock().unwrap();
                book.letters.push(Received { from: sender.clone(), to: std::mem::take(&mut to), data });
                from = None;
                if manner.drops_after_data {
                    return Ok(());
                }
                book.answers.pop_front().unwrap_or("250 taken")
            }
            ("MAIL" | "RCPT" | "DATA", _) => "503 not now",
            ("QUIT", _) => return stream.write_all(b"221 bye\r\n").await,
            _ => "502 what?",
        };
        stream.write_all(format!("{reply}\r\n").as_bytes()).await?;
    }
    Ok(())
}

/// A line without its end, or nothing if the client has gone.
async fn read_line(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    stream.read_until(b'\n', &mut line).await?;
    Ok(line.strip_suffix(b"\r\n").map(<[u8]>::to_vec))
}

async fn read_data(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Vec<u8>>> {
    let mut data = Vec::new();
    while let Some(line) = read_line(stream).await? {
        if line == b"." {
            return Ok(Some(data));
        }
        data.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        data.extend_from_slice(b"\r\n");
    }
    Ok(None)
}
