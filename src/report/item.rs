//! A report item: one question, its drawing, the sentence that says what to see, and its table.

use std::sync::Arc;

use crate::press::chart::{Drawing, Figure, Words};
use footing_core::disclosure::{Beyond, Figures, Group, Insights, Measure, MeasureKind, Release, Row};
use footing_core::organisation::TeamPath;
use footing_core::survey::{Choice, DimensionId, Item, ItemId, Survey, SurveyId, Wording};
use footing_core::text::Text;
use footing_core::wave::{Terms, Wave};

/// More teams than this are no chart any more; every one of them is in the tidy table.
pub const MOST_TEAMS: usize = 300;

/// What report items are made from.
#[derive(Clone, Copy)]
pub struct ReportContext<'a> {
    /// The language everything is said in.
    pub text: Text<'a>,
    /// The wave that was released: its terms stand in the report, its intent in a chart.
    pub wave: &'a Wave,
    /// Where every figure comes from.
    pub release: &'a Release,
    /// In the versions that were asked.
    pub surveys: &'a [Arc<Survey>],
    /// Releases before this one, oldest first. Without any there is no trend.
    pub earlier: &'a [Arc<Release>],
    /// What kinds of work are called. One that is not among them is called by its id.
    pub work: &'a [&'a Choice],
    /// What the steps of the release are called, by their id. One that is not among them is called by its id.
    pub steps: &'a [(String, Wording)],
    /// How many teams a chart holds, at most [`MOST_TEAMS`]. Of more, those at the top of the tree are drawn.
    pub most_teams: usize,
}

impl<'a> ReportContext<'a> {
    /// Of a release in one language, with charts as large as they may be.
    pub fn of(text: Text<'a>, insights: &'a Insights, work: &'a [&'a Choice]) -> ReportContext<'a> {
        ReportContext {
            text,
            wave: &insights.wave,
            release: &insights.release,
            surveys: &insights.surveys,
            earlier: &insights.earlier,
            work,
            steps: &insights.steps,
            most_teams: MOST_TEAMS,
        }
    }
}

/// A chart with everything around it. It is drawn when somebody asks for the drawing, and anew each time.
pub struct ReportItem {
    words: Words,
    /// The figures of the chart, for those who do not see it and for other programs. It may have rows that the chart
    /// leaves out.
    pub table: Table,
    draw: Box<dyn Fn(&Words) -> Drawing + Send>,
}

/// What the chart shows, in words and numbers. The first cell of a row is its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the columns are called, in the language of the reader.
    pub head: Vec<String>,
    /// Each has as many cells as there are columns. What is suppressed says so and is never empty.
    pub rows: Vec<Vec<String>>,
}

/// What a chart is exported as. All three are the same drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines and letters, in the light and in the dark, as the reader's machine asks.
    Svg,
    /// A picture on a light ground, two pixels for each unit, with title, description and figures as texts inside.
    Png,
    /// One page as large as the drawing, tagged for screen readers.
    Pdf,
}

impl Format {
    /// In the order in which pages offer them.
    pub const ALL: [Format; 3] = [Format::Svg, Format::Png, Format::Pdf];

    /// The ending of a file, without its dot.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Pdf => "pdf",
        }
    }

    /// The `Content-Type` it is sent with.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Svg => "image/svg+xml",
            Format::Png => "image/png",
            Format::Pdf => "application/pdf",
        }
    }

    /// By the ending of a file, in small letters and without its dot; `None` for any other.
    pub fn parse(ending: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.ending() == ending)
    }
}

impl ReportItem {
    /// Stays the same from wave to wave and in every language: file names and addresses are made of it.
    pub fn name(&self) -> &str {
        &self.words.name
    }

    /// The question it answers.
    pub fn title(&self) -> &str {
        &self.words.title
    }

    /// What to see, made from the figures.
    pub fn finding(&self) -> &str {
        &self.words.subtitle
    }

    /// The drawing without title, finding and foot, for a page or slide that says them itself.
    pub fn on_page(&self) -> Drawing {
        (self.draw)(&Words { on_page: true, ..self.words.clone() })
    }

