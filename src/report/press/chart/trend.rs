//! Figures over the waves: a line each, its interval at every wave, its name where it ends.
//! A wave that is not shown leaves a gap; no line leads across it, as that would draw what nobody may see.

use super::Point;
use super::canvas::{Anchor, Canvas};
use super::drawing::Drawing;
use super::frame::{ChartFrame, MARGIN, WIDTH};
use super::legend::{Legend, Sign};
use super::lettering::{Lines, Type, room, wrap};
use super::names::RowNames;
use super::palette::Paint;
use super::placement::spread;
use super::scale::AxisScale;
use super::{Figure, Words};

/// The chart. Its scale shows the tens around what is drawn, between 0 and 100.
#[derive(Clone, Debug)]
pub struct Trend {
    /// The waves by name, oldest first.
    pub waves: Vec<String>,
    /// At most six; more lines are a knot, and from the seventh on colours come again.
    pub lines: Vec<TrendLine>,
    /// The words of the legend.
    pub key: TrendKey,
}

/// A dimension over the waves.
#[derive(Clone, Debug)]
pub struct TrendLine {
    /// Stands where the line ends, on at most two lines.
    pub name: String,
    /// One for each wave, 0 to 100; `None` where it is not shown. A line without any has no name either.
    pub figures: Vec<Option<Figure>>,
}

/// The words of the legend.
#[derive(Clone, Debug)]
pub struct TrendKey {
    /// "95 % interval".
    pub interval: String,
    /// "Not shown": in the legend where a line has a gap.
    pub suppressed: String,
}

const HEIGHT: i32 = 300;
const NAMES: i32 = 170;
/// How far the points of one wave stand apart.
const SIDE: i32 = 9;

impl Trend {
    /// Draws the lines with their intervals. Where a figure is missing, a hatched field stands at the foot of its wave.
    #[must_use]
    pub fn draw(&self, words: &Words) -> Drawing {
        let frame = ChartFrame::new(words, WIDTH);
        let (top, start) = (frame.top() + 6, MARGIN + 30);
        let bottom = top + HEIGHT;
        let labels: Vec<_> = self.lines.iter().filter_map(|line| line.label()).collect();
        let widest = labels.iter().map(|label| label.width).max().unwrap_or(0);
        let end = WIDTH - MARGIN - widest - 26;
        let shown = self.lines.iter().flat_map(|line| line.figures.iter().flatten());
        let scale = AxisScale::tens(shown.flat_map(|figure| [figure.low, figure.high]), (bottom, top));
        let step = (end - start - 40) / (self.waves.len().max(2) as i32 - 1);
        let wave = |index: usize| start + 20 + index as i32 * step;
        let waves = RowNames::lay(self.waves.iter().map(String::as_str), Type::Small, step.min(130) - 8, 2);
        let gaps = self.lines.iter().any(|line| line.figures.iter().any(Option::is_none));
        let signs = [
            Some((Sign::Span, self.key.interval.as_str())),
            gaps.then_some((Sign::Hatched, self.key.suppressed.as_str())),
        ];
        let legend = Legend::lay(signs.into_iter().flatten(), WIDTH - 2 * MARGIN);
        let legend_top = bottom + 20 + waves.tallest() + 10;

        frame.draw(legend_top + legend.height, |canvas| {
            for tick in scale.ticks(6) {
                let y = scale.at(tick);
                canvas.line((start, y), (end, y), Paint::LINE, 1);
                canvas.text(
                    (start - 8, y + Type::Small.drop()),
                    Anchor::End,
                    Type::Small,
                    Paint::QUIET,
                    &tick.to_string(),
                );
            }
            for index in 0..self.waves.len() {
                let middle = bottom + 16 + waves.tallest() / 2;
                waves.draw(canvas, index, (wave(index), middle), Anchor::Middle, Paint::QUIET);
            }
            let count = self.lines.len() as i32;
            // Whiskers of one wave stand side by side, a few pixels apart, so that none hides another.
            let place = |line: usize, index: usize| wave(index) + (line as i32 * 2 - count + 1) * SIDE / 2;
            for (number, line) in self.lines.iter().enumerate() {
                line.draw_whiskers(canvas, &scale, Paint::series(number), |index| place(number, index));
            }
            self.draw_gaps(canvas, bottom, wave);
            self.draw_labels(canvas, &scale, (top, bottom), end, place);
            for (number, line) in self.lines.iter().enumerate() {
                line.draw(canvas, &scale, Paint::series(number), |index| place(number, index));
            }
            legend.draw(canvas, (MARGIN, legend_top));
        })
    }

