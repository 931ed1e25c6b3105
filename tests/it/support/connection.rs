//! A small HTTP/1.1 client on one kept-alive connection. It follows no redirect and repeats nothing, so that a test sees
//! every reply as it came, and knows of every request that got none.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

/// Longer than the server lets any request take.
const PATIENCE: Duration = Duration::from_secs(25);

pub struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
}

/// A complete reply.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Connection {
    /// Connects to an address as `http://127.0.0.1:40000`.
    pub fn open(address: &str) -> io::Result<Connection> {
        let host = address.strip_prefix("http://").expect("an http address").to_owned();
        let stream = TcpStream::connect(&host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Connection { stream: BufReader::new(stream), host })
    }

    /// Connects to an address, and asks by another name than its own.
    pub fn at_name(address: &str, name: &str) -> io::Result<Connection> {
        Connection::open(address).map(|connection| Connection { host: name.to_owned(), ..connection })
    }

    /// Sends a request without a body and reads the reply.
    pub fn get(&mut self, path: &str, headers: &[(&str, &str)]) -> io::Result<Reply> {
        let head = self.head("GET", path, headers);
        self.send(&head)?;
        self.read()
    }

    /// Sends a form and reads the reply.
    pub fn post(&mut self, path: &str, headers: &[(&str, &str)], form: &str) -> io::Result<Reply> {
        let request = self.head_of_form(path, headers, form) + form;
        self.send(&request)?;
        self.read()
    }

    /// Sends a form, and hangs up a moment later without reading anything.
    pub fn post_and_leave(
        mut self,
        path: &str,
        headers: &[(&str, &str)],
        form: &str,
        moment: Duration,
    ) -> io::Result<()> {
        let request = self.head_of_form(path, headers, form) + form;
        self.send(&request)?;
        thread::sleep(moment);
        Ok(())
    }

    /// Replaces what is at an address.
    pub fn put(&mut self, path: &str, headers: &[(&str, &str)], body: &str) -> io::Result<Reply> {
        let length = [("content-length", body.len().to_string())];
        let length = length.each_ref().map(|(name, value)| (*name, value.as_str()));
        self.send(&(self.head("PUT", path, &[headers, &length].concat()) + body))?;
        self.read()
    }

    /// Sends a form with a file in it, and reads the reply.
    pub fn upload(&mut self, path: &str, headers: &[(&str, &str)], file: &str) -> io::Result<Reply> {
        let body = format!(
            "--boundary\r\ncontent-disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\r\n{file}\r\n\
             --boundary--\r\n"
        );
        let length = body.len().to_string();
        let kind = [("content-type", "multipart/form-data; boundary=boundary"), ("content-length", length.as_str())];
        self.send(&(self.head("POST", path, &[headers, &kind].concat()) + &body))?;
        self.read()
    }

    /// Sends the head of a form, and returns when the server has begun with the request and asks for the rest.
    pub fn begin_post(&mut self, path: &str, headers: &[(&str, &str)], form: &str) -> io::Result<()> {
        let headers = [headers, &[("expect", "100-continue")]].concat();
        let head = self.head_of_form(path, &headers, form);
        self.send(&head)?;
        match self.read()?.status {
            100 => Ok(()),
            other => Err(io::Error::other(format!("{other} before the form was sent"))),
        }
    }

    /// Sends the form itself after [`begin_post`](Self::begin_post), and reads the reply.
    pub fn end_post(&mut self, form: &str) -> io::Result<Reply> {
        self.send(form)?;
        self.read()
    }

    fn head_of_form(&self, path: &str, headers: &[(&str, &str)], form: &str) -> String {
        let length = form.len().to_string();
        let kind = [("content-type", "application/x-www-form-urlencoded"), ("content-length", &length)];
        self.head("POST", path, &[headers, &kind].concat())
    }

    fn head(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.host);
        head.extend(headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")));
        head + "\r\n"
    }

    fn send(&mut self, text: &str) -> io::Result<()> {
        self.stream.get_mut().write_all(text.as_bytes())
    }

    fn read(&mut self) -> io::Result<Reply> {
        let status = self.read_line()?;
        let status = status.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok());
        let status = status.ok_or_else(|| io::Error::other("not a status line"))?;
        let mut headers = Vec::new();
        loop {
            let line = self.read_line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut reply = Reply { status, headers, body: String::new() };
        if let Some(length) = reply.header("content-length") {
            let mut body = vec![0; length.parse().map_err(io::Error::other)?];
            self.stream.read_exact(&mut body)?;
            reply.body = String::from_utf8(body).map_err(io::Error::other)?;
        }
        Ok(reply)
    }

    fn read_line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        match self.stream.read_line(&mut line)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}

impl Reply {
    pub fn headers_named(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}
