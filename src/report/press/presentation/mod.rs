//! The presentation: charts, points and tables as slides that a facilitator presents and edits in `PowerPoint`.
//! Everything lies in placeholders, colours and faces come from the theme, so a company's own restyles all.

mod frame;
mod layout;
mod letters;
mod markup;
mod notes;
mod package;
mod page;
mod paragraph;
mod picture;
mod properties;
mod table;

use jiff::civil::Date;
use zip::result::ZipError;

use self::layout::Layout;
use self::package::{Package, PackagePart, Relations};
use self::page::{Setting, SlideContent, SlidePage};
use super::chart::Drawing;

/// What is presented. A cover with title and subtitle comes first by itself.
#[derive(Clone, Debug)]
pub struct Presentation {
    /// Stands on the cover, and is the title of the file.
    pub title: String,
    /// Stands under the title on the cover; empty for none.
    pub subtitle: String,
    /// A language tag: `en`, `de`, `ja`.
    pub language: String,
    /// Wave, contract and date: it stands on every slide, as slides travel alone.
    pub foot: String,
    /// The day the file says it was made and changed, at midnight UTC. It shows on no slide.
    pub made: Date,
    /// In the order in which they are shown, after the cover.
    pub slides: Vec<Slide>,
}

/// A slide, in one of the layouts of the master. Letters become smaller where a text would not fit.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum Slide {
    /// A chart: its question small above, what to see as the title, and what to say in the speaker notes.
    /// The drawing should be one for a page, as title, question and foot stand on the slide.
    Chart { question: String, finding: String, drawing: Drawing, notes: Vec<String> },
    /// A few points.
    Points { title: String, points: Vec<String>, notes: Vec<String> },
    /// A table that can be edited. What does not fit goes on on further slides.
    Table { title: String, head: Vec<String>, rows: Vec<Vec<String>>, notes: Vec<String> },
}

impl Presentation {
    /// The file, as `PowerPoint` and others open it (Office Open XML, ECMA-376), with slides of 16 to 9. The same
    /// presentation gives the same bytes.
    ///
    /// # Errors
    /// None that a presentation of less than 4 GB could have: the library checks sizes.
    pub fn pptx(&self) -> Result<Vec<u8>, ZipError> {
        let pages = self.pages();
        let mut package = Package::default();
        self.add_presentation(&mut package, pages.len());
        add_masters(&mut package);
        for (number, page) in (1..).zip(&pages) {
            self.add_page(&mut package, number, page);
        }
        package.zip()
    }

    /// The cover, then every slide; a long table takes several pages.
    fn pages(&self) -> Vec<SlidePage<'_>> {
        let cover = SlidePage {
            title: self.title.clone(),
            content: SlideContent::Cover { subtitle: &self.subtitle },
            notes: &[],
        };
        std::iter::once(cover).chain(self.slides.iter().flat_map(Slide::pages)).collect()
    }

    fn add_presentation(&self, package: &mut Package, slides: usize) {
        let (presentation, relations) = properties::presentation(slides, &self.language);
        package.add(PackagePart::Presentation, presentation, relations);
        let properties = properties::core_properties(&self.title, &self.language, self.made);
        package.add(PackagePart::CoreProperties, properties, Relations::default());
        for (part, markup) in [
            (PackagePart::ApplicationProperties, properties::APPLICATION_PROPERTIES),
            (PackagePart::PresentationProperties, properties::PRESENTATION_PROPERTIES),
            (PackagePart::ViewProperties, properties::VIEW_PROPERTIES),
        ] {
            package.add(part, markup, Relations::default());
        }
    }

    fn add_page(&self, package: &mut Package, number: usize, page: &SlidePage<'_>) {
        let mut relations = Relations::default();
        let layout = Layout::ALL.iter().position(|layout| *layout == page.layout()).map_or(1, |place| place + 1);
        relations.add(PackagePart::Layout(layout));
        let picture = page.drawing().map(|drawing| {
            package.add(PackagePart::Picture(number), picture::png(drawing), Relations::default());
            relations.add(PackagePart::Picture(number))
        });
        if !page.notes.is_empty() {
            relations.add(PackagePart::Notes(number));
            let known = Relations::to([PackagePart::NotesMaster, PackagePart::Slide(number)]);
            package.add(PackagePart::Notes(number), notes::markup(page.notes, &self.language), known);
        }
        let setting = Setting { language: &self.language, foot: &self.foot };
        let markup = page.markup(number, setting, picture.as_deref().unwrap_or_default());
        package.add(PackagePart::Slide(number), markup, relations);
    }
}

