//! Teams by two figures at once: a dot each, a cross for how sure it is, the organisation's means as the lines between
//! four fields. A team too close to call is hollow; one that is not shown is not here at all.

use super::Point;
use super::Words;
use super::canvas::{Anchor, Canvas};
use super::drawing::Drawing;
use super::frame::{ChartFrame, MARGIN, WIDTH};
use super::legend::{Legend, Sign};
use super::lettering::{Lines, Type, room, wrap};
use super::names::RowNames;
use super::palette::Paint;
use super::placement::{Area, Placement};
use super::scale::AxisScale;

/// The chart. Its axes show the tens around what is drawn, between 0 and 100.
#[derive(Clone, Debug)]
pub struct Map {
    /// The figure that grows to the right.
    pub across: Axis,
    /// The figure that grows upwards.
    pub upwards: Axis,
    /// A dot each. The name of one that has no room for it stands beside the map, under a number.
    pub teams: Vec<MapTeam>,
    /// What a field means, in the order top left, top right, bottom left, bottom right; empty words for none.
    pub fields: [String; 4],
    /// The words of the legend.
    pub key: MapKey,
}

/// One of the two figures.
#[derive(Clone, Debug)]
pub struct Axis {
    /// "Proficiency".
    pub name: String,
    /// The organisation's mean, 0 to 100: where the line between the fields lies.
    pub mean: f64,
    /// "Organisation 58": a few words, as they stand on the line.
    pub mean_text: String,
}

/// A team whose two figures are both shown.
#[derive(Clone, Debug)]
pub struct MapTeam {
    /// On at most two lines beside the dot, on at most three beside the map.
    pub name: String,
    /// Mean, 0 to 100, and half the width of its interval, across.
    pub x: (f64, f64),
    /// The same upwards.
    pub y: (f64, f64),
    /// Its field cannot be told for sure: the dot is hollow.
    pub too_close: bool,
}

/// The words of the legend.
#[derive(Clone, Debug)]
pub struct MapKey {
    /// What a filled dot says: "clearly in a corner".
    pub clear: String,
    /// What a hollow dot says: "too close to call".
    pub too_close: String,
    /// What a cross says: "95 % interval".
    pub cross: String,
}

const HEIGHT: i32 = 430;
const DOT: i32 = 5;
/// The width of the key, and the space between two of its names.
const KEY: i32 = 176;
const KEY_GAP: i32 = 6;
/// A name beside its dot is no wider; a longer one gets a second line.
const LABEL: i32 = 170;

impl Map {
    /// Draws dots, crosses and names; no name lies on another or on a dot.
    ///
    /// # Panics
    /// If the words of an axis's mean are wider than the map.
    #[must_use]
    pub fn draw(&self, words: &Words) -> Drawing {
        let frame = ChartFrame::new(words, WIDTH);
        let top = frame.top() + 22;
        let wide = Layout::find(self, top, WIDTH - MARGIN);
        let layout = if wide.numbered.is_empty() { wide } else { Layout::find(self, top, WIDTH - MARGIN - KEY) };
        let list = layout.key(self);
        let signs = [
            (Sign::Dot(Paint::ACCENT), self.key.clear.as_str()),
            (Sign::Ring(Paint::ACCENT), &self.key.too_close),
            (Sign::Cross, &self.key.cross),
        ];
        let legend = Legend::lay(signs, WIDTH - 2 * MARGIN);
        let list_end = top + (0..layout.numbered.len()).map(|row| list.height(row) + KEY_GAP).sum::<i32>();
        let legend_top = (top + HEIGHT + 48).max(list_end + 10);

        frame.draw(legend_top + legend.height, |canvas| {
            self.draw_ground(canvas, &layout, top);
            for [from, to] in self.teams.iter().flat_map(|team| layout.cross(team)) {
                canvas.line(from, to, Paint::EDGE, 1);
            }
            for team in &self.teams {
                let centre = layout.centre(team);
                if team.too_close {
                    canvas.ring(centre, DOT, Paint::ACCENT)
                } else {
                    canvas.dot(centre, DOT + 1, Paint::ACCENT)
                }
            }
            for (index, area) in &layout.numbered {
                layout.draw_leader(canvas, &self.teams[*index], *area);
            }
            for (index, area, words) in &layout.named {
                layout.draw_name(canvas, &self.teams[*index], *area, words);
            }
            let mut list_top = top;
            for (row, (index, area)) in layout.numbered.iter().enumerate() {
                let number = (row + 1).to_string();
                let (x, y) = area.map_or(layout.centre(&self.teams[*index]), Area::middle);
                let on_map = (x, y + Type::SmallStrong.drop());
                canvas.text_on_lines(on_map, Anchor::Middle, Type::SmallStrong, Paint::INK, &number);
                let middle = list_top + list.height(row) / 2;
                list_top += list.height(row) + KEY_GAP;
                let at = (WIDTH - MARGIN - KEY + 34, middle + Type::Small.drop());
                canvas.text(at, Anchor::End, Type::SmallStrong, Paint::INK, &number);
                list.draw(canvas, row, (at.0 + 8, middle), Anchor::Start, Paint::INK);
            }
            legend.draw(canvas, (MARGIN, legend_top));
        })
    }

