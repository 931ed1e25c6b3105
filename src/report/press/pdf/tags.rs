//! What a document is for those who do not see it: its elements in reading order, filled with what the pages draw, and
//! its headings as an outline.

use std::num::NonZeroU16;

use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect};
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{BBox, Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// One piece of text or one figure of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Leaf(usize);

#[derive(Debug)]
pub(super) enum Element {
    Title(Leaf),
    Heading {
        level: u16,
        text: String,
        leaf: Leaf,
    },
    Paragraph(Leaf),
    /// Each item's mark and its text.
    List(Vec<(Leaf, Leaf)>),
    Figure {
        leaf: Leaf,
        description: String,
    },
    Table {
        caption: Option<Leaf>,
        head: Vec<Leaf>,
        rows: Vec<Vec<Leaf>>,
    },
}

#[derive(Debug, Default)]
pub(super) struct Structure {
    elements: Vec<Element>,
    leaves: usize,
}

impl Structure {
    pub fn leaf(&mut self) -> Leaf {
        self.leaves += 1;
        Leaf(self.leaves - 1)
    }

    pub fn push(&mut self, element: Element) {
        self.elements.push(element);
    }
}

/// Where a leaf was drawn first, and under which names.
#[derive(Clone, Default)]
struct Drawn {
    names: Vec<Identifier>,
    place: Option<(usize, Rect)>,
}

/// What was drawn for each leaf.
pub(super) struct TaggedContent(Vec<Drawn>);

impl TaggedContent {
    pub fn of(structure: &Structure) -> Self {
        Self(vec![Drawn::default(); structure.leaves])
    }

    pub fn add(&mut self, leaf: Leaf, name: Identifier, page: usize, area: Rect) {
        let drawn = &mut self.0[leaf.0];
        drawn.names.push(name);
        drawn.place.get_or_insert((page, area));
    }

    pub fn tree(&self, structure: &Structure, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for element in &structure.elements {
            tree.push(self.element(element));
        }
        tree
    }

    /// The headings, those of the second level within those of the first.
    pub fn outline(&self, structure: &Structure) -> Outline {
        let mut sections: Vec<OutlineNode> = Vec::new();
        let mut within = false;
        for element in &structure.elements {
            let Element::Heading { level, text, leaf } = element else { continue };
            let Some((page, area)) = self.0[leaf.0].place else { continue };
            let place = XyzDestination::new(page, Point::from_xy(area.left(), area.top()));
            let node = OutlineNode::new(text.clone(), place).with_open(true);
            match sections.last_mut() {
                Some(section) if *level > 1 && within => section.push_child(node),
                _ => sections.push(node),
            }
            within |= *level == 1;
        }
        let mut outline = Outline::new();
        sections.into_iter().for_each(|section| outline.push_child(section));
        outline
    }

    fn element(&self, element: &Element) -> TagGroup {
        match element {
            Element::Title(leaf) => self.group(Tag::Title, *leaf),
            Element::Heading { level, text, leaf } => {
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                self.group(Tag::Hn(level, Some(text.clone())), *leaf)
            }
            Element::Paragraph(leaf) => self.group(Tag::P, *leaf),
            Element::List(items) => {
                let items = items.iter().map(|(label, body)| {
                    let parts = [self.group(Tag::Lbl, *label), self.group(Tag::LBody, *body)];
                    holding(Tag::LI, parts)
                });
                holding(Tag::L(ListNumbering::Disc), items)
            }
            Element::Figure { leaf, description } => {
                let place = self.0[leaf.0].place.map(|(page, area)| BBox::new(page, area));
                self.group(Tag::Figure(Some(description.clone())).with_bbox(place), *leaf)
            }
            Element::Table { caption, head, rows } => self.table(*caption, head, rows),
        }
    }

    fn table(&self, caption: Option<Leaf>, head: &[Leaf], rows: &[Vec<Leaf>]) -> TagGroup {
        let mut table = TagGroup::new(Tag::Table);
        if let Some(caption) = caption {
            table.push(self.group(Tag::Caption, caption));
        }
        if !head.is_empty() {
            let cells = head.iter().map(|cell| self.group(Tag::TH(TableHeaderScope::Column), *cell));
            table.push(holding(Tag::THead, [holding(Tag::TR, cells)]));
        }
        let rows = rows.iter().map(|cells| {
            let cells = cells.iter().enumerate().map(|(index, cell)| match index {
                0 => self.group(Tag::TH(TableHeaderScope::Row), *cell),
                _ => self.group(Tag::TD, *cell),
            });
            holding(Tag::TR, cells)
        });
        if rows.len() > 0 {
            table.push(holding(Tag::TBody, rows));
        }
        table
    }

    fn group(&self, tag: impl Into<TagKind>, leaf: Leaf) -> TagGroup {
        TagGroup::with_children(tag, self.0[leaf.0].names.iter().copied().map(Node::from).collect())
    }
}

fn holding(tag: impl Into<TagKind>, children: impl IntoIterator<Item = TagGroup>) -> TagGroup {
    TagGroup::with_children(tag, children.into_iter().map(Node::from).collect())
}
