//! The slide master and its layouts. They are files, so that they read as what they are; where things lie is said here
//! once more for what must be measured, and a test holds the two together.

use super::frame::SlideFrame;

pub(super) const SLIDE_MASTER: &str = include_str!("parts/slide_master.xml");
pub(super) const NOTES_MASTER: &str = include_str!("parts/notes_master.xml");
pub(super) const THEME: &str = include_str!("parts/theme.xml");
pub(super) const TABLE_STYLES: &str = include_str!("parts/table_styles.xml");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Cover,
    Points,
    Chart,
    /// Question and finding stand in a column beside the chart, which has the height of the slide.
    ChartBeside,
    Table,
}

impl Layout {
    /// In the order in which the master lists them.
    pub const ALL: [Self; 5] = [Self::Cover, Self::Points, Self::Chart, Self::ChartBeside, Self::Table];

    /// The foot of each holds a space: `LibreOffice` gives a slide's foot the layout's look only where that has a text.
    pub fn markup(self) -> &'static str {
        match self {
            Self::Cover => include_str!("parts/layout_cover.xml"),
            Self::Points => include_str!("parts/layout_points.xml"),
            Self::Chart => include_str!("parts/layout_chart.xml"),
            Self::ChartBeside => include_str!("parts/layout_chart_beside.xml"),
            Self::Table => include_str!("parts/layout_table.xml"),
        }
    }

    pub fn title(self) -> SlideFrame {
        match self {
            Self::Cover => frame(1_097_280, 1_371_600, 9_966_960, 2_103_120),
            Self::ChartBeside => frame(548_640, 1_243_584, 3_108_960, 4_956_048),
            _ => frame(548_640, 640_080, 11_094_720, 1_005_840),
        }
    }

    /// What stands small beside the title: a chart's question, the cover's subtitle.
    pub fn aside(self) -> SlideFrame {
        match self {
            Self::Cover => frame(1_097_280, 3_657_600, 9_966_960, 1_280_160),
            Self::ChartBeside => frame(548_640, 274_320, 3_108_960, 850_392),
            _ => frame(548_640, 237_744, 11_094_720, 347_472),
        }
    }

    pub fn content(self) -> SlideFrame {
        match self {
            Self::ChartBeside => frame(3_977_640, 320_040, 7_665_720, 5_879_592),
            _ => frame(548_640, 1_755_648, 11_094_720, 4_443_984),
        }
    }

    pub fn foot(self) -> SlideFrame {
        match self {
            Self::Cover => frame(1_097_280, 6_327_648, 9_966_960, 347_472),
            _ => frame(548_640, 6_327_648, 10_180_320, 347_472),
        }
    }
}

const fn frame(left: i64, top: i64, width: i64, height: i64) -> SlideFrame {
    SlideFrame { left, top, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::chart::style_sheet;

    #[test]
    fn the_layouts_put_things_where_the_code_expects_them() {
        for layout in Layout::ALL {
            let aside = matches!(layout, Layout::Cover | Layout::Chart | Layout::ChartBeside).then(|| layout.aside());
            let content = (layout != Layout::Cover).then(|| layout.content());
            for frame in [Some(layout.title()), aside, content, Some(layout.foot())].into_iter().flatten() {
                let SlideFrame { left, top, width, height } = frame;
                let place = format!("<a:off x=\"{left}\" y=\"{top}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/>");
                let said = [layout.markup(), SLIDE_MASTER].iter().any(|markup| markup.contains(&place));
                assert!(said, "{layout:?} does not say {place}");
            }
        }
    }

    #[test]
    fn the_master_lists_every_layout_once() {
        assert_eq!(SLIDE_MASTER.matches("<p:sldLayoutId ").count(), Layout::ALL.len());
        for number in 1..=Layout::ALL.len() {
            assert!(SLIDE_MASTER.contains(&format!("r:id=\"rId{number}\"")));
        }
    }

    #[test]
    fn the_theme_has_the_colours_of_the_charts() {
        let sheet = style_sheet().to_uppercase();
        for (name, tone) in [
            ("lt1", "sheet"),
            ("dk1", "ink"),
            ("dk2", "quiet"),
            ("accent1", "series-0"),
            ("accent2", "series-1"),
            ("accent3", "series-2"),
            ("accent4", "series-3"),
            ("accent5", "series-4"),
            ("accent6", "edge"),
        ] {
            let variable = format!("--CHART-{}:#", tone.to_uppercase());
            let value = &sheet.split(&variable).nth(1).unwrap()[..6];
            assert!(THEME.contains(&format!("<a:{name}><a:srgbClr val=\"{value}\"/>")), "{name} is not {value}");
        }
    }
}
