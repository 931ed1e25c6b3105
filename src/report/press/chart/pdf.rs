//! The page of a chart: exactly as large as the drawing, tagged as one figure with the description as its alternative.
//! It holds no date and no chance, so the same chart is the same file.

use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::error::KrillaResult;
use krilla::geom::{Rect, Size};
use krilla::metadata::Metadata;
use krilla::outline::Outline;
use krilla::page::PageSettings;
use krilla::tagging::{BBox, ContentTag, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg::Tree;

/// One CSS pixel is three quarters of a point.
const POINTS: f32 = 0.75;

pub(super) fn page(tree: &Tree, language: &str, title: &str, description: &str) -> Vec<u8> {
    // PDF/UA refuses a letter that no face has. Better a page without that promise than no page.
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    accessible
        .ok()
        .and_then(|configuration| write(tree, language, title, description, configuration).ok())
        .unwrap_or_else(|| {
            write(tree, language, title, description, Configuration::default())
                .expect("a page without promises can be written")
        })
}

fn write(
    tree: &Tree,
    language: &str,
    title: &str,
    description: &str,
    configuration: Configuration,
) -> KrillaResult<Vec<u8>> {
    let size =
        Size::from_wh(tree.size().width() * POINTS, tree.size().height() * POINTS).expect("a drawing has a size");
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut page = document.start_page_with(PageSettings::new(size));
    let mut surface = page.surface();
    let content = surface.start_tagged(ContentTag::Other);
    surface.draw_svg(tree, size, SvgSettings::default());
    surface.end_tagged();
    surface.finish();
    page.finish();

    let whole = Rect::from_xywh(0.0, 0.0, size.width(), size.height()).expect("a drawing has a size");
    let mut figure = TagGroup::new(Tag::Figure(Some(description.to_owned())).with_bbox(Some(BBox::new(0, whole))));
    figure.push(content);
    let mut tags = TagTree::new();
    tags.push(figure);
    document.set_tag_tree(tags);
    document.set_outline(Outline::new());
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .description(description.to_owned())
            .language(language.to_owned())
            .creator("Footing".to_owned()),
    );
    document.finish()
}
