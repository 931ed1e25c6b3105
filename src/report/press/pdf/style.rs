//! The kinds of text in a document. Few, so that a page stays calm: what a text is decides how it looks.

use crate::press::chart::palette::Paint;
use crate::press::text::{self, Lettering};

pub(super) type Shaped = text::Shaped<Style>;
pub(super) type Line = text::Line<Style>;

/// What a text of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Title,
    Subtitle,
    Heading,
    Subheading,
    Body,
    Quiet,
    Caption,
    ColumnHead,
    Cell,
    /// For tables that would not fit otherwise.
    SmallColumnHead,
    SmallCell,
    Foot,
}

impl Lettering for Style {
    /// In points, as everything here.
    fn size(self) -> f32 {
        match self {
            Self::Title => 25.0,
            Self::Subtitle => 12.5,
            Self::Heading => 16.5,
            Self::Subheading => 12.0,
            Self::Body => 10.0,
            Self::Caption => 9.5,
            Self::Cell => 9.0,
            Self::Quiet | Self::ColumnHead => 8.5,
            Self::Foot => 7.5,
            Self::SmallColumnHead | Self::SmallCell => 7.0,
        }
    }

    fn bold(self) -> bool {
        matches!(
            self,
            Self::Title | Self::Heading | Self::Subheading | Self::Caption | Self::ColumnHead | Self::SmallColumnHead
        )
    }
}

impl Style {
    /// The distance between two baselines.
    pub fn leading(self) -> f32 {
        match self {
            Self::Title => 32.0,
            Self::Subtitle => 18.0,
            Self::Heading => 22.0,
            Self::Subheading => 17.0,
            Self::Body => 15.5,
            Self::Caption => 14.0,
            Self::Cell | Self::Quiet => 12.5,
            Self::ColumnHead => 11.5,
            Self::Foot => 10.5,
            Self::SmallColumnHead | Self::SmallCell => 9.5,
        }
    }

    pub fn paint(self) -> Paint {
        match self {
            Self::Subtitle | Self::Quiet | Self::ColumnHead | Self::SmallColumnHead | Self::Foot => Paint::QUIET,
            _ => Paint::INK,
        }
    }

    /// How far the baseline lies below the top of a line: capitals, 0.714 high in Noto Sans, stand in its middle.
    pub fn baseline(self) -> f32 {
        self.leading() / 2.0 + self.size() * 0.357
    }
}
