//! Where a chart draws: plotters' drawing area with our colours, our letters and nothing else.

use plotters::coord::Shift;
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::prelude::{DrawingArea, IntoDrawingArea};
use plotters::style::Color;

use super::Point;
use super::lettering::{Lines, Type, printable};
use super::palette::Paint;
use super::scene::{Scene, Shape, Writing};

pub(super) use super::scene::Anchor;

pub(super) struct Canvas<'a> {
    area: DrawingArea<Scene<'a>, Shift>,
}

impl<'a> Canvas<'a> {
    pub fn new(size: (i32, i32), shapes: &'a mut Vec<Shape>) -> Self {
        Self { area: Scene::new(size, shapes).into_drawing_area() }
    }

    pub fn rect(&self, from: Point, to: Point, paint: Paint) {
        self.draw(&Rectangle::new([from, to], paint.filled()));
    }

    pub fn line(&self, from: Point, to: Point, paint: Paint, thickness: u32) {
        self.path(vec![from, to], paint, thickness);
    }

    pub fn path(&self, points: Vec<Point>, paint: Paint, thickness: u32) {
        self.draw(&PathElement::new(points, paint.stroke_width(thickness)));
    }

    pub fn border(&self, from: Point, to: Point, paint: Paint) {
        self.path(vec![from, (to.0, from.1), to, (from.0, to.1), from], paint, 1);
    }

    pub fn polygon(&self, points: Vec<Point>, paint: Paint) {
        self.draw(&Polygon::new(points, paint.filled()));
    }

    pub fn dot(&self, centre: Point, radius: i32, paint: Paint) {
        self.draw(&Circle::new(centre, radius, paint.filled()));
    }

    /// A hollow dot: what lies under it does not shine through.
    pub fn ring(&self, centre: Point, radius: i32, paint: Paint) {
        self.dot(centre, radius, Paint::SHEET);
        self.draw(&Circle::new(centre, radius, paint.stroke_width(2)));
    }

    /// A mean and how sure it is: a line from low to high on a brighter one, so that it is seen on the sheet and on a bar.
    pub fn whisker(&self, low: Point, high: Point, paint: Paint) {
        let (along, across) = if low.1 == high.1 { ((1, 0), (0, 4)) } else { ((0, -1), (4, 0)) };
        self.line((low.0 - along.0, low.1 - along.1), (high.0 + along.0, high.1 + along.1), Paint::SHEET, 5);
        self.line(low, high, paint, 2);
        for end in [low, high] {
            self.line((end.0 - across.0, end.1 - across.1), (end.0 + across.0, end.1 + across.1), paint, 2);
        }
    }

    /// Writes with the baseline at `at`.
    pub fn text(&self, at: Point, anchor: Anchor, kind: Type, paint: Paint, text: &str) {
        self.write(Writing { at, anchor, kind, paint, seam: false, text: printable(text), full: None });
    }

    /// Writes on a seam of the sheet's colour, for texts that lie on lines.
    pub fn text_on_lines(&self, at: Point, anchor: Anchor, kind: Type, paint: Paint, text: &str) {
        self.write(Writing { at, anchor, kind, paint, seam: true, text: printable(text), full: None });
    }

    /// Writes lines around the middle line `at`; if they are shortened, the full text stands behind them.
    pub fn lines(&self, at: Point, anchor: Anchor, kind: Type, paint: Paint, lines: &Lines, full: &str) {
        let first = at.1 - (lines.lines.len() as i32 - 1) * kind.leading() / 2 + kind.drop();
        self.lines_from((at.0, first), anchor, kind, paint, lines, full);
    }

    /// Writes lines from the first baseline `at` downwards.
    pub fn lines_from(&self, at: Point, anchor: Anchor, kind: Type, paint: Paint, lines: &Lines, full: &str) {
        let full = lines.shortened.then(|| printable(full));
        for (line, y) in lines.lines.iter().zip((at.1..).step_by(kind.leading() as usize)) {
            let (at, text, full) = ((at.0, y), line.clone(), full.clone());
            self.write(Writing { at, anchor, kind, paint, seam: false, text, full });
        }
    }

    fn write(&self, writing: Writing) {
        if !writing.text.is_empty() {
            self.draw(&writing);
        }
    }

    fn draw<'e, E>(&self, element: &'e E)
    where
        &'e E: PointCollection<'e, Point>,
        E: Drawable<Scene<'a>>,
    {
        self.area.draw(element).expect("keeping a shape cannot fail");
    }
}