    /// Where a line has no figure, a hatched field with its colour stands at the foot of the wave.
    fn draw_gaps(&self, canvas: &Canvas<'_>, bottom: i32, wave: impl Fn(usize) -> i32) {
        for index in 0..self.waves.len() {
            let missing = |line: &TrendLine| matches!(line.figures.get(index), Some(None) | None);
            let gaps: Vec<_> = self.lines.iter().enumerate().filter(|(_, line)| missing(line)).collect();
            for (place, (number, _)) in gaps.iter().enumerate() {
                let middle = wave(index) + (2 * place as i32 + 1 - gaps.len() as i32) * 8;
                canvas.rect((middle - 6, bottom - 14), (middle + 6, bottom), Paint::HATCH);
                canvas.border((middle - 6, bottom - 14), (middle + 6, bottom), Paint::series(*number));
            }
        }
    }

    fn draw_labels(
        &self,
        canvas: &Canvas<'_>,
        scale: &AxisScale,
        bounds: (i32, i32),
        end: i32,
        place: impl Fn(usize, usize) -> i32,
    ) {
        let labels: Vec<_> =
            self.lines.iter().enumerate().filter_map(|(number, line)| Some((number, line.label()?))).collect();
        let heights: Vec<_> = labels.iter().map(|(_, label)| scale.at(label.value)).collect();
        let tallest =
            labels.iter().map(|(_, label)| label.lines.lines.len() as i32 * Type::Small.leading()).max().unwrap_or(0);
        let placed = spread(&heights, tallest.max(16) + 2, bounds);
        for ((number, label), (height, y)) in labels.iter().zip(heights.iter().zip(placed)) {
            let paint = Paint::series(*number);
            canvas.path(
                vec![(place(*number, label.wave), *height), (end - 2, *height), (end + 5, y), (end + 10, y)],
                paint,
                1,
            );
            let value = (end + 14, y + Type::Strong.drop());
            canvas.text(value, Anchor::Start, Type::Strong, paint, label.text);
            let name = (end + 14 + label.value_width, y);
            canvas.lines(name, Anchor::Start, Type::Small, paint, &label.lines, &self.lines[*number].name);
        }
    }
}

/// What stands at the end of a line: its last figure and its name.
struct Label<'a> {
    wave: usize,
    value: f64,
    text: &'a str,
    value_width: i32,
    lines: Lines,
    width: i32,
}

impl TrendLine {
    fn label(&self) -> Option<Label<'_>> {
        let (wave, figure) =
            self.figures.iter().enumerate().rev().find_map(|(wave, figure)| Some((wave, figure.as_ref()?)))?;
        let value_width = room(&figure.text, Type::Strong) + 8;
        let lines = wrap(&self.name, Type::Small, NAMES - value_width, 2);
        let width = value_width + lines.lines.iter().map(|line| room(line, Type::Small)).max().unwrap_or(0);
        Some(Label { wave, value: figure.value, text: &figure.text, value_width, lines, width })
    }

    fn draw(&self, canvas: &Canvas<'_>, scale: &AxisScale, paint: Paint, place: impl Fn(usize) -> i32) {
        let points: Vec<Option<Point>> = self
            .figures
            .iter()
            .enumerate()
            .map(|(index, figure)| Some((place(index), scale.at(figure.as_ref()?.value))))
            .collect();
        for stretch in points.split(Option::is_none).filter(|stretch| stretch.len() > 1) {
            canvas.path(stretch.iter().flatten().copied().collect(), paint, 2);
        }
        for point in points.iter().flatten() {
            canvas.dot(*point, 4, paint);
        }
    }

    fn draw_whiskers(&self, canvas: &Canvas<'_>, scale: &AxisScale, paint: Paint, place: impl Fn(usize) -> i32) {
        for (index, figure) in self.figures.iter().enumerate() {
            let Some(figure) = figure else { continue };
            let x = place(index);
            canvas.line((x, scale.at(figure.low)), (x, scale.at(figure.high)), paint, 1);
        }
    }
}