    fn draw_ground(&self, canvas: &Canvas<'_>, layout: &Layout, top: i32) {
        let Area { from, to } = layout.plot;
        canvas.line((from.0, to.1), to, Paint::LINE, 1);
        canvas.line(from, (from.0, to.1), Paint::LINE, 1);
        for tick in layout.across.ticks(8) {
            let x = layout.across.at(tick);
            canvas.line((x, to.1), (x, to.1 + 4), Paint::EDGE, 1);
            canvas.text((x, to.1 + 17), Anchor::Middle, Type::Small, Paint::QUIET, &tick.to_string());
        }
        for tick in layout.upwards.ticks(8) {
            let y = layout.upwards.at(tick);
            canvas.line((from.0 - 4, y), (from.0, y), Paint::EDGE, 1);
            canvas.text(
                (from.0 - 8, y + Type::Small.drop()),
                Anchor::End,
                Type::Small,
                Paint::QUIET,
                &tick.to_string(),
            );
        }
        canvas.text((MARGIN, top - 14), Anchor::Start, Type::SmallStrong, Paint::INK, &self.upwards.name);
        canvas.text((to.0, to.1 + 34), Anchor::End, Type::SmallStrong, Paint::INK, &self.across.name);
        let (x, y) = (layout.across.at(self.across.mean), layout.upwards.at(self.upwards.mean));
        canvas.line((x, from.1), (x, to.1), Paint::EDGE, 1);
        canvas.line((from.0, y), (layout.means[1].from.0, y), Paint::EDGE, 1);
        for (area, text) in layout.means.iter().zip([&self.across.mean_text, &self.upwards.mean_text]) {
            let at = (area.middle().0, area.middle().1 + Type::Small.drop());
            canvas.text_on_lines(at, Anchor::Middle, Type::Small, Paint::QUIET, text);
        }
        for (field, text) in layout.fields.iter().zip(&self.fields) {
            let at = (field.middle().0, field.middle().1 + Type::Small.drop());
            canvas.text(at, Anchor::Middle, Type::Small, Paint::QUIET, text);
        }
    }
}

/// Where the plot lies and which team has its name beside it, which one only a number.
struct Layout {
    plot: Area,
    across: AxisScale,
    upwards: AxisScale,
    means: [Area; 2],
    fields: Vec<Area>,
    named: Vec<(usize, Area, Lines)>,
    numbered: Vec<(usize, Option<Area>)>,
}

impl Layout {
    fn find(map: &Map, top: i32, end: i32) -> Self {
        let plot = Area { from: (MARGIN + 30, top), to: (end, top + HEIGHT) };
        let reach = |value: fn(&MapTeam) -> (f64, f64), mean: f64| {
            map.teams
                .iter()
                .map(value)
                .flat_map(|(middle, half)| [middle - half, middle + half])
                .chain([mean])
                .collect::<Vec<_>>()
        };
        let across = AxisScale::tens(reach(|team| team.x, map.across.mean).into_iter(), (plot.from.0, plot.to.0));
        let upwards = AxisScale::tens(reach(|team| team.y, map.upwards.mean).into_iter(), (plot.to.1, plot.from.1));
        let mut layout = Self {
            plot,
            across,
            upwards,
            means: [plot; 2],
            fields: Vec::new(),
            named: Vec::new(),
            numbered: Vec::new(),
        };
        let mut placement = Placement::new(Area { from: (plot.from.0 + 2, plot.from.1 - 8), to: plot.to });
        layout.means = layout.place_means(map);
        layout.fields = layout.place_fields(map);
        layout.means.iter().chain(&layout.fields).for_each(|area| placement.take(*area));
        for team in &map.teams {
            placement.take(Area::around(layout.centre(team), (DOT + 1, DOT + 1)));
            for [from, to] in layout.cross(team) {
                placement.avoid(Area { from: (from.0, to.1.min(from.1)), to: (to.0 + 1, to.1.max(from.1) + 1) });
            }
        }
        for (index, team) in map.teams.iter().enumerate() {
            let words = wrap(&team.name, Type::Small, LABEL, 2);
            let widest = words.lines.iter().map(|line| room(line, Type::Small)).max().unwrap_or(0);
            let size = (widest + 4, (words.lines.len() as i32 - 1) * Type::Small.leading() + 13);
            match placement.beside(layout.centre(team), size, DOT + 4).filter(|_| !words.shortened) {
                Some(area) => layout.named.push((index, area, words)),
                None => layout.numbered.push((index, None)),
            }
        }
        for (index, area) in &mut layout.numbered {
            let team = &map.teams[*index];
            let number = room("00", Type::SmallStrong) + 4;
            *area = placement.around((layout.across.at(team.x.0), layout.upwards.at(team.y.0)), (number, 13));
        }
        layout
    }

