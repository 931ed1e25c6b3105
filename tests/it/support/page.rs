//! A response as a test reads it: status, headers, and the text a person sees.

use axum::http::{HeaderMap, StatusCode};

pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// The body as it came, for files that are no text.
    pub bytes: Vec<u8>,
}

impl Page {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("our headers are text"))
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The cookies the response sets, each with its attributes.
    pub fn cookies(&self) -> Vec<&str> {
        self.headers.get_all("set-cookie").iter().map(|value| value.to_str().expect("cookies are text")).collect()
    }

    /// Whether any option of the question is chosen.
    pub fn has_checked_answer(&self) -> bool {
        let inputs = self.body.split("<input").skip(1).filter_map(|input| input.split('>').next());
        inputs.into_iter().any(|input| input.contains("name=\"answer\"") && input.contains(" checked"))
    }

    /// What a person reads: the words of the page, a line an element.
    pub fn text(&self) -> String {
        let start = self.body.find("<main").unwrap_or(0);
        let end = self.body.find("</main>").unwrap_or(self.body.len());
        let mut text = String::new();
        for piece in self.body[start..end].split('<').skip(1) {
            let (tag, words) = piece.split_once('>').unwrap_or((piece, ""));
            let inline = ["b", "/b", "span", "/span", "a", "/a", "!"].contains(&tag.split(' ').next().unwrap_or(tag));
            if !inline {
                text.push('\n');
            }
            text.push_str(words);
        }
        let unescaped = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        let lines = unescaped.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }
}
