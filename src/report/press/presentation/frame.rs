//! A place on a slide, and how something of given proportions fits into it.

use super::markup::Markup;

/// Everything is measured in English Metric Units, so that inches, points and CSS pixels are all whole numbers.
pub(super) const POINT: i64 = 12_700;
pub(super) const PIXEL: i64 = 9_525;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SlideFrame {
    pub left: i64,
    pub top: i64,
    pub width: i64,
    pub height: i64,
}

pub(super) const SLIDE: SlideFrame = SlideFrame { left: 0, top: 0, width: 12_192_000, height: 6_858_000 };

impl SlideFrame {
    /// The largest frame of these proportions in the middle of this one, no larger than `largest` times its own size.
    pub fn fit(self, (width, height): (i64, i64), largest: f64) -> Self {
        let scale = (self.width as f64 / width as f64).min(self.height as f64 / height as f64).min(largest);
        let scaled = |length: i64| ((length as f64 * scale) as i64).max(1);
        let (width, height) = (scaled(width), scaled(height));
        Self { left: self.left + (self.width - width) / 2, top: self.top + (self.height - height) / 2, width, height }
    }

    /// As `a:xfrm` of a shape, `p:xfrm` of a table.
    pub fn write(self, markup: &mut Markup, name: &str) {
        markup.element(name, &[], |markup| {
            markup.empty("a:off", &[("x", &self.left), ("y", &self.top)]);
            markup.empty("a:ext", &[("cx", &self.width), ("cy", &self.height)]);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tall_frame_takes_the_height_a_wide_one_the_width_and_a_small_one_grows_only_so_far() {
        let room = SlideFrame { left: 500_000, top: 1_750_000, width: 11_000_000, height: 4_400_000 };
        let tall = room.fit((720 * PIXEL, 6600 * PIXEL), 2.0);
        assert_eq!((tall.top, tall.height), (room.top, room.height));
        let wide = room.fit((720 * PIXEL, 120 * PIXEL), 2.0);
        assert_eq!((wide.left, wide.width), (room.left, room.width));
        let small = room.fit((100 * PIXEL, 100 * PIXEL), 2.0);
        assert_eq!((small.width, small.height), (200 * PIXEL, 200 * PIXEL));
    }
}
