//! The file as Open Packaging Conventions have it: parts, what each one is, and which part knows which.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::markup::Markup;

/// A part by what it is; those of which there are several are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PackagePart {
    Presentation,
    SlideMaster,
    Layout(usize),
    Slide(usize),
    Picture(usize),
    NotesMaster,
    Notes(usize),
    /// The first is that of the slides, the second that of the notes: `PowerPoint` wants one for each master.
    Theme(usize),
    TableStyles,
    PresentationProperties,
    ViewProperties,
    CoreProperties,
    ApplicationProperties,
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

impl PackagePart {
    fn path(self) -> String {
        match self {
            Self::Presentation => "ppt/presentation.xml".to_owned(),
            Self::SlideMaster => "ppt/slideMasters/slideMaster1.xml".to_owned(),
            Self::Layout(number) => format!("ppt/slideLayouts/slideLayout{number}.xml"),
            Self::Slide(number) => format!("ppt/slides/slide{number}.xml"),
            Self::Picture(number) => format!("ppt/media/image{number}.png"),
            Self::NotesMaster => "ppt/notesMasters/notesMaster1.xml".to_owned(),
            Self::Notes(number) => format!("ppt/notesSlides/notesSlide{number}.xml"),
            Self::Theme(number) => format!("ppt/theme/theme{number}.xml"),
            Self::TableStyles => "ppt/tableStyles.xml".to_owned(),
            Self::PresentationProperties => "ppt/presProps.xml".to_owned(),
            Self::ViewProperties => "ppt/viewProps.xml".to_owned(),
            Self::CoreProperties => "docProps/core.xml".to_owned(),
            Self::ApplicationProperties => "docProps/app.xml".to_owned(),
        }
    }

    fn content_type(self) -> String {
        let presentation =
            |kind: &str| format!("application/vnd.openxmlformats-officedocument.presentationml.{kind}+xml");
        match self {
            Self::Presentation => presentation("presentation.main"),
            Self::SlideMaster => presentation("slideMaster"),
            Self::Layout(_) => presentation("slideLayout"),
            Self::Slide(_) => presentation("slide"),
            Self::Picture(_) => "image/png".to_owned(),
            Self::NotesMaster => presentation("notesMaster"),
            Self::Notes(_) => presentation("notesSlide"),
            Self::Theme(_) => "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
            Self::TableStyles => presentation("tableStyles"),
            Self::PresentationProperties => presentation("presProps"),
            Self::ViewProperties => presentation("viewProps"),
            Self::CoreProperties => "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
            Self::ApplicationProperties => {
                "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()
            }
        }
    }

    /// What a part is to those that know it.
    fn relation(self) -> String {
        match self {
            Self::Presentation => format!("{OFFICE}/officeDocument"),
            Self::SlideMaster => format!("{OFFICE}/slideMaster"),
            Self::Layout(_) => format!("{OFFICE}/slideLayout"),
            Self::Slide(_) => format!("{OFFICE}/slide"),
            Self::Picture(_) => format!("{OFFICE}/image"),
            Self::NotesMaster => format!("{OFFICE}/notesMaster"),
            Self::Notes(_) => format!("{OFFICE}/notesSlide"),
            Self::Theme(_) => format!("{OFFICE}/theme"),
            Self::TableStyles => format!("{OFFICE}/tableStyles"),
            Self::PresentationProperties => format!("{OFFICE}/presProps"),
            Self::ViewProperties => format!("{OFFICE}/viewProps"),
            Self::CoreProperties => format!("{PACKAGE}/relationships/metadata/core-properties"),
            Self::ApplicationProperties => format!("{OFFICE}/extended-properties"),
        }
    }
}

/// The parts that a part knows, each under the id by which its markup names it.
#[derive(Default)]
pub(super) struct Relations(Vec<PackagePart>);

impl Relations {
    pub fn to(parts: impl IntoIterator<Item = PackagePart>) -> Self {
        Self(parts.into_iter().collect())
    }

    /// Adds a part and gives its id.
    pub fn add(&mut self, part: PackagePart) -> String {
        self.0.push(part);
        format!("rId{}", self.0.len())
    }

    fn markup(&self) -> String {
        let namespace = format!("{PACKAGE}/relationships");
        Markup::document("Relationships", &[("xmlns", &namespace)], |markup| {
            for (number, part) in (1..).zip(&self.0) {
                let (id, target) = (format!("rId{number}"), format!("/{}", part.path()));
                markup.empty("Relationship", &[("Id", &id), ("Type", &part.relation()), ("Target", &target)]);
            }
        })
    }
}

#[derive(Default)]
pub(super) struct Package {
    parts: Vec<(PackagePart, Vec<u8>, Relations)>,
}

impl Package {
    pub fn add(&mut self, part: PackagePart, body: impl Into<Vec<u8>>, relations: Relations) {
        self.parts.push((part, body.into(), relations));
    }

    /// Nothing in the file says when or where it was written.
    pub fn zip(&self) -> Result<Vec<u8>, ZipError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let packed = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::DEFAULT);
        // A picture is packed already.
        let stored = packed.compression_method(CompressionMethod::Stored).compression_level(None);
        let mut write = |path: &str, body: &[u8], options: SimpleFileOptions| -> Result<(), ZipError> {
            zip.start_file(path, options)?;
            Ok(zip.write_all(body)?)
        };
        write("[Content_Types].xml", self.content_types().as_bytes(), packed)?;
        let roots = [PackagePart::Presentation, PackagePart::CoreProperties, PackagePart::ApplicationProperties];
        write("_rels/.rels", Relations::to(roots).markup().as_bytes(), packed)?;
        for (part, body, relations) in &self.parts {
            let path = part.path();
            write(&path, body, if matches!(part, PackagePart::Picture(_)) { stored } else { packed })?;
            if let (false, Some((folder, name))) = (relations.0.is_empty(), path.rsplit_once('/')) {
                write(&format!("{folder}/_rels/{name}.rels"), relations.markup().as_bytes(), packed)?;
            }
        }
        Ok(zip.finish()?.into_inner())
    }

    fn content_types(&self) -> String {
        let namespace = format!("{PACKAGE}/content-types");
        Markup::document("Types", &[("xmlns", &namespace)], |markup| {
            let relations = "application/vnd.openxmlformats-package.relationships+xml";
            for (extension, kind) in [("png", "image/png"), ("rels", relations), ("xml", "application/xml")] {
                markup.empty("Default", &[("Extension", &extension), ("ContentType", &kind)]);
            }
            for (part, ..) in self.parts.iter().filter(|(part, ..)| !matches!(part, PackagePart::Picture(_))) {
                let name = format!("/{}", part.path());
                markup.empty("Override", &[("PartName", &name), ("ContentType", &part.content_type())]);
            }
        })
    }
}
