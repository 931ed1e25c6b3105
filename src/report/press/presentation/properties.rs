//! The parts about the whole presentation: which masters and slides there are, and what the file says of itself.

use jiff::civil::Date;

use super::frame::SLIDE;
use super::markup::{Attributes, Markup, NAMESPACES};
use super::package::{PackagePart, Relations};
use super::paragraph::tag;

pub(super) const APPLICATION_PROPERTIES: &str = include_str!("parts/application_properties.xml");
/// Nothing stands in these two, but without them `PowerPoint` may offer to repair the file.
pub(super) const PRESENTATION_PROPERTIES: &str = include_str!("parts/presentation_properties.xml");
pub(super) const VIEW_PROPERTIES: &str = include_str!("parts/view_properties.xml");

/// The markup of the presentation, and its relations to everything it lists.
pub(super) fn presentation(slides: usize, language: &str) -> (String, Relations) {
    let mut relations = Relations::default();
    let markup = Markup::document("p:presentation", NAMESPACES, |markup| {
        markup.element("p:sldMasterIdLst", &[], |markup| {
            let master = relations.add(PackagePart::SlideMaster);
            // The layouts in the master count on from here.
            markup.empty("p:sldMasterId", &[("id", &2_147_483_648_u32), ("r:id", &master)]);
        });
        markup.element("p:notesMasterIdLst", &[], |markup| {
            markup.empty("p:notesMasterId", &[("r:id", &relations.add(PackagePart::NotesMaster))]);
        });
        markup.element("p:sldIdLst", &[], |markup| {
            for number in 1..=slides {
                // The standard keeps the numbers below 256 to itself.
                markup
                    .empty("p:sldId", &[("id", &(255 + number)), ("r:id", &relations.add(PackagePart::Slide(number)))]);
            }
        });
        markup.empty("p:sldSz", &[("cx", &SLIDE.width), ("cy", &SLIDE.height)]);
        markup.empty("p:notesSz", &[("cx", &SLIDE.height), ("cy", &9_144_000)]);
        markup.element("p:defaultTextStyle", &[], |markup| write_default_text(markup, tag(language)));
    });
    for part in [
        PackagePart::Theme(1),
        PackagePart::TableStyles,
        PackagePart::PresentationProperties,
        PackagePart::ViewProperties,
    ] {
        relations.add(part);
    }
    (markup, relations)
}

/// The look of what somebody writes beside the placeholders.
fn write_default_text(markup: &mut Markup, language: &str) {
    markup.element("a:defPPr", &[], |markup| markup.empty("a:defRPr", &[("lang", &language)]));
    markup.element("a:lvl1pPr", &[("marL", &0), ("algn", &"l")], |markup| {
        markup.element("a:defRPr", &[("sz", &1800), ("kern", &1200)], |markup| {
            markup.element("a:solidFill", &[], |markup| markup.empty("a:schemeClr", &[("val", &"tx1")]));
            for (script, face) in [("a:latin", "+mn-lt"), ("a:ea", "+mn-ea"), ("a:cs", "+mn-cs")] {
                markup.empty(script, &[("typeface", &face)]);
            }
        });
    });
}

/// Title, language and date. No name: who had the presentation made is nobody's business.
pub(super) fn core_properties(title: &str, language: &str, made: Date) -> String {
    let namespaces: Attributes<'_> = &[
        ("xmlns:cp", &"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
        ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
    ];
    Markup::document("cp:coreProperties", namespaces, |markup| {
        markup.element("dc:title", &[], |markup| markup.text(title));
        markup.element("dc:language", &[], |markup| markup.text(tag(language)));
        for name in ["dcterms:created", "dcterms:modified"] {
            markup
                .element(name, &[("xsi:type", &"dcterms:W3CDTF")], |markup| markup.text(&format!("{made}T00:00:00Z")));
        }
    })
}
