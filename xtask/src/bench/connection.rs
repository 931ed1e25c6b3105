//! A kept-alive HTTP/1.1 connection that costs the measurement as little as possible: requests are made beforehand, and
//! of a reply only the status and the length are looked at.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// A request as it goes over the wire.
pub struct Request(Vec<u8>);

impl Request {
    pub fn get(path: &str, cookie: &str) -> Request {
        Request(format!("GET {path} HTTP/1.1\r\nhost: footing\r\ncookie: {cookie}\r\n\r\n").into_bytes())
    }

    pub fn post(path: &str, cookie: &str, form: &str) -> Request {
        let length = form.len();
        let kind = "content-type: application/x-www-form-urlencoded";
        Request(
            format!(
                "POST {path} HTTP/1.1\r\nhost: footing\r\ncookie: {cookie}\r\n{kind}\r\ncontent-length: {length}\r\n\r\n\
                 {form}"
            )
            .into_bytes(),
        )
    }
}

impl Connection {
    /// To an address as `http://127.0.0.1:40000`.
    pub fn open(address: &str) -> Result<Connection> {
        let host = address.strip_prefix("http://").context("an http address")?;
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Connection { stream, buffer: Vec::with_capacity(64 << 10) })
    }

    /// Sends a request, reads the whole reply, and fails unless it has this status.
    pub fn expect(&mut self, status: u16, request: &Request) -> Result<()> {
        self.stream.write_all(&request.0)?;
        self.buffer.clear();
        let head = loop {
            self.read_some()?;
            if let Some(end) = self.buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let text = std::str::from_utf8(&self.buffer[..head])?;
        ensure!(text.starts_with(&format!("HTTP/1.1 {status} ")), "the server answers {:?}", text.lines().next());
        let length: usize = match text.lines().find_map(|line| line.strip_prefix("content-length: ")) {
            Some(length) => length.parse()?,
            None if status == 204 => 0,
            None => bail!("the reply does not say how long it is"),
        };
        while self.buffer.len() < head + length {
            self.read_some()?;
        }
        Ok(())
    }

    /// What follows this beginning of a line in the head of the last reply.
    pub fn header(&self, beginning: &str) -> Option<String> {
        let text = String::from_utf8_lossy(&self.buffer);
        let head = text.split("\r\n\r\n").next()?;
        head.lines().find_map(|line| line.strip_prefix(beginning).map(ToOwned::to_owned))
    }

    fn read_some(&mut self) -> Result<()> {
        let mut chunk = [0; 16 << 10];
        let count = self.stream.read(&mut chunk)?;
        ensure!(count > 0, "the server closed the connection");
        self.buffer.extend_from_slice(&chunk[..count]);
        Ok(())
    }
}
