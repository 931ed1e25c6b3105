//! stub
use super::chart::Drawing;
use jiff::civil::Date;
#[derive(Clone, Debug)]
pub struct Deck {
    pub title: String,
    pub subtitle: String,
    pub language: String,
    pub foot: String,
    pub made: Date,
    pub slides: Vec<Slide>,
}
#[derive(Clone, Debug)]
pub enum Slide {
    Chart { question: String, finding: String, drawing: Drawing, notes: Vec<String> },
    Points { title: String, points: Vec<String>, notes: Vec<String> },
    Table { title: String, head: Vec<String>, rows: Vec<Vec<String>>, notes: Vec<String> },
}
impl Deck {
    pub fn pptx(&self) -> Result<Vec<u8>, std::io::Error> {
        Ok(Vec::new())
    }
}
