//! What a chart is made of: a backend of plotters that keeps shapes with their colours by name and their texts as texts,
//! from which SVG, PNG and PDF are written alike.

use std::convert::Infallible;
use std::iter;

use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind};
use skrifa::outline::OutlinePen;

use super::Point;
use super::hatch;
use super::lettering::Type;
use super::palette::Paint;
use crate::press::text::{Line, Shaped};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A piece of a chart. Lengths are in CSS pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A filled rectangle.
    Field {
        from: Point,
        to: Point,
        paint: Paint,
    },
    Line {
        points: Vec<Point>,
        paint: Paint,
        thickness: u32,
    },
    Polygon {
        points: Vec<Point>,
        paint: Paint,
    },
    Dot {
        centre: Point,
        radius: u32,
        paint: Paint,
    },
    Ring {
        centre: Point,
        radius: u32,
        paint: Paint,
        thickness: u32,
    },
    Text(Writing),
}

/// A line of text, its baseline at `at`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Writing {
    pub at: Point,
    pub anchor: Anchor,
    pub kind: Type,
    pub paint: Paint,
    /// It stands on a seam of the sheet's colour, as lines run below it.
    pub seam: bool,
    pub text: String,
    /// What it was before it was shortened.
    pub full: Option<String>,
}

impl Writing {
    /// Its letters, and where their baseline begins.
    pub fn line(&self) -> (Line<Type>, (f32, f32)) {
        let line = Line::whole(&Shaped::new(&self.text, self.kind));
        let before = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => line.width / 2.0,
            Anchor::End => line.width,
        };
        let start = (self.at.0 as f32 - before, self.at.1 as f32);
        (line, start)
    }
}

/// The width of the seam around a text on lines, half of it on each side.
pub(super) const SEAM: u32 = 4;

/// How an outline is inked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ink {
    Fill(Paint),
    /// With a thickness, and round where two lines meet.
    Stroke(Paint, f32),
}

/// What a chart is painted on: a picture or a page.
pub(super) trait Ground {
    fn ink(&mut self, ink: Ink, outline: impl Fn(&mut dyn OutlinePen));
    fn write(&mut self, writing: &Writing);
}

impl Shape {
    pub fn paint(&self, ground: &mut impl Ground) {
        match self {
            Shape::Field { from, to, paint } => {
                let is_hatched = *paint == Paint::HATCH;
                ground.ink(Ink::Fill(if is_hatched { Paint::SHEET } else { *paint }), |pen| rectangle(pen, *from, *to));
                if is_hatched {
                    ground.ink(Ink::Stroke(*paint, hatch::LINE), |pen| hatch::lines(pen, *from, *to));
                }
            }
            Shape::Line { points, paint, thickness } => {
                ground.ink(Ink::Stroke(*paint, *thickness as f32), |pen| run(pen, points));
            }
            Shape::Polygon { points, paint } => ground.ink(Ink::Fill(*paint), |pen| {
                run(pen, points);
                pen.close();
            }),
            Shape::Dot { centre, radius, paint } => ground.ink(Ink::Fill(*paint), |pen| circle(pen, *centre, *radius)),
            Shape::Ring { centre, radius, paint, thickness } => {
                ground.ink(Ink::Stroke(*paint, *thickness as f32), |pen| circle(pen, *centre, *radius));
            }
            Shape::Text(writing) => ground.write(writing),
        }
    }
}

fn rectangle(pen: &mut dyn OutlinePen, from: Point, to: Point) {
    run(pen, &[from, (to.0, from.1), to, (from.0, to.1)]);
    pen.close();
}

fn run(pen: &mut dyn OutlinePen, points: &[Point]) {
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 { pen.move_to(*x as f32, *y as f32) } else { pen.line_to(*x as f32, *y as f32) }
    }
}

/// Four Bézier curves, which leave the circle by less than a thousandth of its radius.
fn circle(pen: &mut dyn OutlinePen, centre: Point, radius: u32) {
    const PULL: f32 = 0.552_284_8;
    let radius = radius as f32;
    let at = |across: f32, down: f32| (centre.0 as f32 + across * radius, centre.1 as f32 + down * radius);
    let (x, y) = at(1.0, 0.0);
    pen.move_to(x, y);
    for (from, to) in
        [((1.0, 0.0), (0.0, 1.0)), ((0.0, 1.0), (-1.0, 0.0)), ((-1.0, 0.0), (0.0, -1.0)), ((0.0, -1.0), (1.0, 0.0))]
    {
        let (first, second) =
            (at(from.0 + to.0 * PULL, from.1 + to.1 * PULL), at(to.0 + from.0 * PULL, to.1 + from.1 * PULL));
        let end = at(to.0, to.1);
        pen.curve_to(first.0, first.1, second.0, second.1, end.0, end.1);
    }
    pen.close();
}

/// Takes outlines to a builder of paths. Those of tiny-skia and krilla have the same methods, and no trait in common.
macro_rules! trace {
    ($builder:ty) => {
        struct Trace($builder);

        impl skrifa::outline::OutlinePen for Trace {
            fn move_to(&mut self, x: f32, y: f32) {
                self.0.move_to(x, y);
            }

            fn line_to(&mut self, x: f32, y: f32) {
                self.0.line_to(x, y);
            }

            fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
                self.0.quad_to(cx0, cy0, x, y);
            }

            fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
                self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
            }

            fn close(&mut self) {
                self.0.close();
            }
        }
    };
}
pub(super) use trace;

/// Keeps what plotters draws.
pub(super) struct Scene<'a> {
    size: (u32, u32),
    shapes: &'a mut Vec<Shape>,
}

impl<'a> Scene<'a> {
    pub fn new(size: (i32, i32), shapes: &'a mut Vec<Shape>) -> Self {
        Self { size: (size.0.unsigned_abs(), size.1.unsigned_abs()), shapes }
    }

    fn keep(&mut self, shape: Shape) -> Result<(), DrawingErrorKind<Infallible>> {
        self.shapes.push(shape);
        Ok(())
    }
}

impl DrawingBackend for Scene<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Result<(), DrawingErrorKind<Infallible>> {
        self.keep(Shape::Field { from: at, to: (at.0 + 1, at.1 + 1), paint: Paint::of(colour) })
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        if fill {
            return self.keep(Shape::Field { from, to, paint: Paint::of(style.color()) });
        }
        self.draw_path([from, (to.0, from.1), to, (from.0, to.1), from], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let points = points.into_iter().collect();
        self.keep(Shape::Line { points, paint: Paint::of(style.color()), thickness: style.stroke_width() })
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let paint = Paint::of(style.color());
        self.keep(if fill {
            Shape::Dot { centre, radius, paint }
        } else {
            Shape::Ring { centre, radius, paint, thickness: style.stroke_width() }
        })
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.keep(Shape::Polygon { points: points.into_iter().collect(), paint: Paint::of(style.color()) })
    }
}

impl<'a> PointCollection<'a, Point> for &'a Writing {
    type Point = &'a Point;
    type IntoIter = iter::Once<&'a Point>;

    fn point_iter(self) -> Self::IntoIter {
        iter::once(&self.at)
    }
}

/// plotters' own texts know neither the kind of a text nor what it was before it was shortened.
impl Drawable<Scene<'_>> for Writing {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        places: I,
        scene: &mut Scene<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        scene.shapes.extend(places.map(|at| Shape::Text(Writing { at, ..self.clone() })));
        Ok(())
    }
}
