//! Text before it stands on a chart, a page or a slide: which face draws a letter, how wide a text is, and where a line of
//! it may end. There is one of each, so that what was measured is what is drawn.

pub(crate) mod font;
mod installed;
mod lines;
mod shaping;
mod typeface;

pub(crate) use lines::{Line, lay, lay_evenly};
pub(crate) use shaping::{SOFT_HYPHEN, Shaped, ends_phrase};

/// What decides how a text is set. Its size is in the unit in which widths are wanted: points on a page, pixels on a chart.
pub trait Lettering: Copy {
    /// The size of the letters.
    fn size(self) -> f32;

    /// Whether they are bold.
    fn bold(self) -> bool;
}

#[cfg(test)]
mod tests {
    use super::Lettering;

    /// Letters as on a page.
    #[derive(Clone, Copy, Debug)]
    pub(super) enum Set {
        Plain,
        Bold,
    }

    impl Lettering for Set {
        fn size(self) -> f32 {
            match self {
                Set::Plain => 10.0,
                Set::Bold => 16.5,
            }
        }

        fn bold(self) -> bool {
            matches!(self, Set::Bold)
        }
    }
}