    /// The mean across is written on top of its line, the other at the end of its own.
    fn place_means(&self, map: &Map) -> [Area; 2] {
        let (x, y) = (self.across.at(map.across.mean), self.upwards.at(map.upwards.mean));
        let half = |text: &str| room(text, Type::Small) / 2 + 4;
        let (across, upwards) = (half(&map.across.mean_text), half(&map.upwards.mean_text));
        let x = x.clamp(self.plot.from.0 + across, self.plot.to.0 - across);
        [
            Area::around((x, self.plot.from.1 - 10), (across, 8)),
            Area::around((self.plot.to.0 - upwards, y), (upwards, 8)),
        ]
    }

    /// The words of the fields stand in the corners.
    fn place_fields(&self, map: &Map) -> Vec<Area> {
        let corners = [(0, 0), (1, 0), (0, 1), (1, 1)];
        map.fields
            .iter()
            .zip(corners)
            .map(|(text, (right, low))| {
                let half = room(text, Type::Small) / 2 + 4;
                let x = if right == 1 { self.plot.to.0 - half } else { self.plot.from.0 + half + 4 };
                let y = if low == 1 { self.plot.to.1 - 12 } else { self.plot.from.1 + 12 };
                Area::around((x, y), (half, 8))
            })
            .collect()
    }

    /// The names of the teams that have only a number.
    fn key<'a>(&self, map: &'a Map) -> RowNames<'a> {
        let names = self.numbered.iter().map(|(index, _)| map.teams[*index].name.as_str());
        RowNames::lay(names, Type::Small, KEY - 42, 3)
    }

    fn centre(&self, team: &MapTeam) -> Point {
        (self.across.at(team.x.0), self.upwards.at(team.y.0))
    }

    /// The two lines of a team's intervals.
    fn cross(&self, team: &MapTeam) -> [[Point; 2]; 2] {
        let (x, y) = self.centre(team);
        let from = (self.across.at(team.x.0 - team.x.1), self.upwards.at(team.y.0 - team.y.1));
        let to = (self.across.at(team.x.0 + team.x.1), self.upwards.at(team.y.0 + team.y.1));
        [[(from.0, y), (to.0, y)], [(x, from.1), (x, to.1)]]
    }

    /// Writes a name towards its dot: lines to the right of it begin there, lines to the left end there.
    fn draw_name(&self, canvas: &Canvas<'_>, team: &MapTeam, area: Area, words: &Lines) {
        let dot = self.centre(team).0;
        let (x, anchor) = match area.middle().0 {
            middle if middle > dot => (area.from.0 + 3, Anchor::Start),
            middle if middle < dot => (area.to.0 - 3, Anchor::End),
            middle => (middle, Anchor::Middle),
        };
        let first = area.middle().1 - (words.lines.len() as i32 - 1) * Type::Small.leading() / 2 + Type::Small.drop();
        for (index, line) in words.lines.iter().enumerate() {
            let at = (x, first + index as i32 * Type::Small.leading());
            canvas.text_on_lines(at, anchor, Type::Small, Paint::INK, line);
        }
    }

    /// Leads from a number to its dot. Under all texts, so that it strikes none through.
    fn draw_leader(&self, canvas: &Canvas<'_>, team: &MapTeam, area: Option<Area>) {
        if let Some(area) = area {
            canvas.line(self.centre(team), area.middle(), Paint::QUIET, 1);
        }
    }
}