    /// The whole file, with title, finding and foot in the drawing, as it travels alone. Pictures have two pixels for
    /// each unit, for screens and print.
    pub fn file(&self, format: Format) -> Vec<u8> {
        let drawing = (self.draw)(&self.words);
        match format {
            Format::Svg => drawing.svg().into_bytes(),
            Format::Png => drawing.png_with_figures(2.0, &self.table.tabbed()),
            Format::Pdf => drawing.pdf(),
        }
    }
}

impl Table {
    /// A line a row, its cells between tabs.
    fn tabbed(&self) -> String {
        let lines = std::iter::once(&self.head).chain(&self.rows).map(|cells| {
            let cells = cells.iter().map(|cell| cell.replace(['\t', '\n', '\r', '\0'], " "));
            cells.collect::<Vec<_>>().join("\t")
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

impl<'a> ReportContext<'a> {
    pub(super) fn terms(&self) -> &'a Terms {
        self.wave.terms()
    }

    /// The words around a chart. `alt` says what kind of drawing it is.
    pub(super) fn words(&self, name: &str, title: &str, finding: &str, alt: &'static str) -> Words {
        Words {
            name: name.to_owned(),
            language: self.text.language.tag().to_owned(),
            title: title.to_owned(),
            subtitle: finding.to_owned(),
            foot: self.foot(),
            on_page: false,
            description: [self.text.say(alt), finding.to_owned()].join(&self.text.say("between-sentences")),
        }
    }

    /// Where figures come from, for the foot of everything that is exported.
    pub(super) fn foot(&self) -> String {
        let head = self.release.head();
        let contract: String = head.contract.to_string().chars().take(8).collect();
        let places = [
            ("name", head.name.clone().into()),
            ("date", self.text.date(head.made).into()),
            ("least", self.terms().threshold.get().into()),
            ("contract", contract.into()),
        ];
        self.text.with("chart-foot", places)
    }

    /// The report item of a chart.
    pub(super) fn report_item(
        &self,
        words: Words,
        table: Table,
        draw: impl Fn(&Words) -> Drawing + Send + 'static,
    ) -> ReportItem {
        ReportItem { words, table, draw: Box::new(draw) }
    }

    /// The teams to draw, as far down the tree as a chart can hold: with thousands of teams the upper ones.
    pub(super) fn teams(&self) -> Vec<&'a Row> {
        let mut teams: Vec<(usize, &Row)> = self
            .release
            .rows()
            .iter()
            .filter_map(|row| match &row.group {
                Group::Team(path) => Some((path.parts().count(), row)),
                _ => None,
            })
            .collect();
        let deepest = (1..=TeamPath::MOST_PARTS)
            .take_while(|depth| teams.iter().filter(|(of, _)| of <= depth).count() <= self.most_teams)
            .last()
            .unwrap_or(1);
        teams.retain(|(depth, _)| *depth <= deepest);
        teams.truncate(self.most_teams);
        let mut rows: Vec<&Row> = teams.into_iter().map(|(_, row)| row).collect();
        rows.sort_by(|a, b| a.group.cmp(&b.group));
        rows
    }

    pub(super) fn survey_of(&self, measure: &Measure) -> Option<&'a Survey> {
        let survey = self.surveys.iter().find(|survey| *survey.id() == measure.survey)?;
        Some(survey.as_ref())
    }

    /// What a survey of the release is called.
    pub(super) fn survey_name(&self, id: &SurveyId) -> String {
        let survey = self.surveys.iter().find(|survey| survey.id() == id);
        survey.map_or_else(|| id.to_string(), |survey| self.text.of(survey.title()))
    }

    /// What a measure is called. Of two surveys of a wave that call a dimension the same, each says which survey it is.
    pub(super) fn label(&self, measure: &Measure) -> Option<String> {
        let name = |measure: &Measure| {
            let survey = self.survey_of(measure)?;
            measure_label(self.text, survey, measure.kind, &measure.id)
        };
        let own = name(measure)?;
        let is_twin = |other: &Measure| {
            other.kind == measure.kind && other.survey != measure.survey && name(other).as_ref() == Some(&own)
        };
        if measure.kind == MeasureKind::Dimension && self.release.head().measures.iter().any(is_twin) {
            return Some(format!("{own} ({})", self.survey_name(&measure.survey)));
        }
        Some(own)
    }

    pub(super) fn item(&self, survey: &'a Survey, measure: &Measure) -> Option<&'a Item> {
        survey.items().iter().find(|item| item.id.as_str() == measure.id)
    }

    pub(super) fn group(&self, group: &Group) -> String {
        match group {
            Group::Organisation => self.text.say("organisation"),
            Group::Team(path) => path.name().to_owned(),
            Group::Work(work) => {
                let choice = self.work.iter().find(|choice| choice.id == *work);
                choice.map_or_else(|| work.to_string(), |choice| self.text.of(&choice.label))
            }
            Group::Location(location) => location.clone(),
            Group::Leaders => self.text.say("group-leaders"),
        }
    }

    pub(super) fn organisation(&self) -> Option<&'a Row> {
        self.release.row(&Group::Organisation)
    }

    /// Teams at the top of the tree.
    pub(super) fn departments(&self) -> impl Iterator<Item = &'a Row> + use<'a> {
        let is_top = |row: &&Row| matches!(&row.group, Group::Team(path) if path.parent().is_none());
        self.release.rows().iter().filter(is_top)
    }

    /// A figure with the interval that chance gives it in 95 of 100 cases, which ends at 0 and at 100. It has no width
    /// where the spread within teams is not known.
    pub(super) fn figure(&self, measure: &Measure, figures: &Figures) -> Figure {
        let margin = measure.within.map_or(0.0, |within| figures.margin_of_error(within));
        let (low, high) = ((figures.mean - margin).max(0.0), (figures.mean + margin).min(100.0));
        Figure { value: figures.mean, low, high, text: points(figures), interval: format!("{low:.0}–{high:.0}") }
    }

    pub(super) fn not_shown(&self) -> String {
        self.text.say("not-shown")
    }

    /// "Highest is …, lowest …", or that nothing stands out, of figures that may touch.
    pub(super) fn range(&self, named: &[(String, Figure)]) -> String {
        let highest = named.iter().max_by(|a, b| a.1.value.total_cmp(&b.1.value));
        let lowest = named.iter().min_by(|a, b| a.1.value.total_cmp(&b.1.value));
        match (highest, lowest) {
            (Some(only), _) if named.len() == 1 => {
                let places = [("name", only.0.clone().into()), ("points", only.1.text.clone().into())];
                self.text.with("finding-only", places)
            }
            (Some(high), Some(low)) if high.1.low > low.1.high => self.text.with(
                "finding-range",
                [
                    ("high", high.0.clone().into()),
                    ("most", high.1.text.clone().into()),
                    ("low", low.0.clone().into()),
                    ("least", low.1.text.clone().into()),
                ],
            ),
            _ => self.text.say("finding-even"),
        }
    }
}

/// What a column is called: the title of a survey, the name of a dimension, the words of an item. An item that counts
/// the other way round says so. `None` if the survey has no dimension or item of this id.
pub fn measure_label(text: Text<'_>, survey: &Survey, kind: MeasureKind, id: &str) -> Option<String> {
    match kind {
        MeasureKind::Survey => Some(text.of(survey.title())),
        MeasureKind::Dimension => Some(text.of(&survey.dimension(&DimensionId::parse(id)?)?.name)),
        MeasureKind::Item => {
            let item = survey.item(&ItemId::parse(id)?)?;
            // A high figure stands for "no" there, which nobody would guess.
            let words = text.of(&item.text);
            Some(if item.reversed { text.with("item-reversed", [("item", words.into())]) } else { words })
        }
    }
}

/// The mean in whole points, percent of the maximum from 0 to 100: "66". Where the mean lies beyond what is given, it
/// says on which side: "≤ 5", "≥ 95".
pub fn points(figures: &Figures) -> String {
    match figures.beyond {
        None => format!("{:.0}", figures.mean),
        Some(Beyond::AtMost) => format!("≤ {:.0}", figures.mean.ceil()),
        Some(Beyond::AtLeast) => format!("≥ {:.0}", figures.mean.floor()),
    }
}
