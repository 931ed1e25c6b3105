//! Where a chart draws: plotters' drawing area with our colours, our letters and nothing else.
//! What plotters cannot say, classes and full names, travels in the stand-ins that `markup` reads back.

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::prelude::{DrawingArea, IntoDrawingArea};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, ShapeStyle, TextStyle};

use super::lettering::{Lines, Type, printable};
use super::palette::Paint;

/// Parts a text from the full name behind it. Of the letters for private use, so no name can hold it.
pub(super) const FULL_NAME: char = '\u{E000}';

pub(super) type Point = (i32, i32);

#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

impl<'a> Canvas<'a> {
    pub fn new(svg: &'a mut String, size: (i32, i32)) -> Self {
        Self { area: SVGBackend::with_string(svg, (size.0 as u32, size.1 as u32)).into_drawing_area() }
    }

    pub fn rect(&self, from: Point, to: Point, paint: Paint) {
        self.draw(&Rectangle::new([from, to], filled(paint)));
    }

    pub fn line(&self, from: Point, to: Point, paint: Paint, thickness: u32) {
        self.path(vec![from, to], paint, thickness);
    }

    pub fn path(&self, points: Vec<Point>, paint: Paint, thickness: u32) {
        self.draw(&PathElement::new(points, paint.stand_in().stroke_width(thickness)));
    }

    pub fn border(&self, from: Point, to: Point, paint: Paint) {
        self.path(vec![from, (to.0, from.1), to, (from.0, to.1), from], paint, 1);
    }

    pub fn polygon(&self, points: Vec<Point>, paint: Paint) {
        self.draw(&Polygon::new(points, filled(paint)));
    }

    pub fn dot(&self, centre: Point, radius: i32, paint: Paint) {
        self.draw(&Circle::new(centre, radius, filled(paint)));
    }

    /// A hollow dot: what lies under it does not shine through.
    pub fn ring(&self, centre: Point, radius: i32, paint: Paint) {
        self.dot(centre, radius, Paint::SHEET);
        self.draw(&Circle::new(centre, radius, paint.stand_in().stroke_width(2)));
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
        self.write(at, anchor, kind.class(), paint, &printable(text));
    }

    /// Writes on a seam of the sheet's colour, for texts that lie on lines.
    pub fn text_on_lines(&self, at: Point, anchor: Anchor, kind: Type, paint: Paint, text: &str) {
        self.write(at, anchor, &format!("{} seam", kind.class()), paint, &printable(text));
    }

    /// Writes lines around the middle line `at`; if they are shortened, the full text stands behind them.
    pub fn lines(&self, at: Point, anchor: Anchor, kind: Type, paint: Paint, lines: &Lines, full: &str) {
        let first = at.1 - (lines.lines.len() as i32 - 1) * kind.leading() / 2 + kind.drop();
        self.lines_from((at.0, first), anchor, kind, paint, lines, full);
    }

    /// Writes lines from the first baseline `at` downwards.
    pub fn lines_from(&self, at: Point, anchor: Anchor, kind: Type, paint: Paint, lines: &Lines, full: &str) {
        for (index, line) in lines.lines.iter().enumerate() {
            let mut text = line.clone();
            if lines.shortened {
                text.push(FULL_NAME);
                text.push_str(&printable(full));
            }
            self.write((at.0, at.1 + index as i32 * kind.leading()), anchor, kind.class(), paint, &text);
        }
    }

    fn write(&self, at: Point, anchor: Anchor, classes: &str, paint: Paint, text: &str) {
        if text.is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let colour = paint.stand_in();
        let style = TextStyle::from((classes, 10)).color(&colour).pos(Pos::new(anchor, VPos::Bottom));
        self.draw(&Text::new(text, at, style));
    }

    fn draw<'e, E>(&self, element: &'e E)
    where
        &'e E: PointCollection<'e, Point>,
        E: Drawable<SVGBackend<'a>>,
    {
        self.area.draw(element).expect("drawing into a string cannot fail");
    }
}

fn filled(paint: Paint) -> ShapeStyle {
    paint.stand_in().filled()
}
