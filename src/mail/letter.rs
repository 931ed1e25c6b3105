//! A letter, and the two ways it is read: as plain text and as HTML made from the same blocks.
//! The HTML loads nothing and reports nothing: no image, no foreign font, no tracking, and only links the text shows too.

use std::fmt;

use lettre::Address;

use footing_core::survey::Language;

use super::header::{self, HeaderError};

/// A letter that is fit to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    id: String,
    to: Address,
    subject: String,
    language: Language,
    blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Its line breaks are kept.
    Paragraph(String),
    /// What the reader should do, as a button with its address below.
    Link { label: String, url: String },
}

impl Letter {
    /// `id` tells the same letter sent twice from two letters, also to the server that receives them. It stands in the
    /// open, so it must not be a secret from the letter.
    pub fn new(
        id: &str,
        to: &str,
        subject: &str,
        language: Language,
        blocks: Vec<Block>,
    ) -> Result<Letter, HeaderError> {
        let id = header::id(id)?;
        let to = header::address("recipient's address", to)?;
        Ok(Letter { id, to, subject: header::text("subject", subject)?, language, blocks })
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn subject(&self) -> &str {
        &self.subject
    }

    pub fn language(&self) -> Language {
        self.language
    }

    pub(super) fn to(&self) -> &Address {
        &self.to
    }

    pub fn text(&self) -> String {
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Paragraph(text) => format!("{text}\n"),
            Block::Link { label, url } => format!("{label}\n{url}\n"),
        });
        blocks.collect::<Vec<_>>().join("\n")
    }

    pub fn html(&self) -> String {
        let (language, subject) = (self.language, escape(&self.subject));
        let blocks: String = self.blocks.iter().map(Block::html).collect();
        format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{subject}</title>\n</head>\n\
             <body style=\"{BODY}\">\n{blocks}</body>\n</html>\n"
        )
    }
}

// Mail programs drop style sheets, so the style stands at the element. The fonts are the reader's own.
const BODY: &str = "margin:0 auto;padding:24px;max-width:35em;font:16px/1.6 system-ui,sans-serif";
const BUTTON: &str = "display:inline-block;padding:12px 20px;border-radius:6px;background:#1a4f8b;color:#ffffff;\
                      font-weight:600;text-decoration:none";
const BELOW: &str = "font-size:14px;overflow-wrap:anywhere";

impl Block {
    fn html(&self) -> String {
        match self {
            Block::Paragraph(text) => format!("<p>{}</p>\n", escape(text).replace('\n', "<br>\n")),
            Block::Link { label, url } => {
                let (label, url) = (escape(label), escape(url));
                format!("<p><a href=\"{url}\" style=\"{BUTTON}\">{label}</a></p>\n<p style=\"{BELOW}\">{url}</p>\n")
            }
        }
    }
}

/// Makes text stand for itself, in an element and in a quoted attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whom it is for and what it says, such as a link that signs somebody in, must not reach a log by way of a debug print.
impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Letter({}, …)", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(subject: &str, blocks: Vec<Block>) -> Letter {
        Letter::new("id", "mari@example.com", subject, Language::Ja, blocks).unwrap()
    }

    #[test]
    fn both_parts_say_the_same() {
        let link = Block::Link { label: "サインイン".into(), url: "https://example.com/in?a=1&b=2".into() };
        let letter = letter("ようこそ", vec![Block::Paragraph("こんにちは。\nお元気ですか。".into()), link]);
        assert_eq!(letter.text(), "こんにちは。\nお元気ですか。\n\nサインイン\nhttps://example.com/in?a=1&b=2\n");
        let html = letter.html();
        assert!(html.contains("<html lang=\"ja\">") && html.contains("<title>ようこそ</title>"));
        assert!(html.contains("<p>こんにちは。<br>\nお元気ですか。</p>"));
        assert!(html.contains("<a href=\"https://example.com/in?a=1&amp;b=2\""));
        assert!(html.contains(">サインイン</a>"));
    }

    #[test]
    fn no_text_becomes_markup() {
        let evil = "</title></p>\"'><img src=x onerror=alert(1)>&amp;";
        let link = Block::Link { label: evil.into(), url: format!("https://example.com/{evil}") };
        let html = letter(evil, vec![Block::Paragraph(evil.into()), link]).html();
        let escaped = "&lt;/title&gt;&lt;/p&gt;&quot;&#39;&gt;&lt;img src=x onerror=alert(1)&gt;&amp;amp;";
        assert_eq!(html.matches(escaped).count(), 5);
        assert!(!html.contains("<img"));
    }

    #[test]
    fn the_html_part_loads_nothing() {
        let link = Block::Link { label: "Sign in".into(), url: "https://example.com/in".into() };
        let html = letter("Hello", vec![link]).html();
        for loader in ["src=", "url(", "@import", "<link", "<script", "<img"] {
            assert!(!html.contains(loader), "{loader}");
        }
    }

    #[test]
    fn a_debug_print_shows_neither_the_reader_nor_the_content() {
        let shown = format!("{:?}", letter("Secret", vec![Block::Paragraph("Secret".into())]));
        assert_eq!(shown, "Letter(id, …)");
    }
}
