//! stub
use super::chart::Drawing;
#[derive(Clone, Debug)]
pub struct Booklet {
    pub title: String,
    pub subtitle: String,
    pub language: String,
    pub foot: String,
    pub numbering: String,
    pub blocks: Vec<Block>,
}
#[derive(Clone, Debug)]
pub enum Block {
    Heading(String),
    Subheading(String),
    Paragraph(String),
    Quiet(String),
    List(Vec<String>),
    Figure(Drawing),
    Table { caption: String, head: Vec<String>, rows: Vec<Vec<String>> },
    NewPage,
}
impl Booklet {
    pub fn pdf(&self) -> Vec<u8> {
        Vec::new()
    }
}