impl Slide {
    fn pages(&self) -> Vec<SlidePage<'_>> {
        match self {
            Self::Chart { question, finding, drawing, notes } => {
                vec![SlidePage { title: finding.clone(), content: SlideContent::Chart { question, drawing }, notes }]
            }
            Self::Points { title, points, notes } => {
                vec![SlidePage { title: title.clone(), content: SlideContent::Points(points), notes }]
            }
            Self::Table { title, head, rows, notes } => table_pages(title, head, rows, notes),
        }
    }
}

/// Each page says which one it is, as two slides of the same title cannot be told apart in an outline.
/// What to say about a table is said once.
fn table_pages<'a>(title: &str, head: &[String], rows: &[Vec<String>], notes: &'a [String]) -> Vec<SlidePage<'a>> {
    let tables = table::lay(head, rows);
    let count = tables.len();
    let page = |(index, table)| SlidePage {
        title: if count > 1 { format!("{title} ({}/{count})", index + 1) } else { title.to_owned() },
        content: SlideContent::Table(table),
        notes: if index == 0 { notes } else { &[] },
    };
    tables.into_iter().enumerate().map(page).collect()
}

/// What is the same in every presentation. The relations of the slide master stand in the order in which it names them.
fn add_masters(package: &mut Package) {
    let layouts = (1..=Layout::ALL.len()).map(PackagePart::Layout);
    package.add(
        PackagePart::SlideMaster,
        layout::SLIDE_MASTER,
        Relations::to(layouts.clone().chain([PackagePart::Theme(1)])),
    );
    for (part, layout) in layouts.zip(Layout::ALL) {
        package.add(part, layout.markup(), Relations::to([PackagePart::SlideMaster]));
    }
    package.add(PackagePart::NotesMaster, layout::NOTES_MASTER, Relations::to([PackagePart::Theme(2)]));
    for theme in [PackagePart::Theme(1), PackagePart::Theme(2)] {
        package.add(theme, layout::THEME, Relations::default());
    }
    package.add(PackagePart::TableStyles, layout::TABLE_STYLES, Relations::default());
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::{Cursor, Read};

    use jiff::civil::date;
    use roxmltree::Document;
    use zip::ZipArchive;

    use super::*;
    use crate::press::chart::Words;
    use crate::press::chart::dimensions::{Bar, Dimensions, DimensionsKey};

    fn drawing(bars: usize) -> Drawing {
        let words = Words {
            name: "subjects".to_owned(),
            language: "en".to_owned(),
            title: "Skill is even".to_owned(),
            subtitle: String::new(),
            foot: String::new(),
            description: "Bars for <each> \"subject\" & more".to_owned(),
            on_page: true,
        };
        let bar = Bar { name: "Judgement".to_owned(), figure: None };
        let key = DimensionsKey { interval: "90 % interval".to_owned(), suppressed: "Not shown".to_owned() };
        Dimensions { bars: vec![bar; bars], key }.draw(&words)
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn chart(bars: usize) -> Slide {
        Slide::Chart {
            question: "How ready are we?".to_owned(),
            finding: format!("{bars} bars"),
            drawing: drawing(bars),
            notes: words(&["Wait a moment.", "Then ask what people see."]),
        }
    }

    fn presentation(slides: Vec<Slide>) -> Presentation {
        Presentation {
            title: "Autumn wave".to_owned(),
            subtitle: "For the team leads".to_owned(),
            language: "en".to_owned(),
            foot: "Autumn wave · contract 3f9a1c · made on 21 November 2026".to_owned(),
            made: date(2026, 11, 21),
            slides,
        }
    }

    fn sample() -> Presentation {
        presentation(vec![
            chart(6),
            Slide::Points { title: "Next".to_owned(), points: words(&["One", "Two"]), notes: Vec::new() },
            Slide::Table {
                title: "Teams".to_owned(),
                head: words(&["Team", "Mean"]),
                rows: (0..60).map(|row| words(&[&format!("Team {row}"), "66"])).collect(),
                notes: words(&["Read the table with care."]),
            },
        ])
    }

    fn parts(presentation: &Presentation) -> BTreeMap<String, Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(presentation.pptx().unwrap())).unwrap();
        let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
        names
            .into_iter()
            .map(|name| {
                let mut body = Vec::new();
                archive.by_name(&name).unwrap().read_to_end(&mut body).unwrap();
                (name, body)
            })
            .collect()
    }

    fn markup(presentation: &Presentation) -> BTreeMap<String, String> {
        let is_markup = |name: &str| !name.ends_with(".png");
        let parts = parts(presentation).into_iter().filter(|(name, _)| is_markup(name));
        parts.map(|(name, body)| (name, String::from_utf8(body).unwrap())).collect()
    }

    /// The texts of the slides in the order in which they are read.
    fn texts(slide: &str) -> Vec<String> {
        let document = Document::parse(slide).unwrap();
        let texts = document
            .descendants()
            .filter(|node| node.has_tag_name(("http://schemas.openxmlformats.org/drawingml/2006/main", "t")));
        texts.filter_map(|node| node.text().map(str::to_owned)).collect()
    }

    #[test]
    fn the_same_deck_is_the_same_bytes() {
        assert_eq!(sample().pptx().unwrap(), sample().pptx().unwrap());
    }

    #[test]
    fn every_part_is_sound_xml_with_a_content_type_and_every_relation_leads_to_a_part() {
        let presentation = sample();
        let (parts, markup) = (parts(&presentation), markup(&presentation));
        let types = Document::parse(&markup["[Content_Types].xml"]).unwrap();
        let of =
            |name: &'static str| types.descendants().filter_map(move |node| node.attribute(name)).collect::<Vec<_>>();
        let (named, extensions) = (of("PartName"), of("Extension"));
        for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
            let by_extension = extensions.iter().any(|extension| name.ends_with(&format!(".{extension}")));
            let by_name = named.contains(&format!("/{name}").as_str());
            assert!(if name.ends_with(".xml") { by_name } else { by_extension }, "{name} has no content type");
        }
        assert!(named.iter().all(|name| parts.contains_key(&name[1..])), "a content type for nothing");
        for (name, body) in &markup {
            let document = Document::parse(body).unwrap_or_else(|error| panic!("{name}: {error}"));
            for target in document.descendants().filter_map(|node| node.attribute("Target")) {
                assert!(parts.contains_key(&target[1..]), "{name} leads to {target}");
            }
        }
    }

    #[test]
    fn every_id_that_a_part_names_is_among_its_relations() {
        let markup = markup(&sample());
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        for (name, body) in markup.iter().filter(|(name, _)| name.starts_with("ppt/") && !name.ends_with(".rels")) {
            let (folder, file) = name.rsplit_once('/').unwrap();
            let relations = markup.get(&format!("{folder}/_rels/{file}.rels")).map_or("", String::as_str);
            let document = Document::parse(body).unwrap();
            for attribute in document.descendants().flat_map(|node| node.attributes()) {
                let known = relations.contains(&format!("Id=\"{}\"", attribute.value()));
                assert!(attribute.namespace() != Some(office) || known, "{name} names {}", attribute.value());
            }
        }
    }

    #[test]
    fn title_content_and_foot_are_read_in_this_order_and_each_once() {
        let slides = markup(&sample());
        let expected = ["6 bars", "How ready are we?", "Autumn wave · contract 3f9a1c · made on 21 November 2026", "2"];
        assert_eq!(texts(&slides["ppt/slides/slide2.xml"]), expected);
        assert_eq!(texts(&slides["ppt/notesSlides/notesSlide2.xml"]), ["Wait a moment.", "Then ask what people see."]);
        assert!(!slides.contains_key("ppt/notesSlides/notesSlide3.xml"), "no notes, no page for them");
    }

    #[test]
    fn a_long_table_goes_on_on_further_slides_under_its_head() {
        let slides = markup(&sample());
        let first = texts(&slides["ppt/slides/slide4.xml"]);
        let second = texts(&slides["ppt/slides/slide5.xml"]);
        assert!(first[0].starts_with("Teams (1/") && second[0].starts_with("Teams (2/"), "{first:?} {second:?}");
        assert_eq!(first[1..4], ["Team", "Mean", "Team 0"]);
        assert_eq!(second[1..3], ["Team", "Mean"]);
        assert!(slides["ppt/slides/slide5.xml"].contains("<a:tblPr firstRow=\"1\">"));
    }

    #[test]
    fn hostile_text_stays_text() {
        let hostile =
            "=cmd()|'/c calc'!A1 </a:t><a:hlinkClick r:id=\"rId1\"/> & \u{0}\u{1B}\u{FFFE} https://example.org";
        let shown = "=cmd()|'/c calc'!A1 </a:t><a:hlinkClick r:id=\"rId1\"/> &    https://example.org";
        let text = hostile.to_owned();
        let list = vec![text.clone()];
        let presentation = Presentation {
            title: text.clone(),
            subtitle: text.clone(),
            language: "\"><x/>".to_owned(),
            foot: text.clone(),
            made: date(2026, 11, 21),
            slides: vec![
                Slide::Chart {
                    question: text.clone(),
                    finding: text.clone(),
                    drawing: drawing(2),
                    notes: list.clone(),
                },
                Slide::Points { title: text.clone(), points: list.clone(), notes: list.clone() },
                Slide::Table { title: text, head: list.clone(), rows: vec![list.clone()], notes: list },
            ],
        };
        let mut count = 0;
        for (name, body) in markup(&presentation) {
            let document = Document::parse(&body).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(
                document.descendants().all(|node| !["hlinkClick", "x"].contains(&node.tag_name().name())),
                "{name}"
            );
            assert!(!body.contains("TargetMode"), "{name} leads outside");
            if name.starts_with("ppt/slides/slide") || name.starts_with("ppt/notesSlides/notesSlide") {
                count += texts(&body).iter().filter(|text| *text == shown).count();
            }
        }
        assert_eq!(count, 16, "title, subtitle, three titles, question, point, two cells, four feet and three notes");
    }

    #[test]
    fn pictures_keep_their_proportions_and_lie_on_the_slide() {
        for bars in [1, 6, 60] {
            let drawing = drawing(bars);
            let (width, height) = drawing.size();
            let layout = picture::layout(&drawing);
            let (frame, room) = (picture::frame(&drawing, layout), layout.content());
            assert!(frame.left >= room.left && frame.left + frame.width <= room.left + room.width);
            assert!(frame.top >= room.top && frame.top + frame.height <= room.top + room.height);
            let (drawn, laid) = (f64::from(width) / f64::from(height), frame.width as f64 / frame.height as f64);
            assert!((drawn / laid - 1.0).abs() < 0.001, "{drawn} {laid}");
        }
    }

    #[test]
    fn a_picture_says_what_it_shows() {
        let slides = markup(&presentation(vec![chart(3)]));
        let document = Document::parse(&slides["ppt/slides/slide2.xml"]).unwrap();
        let told: Vec<_> = document.descendants().filter_map(|node| node.attribute("descr")).collect();
        assert_eq!(told, ["Bars for <each> \"subject\" & more"]);
    }

    #[test]
    fn the_file_names_its_title_language_and_date_but_nobody() {
        let properties = &markup(&sample())["docProps/core.xml"];
        assert!(properties.contains("<dc:title>Autumn wave</dc:title><dc:language>en-GB</dc:language>"));
        assert!(properties.contains(">2026-11-21T00:00:00Z</dcterms:created>"));
        assert!(!properties.contains("creator") && !properties.contains("lastModifiedBy"));
    }
}
