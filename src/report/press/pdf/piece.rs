//! What stands on a page in one piece, and what is drawn of it.

use super::style::Line;
use super::tags::Leaf;
use crate::press::chart::Drawing;
use crate::press::chart::palette::Paint;

/// What stands on a page in one piece.
#[derive(Debug, Default)]
pub(super) struct Piece<'a> {
    /// The room above, which falls away at the top of a page.
    pub above: f32,
    pub height: f32,
    /// A figure, which may be drawn smaller.
    pub shrinks: bool,
    /// No page ends between this piece and the next.
    pub bound: bool,
    /// A page begins here.
    pub fresh: bool,
    /// The piece that is said again where a page begins with this one: the head of its table.
    pub head: Option<usize>,
    pub marks: Vec<Mark<'a>>,
}

impl Piece<'_> {
    /// How high it is where figures are drawn at this scale.
    pub fn at(&self, scale: f32) -> f32 {
        if self.shrinks { self.height * scale } else { self.height }
    }
}

/// What is drawn. Places count from the left top corner of the piece.
#[derive(Debug)]
pub(super) enum Mark<'a> {
    Text {
        left: f32,
        top: f32,
        line: Line,
        leaf: Leaf,
    },
    /// A drawing, moved up and to the left by its empty edge.
    Figure {
        drawing: &'a Drawing,
        scale: f32,
        edge: f32,
        leaf: Leaf,
    },
    Rule {
        top: f32,
        width: f32,
        thickness: f32,
        paint: Paint,
    },
}
