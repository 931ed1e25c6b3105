//! Made-up but likely figures for every chart, in English, German and Japanese, some of them not shown.

use footing_report::press::chart::dimensions::{self, Bar, Dimensions};
use footing_report::press::chart::heatmap::{self, Heatmap, HeatmapCell, HeatmapRow, HeatmapStanding};
use footing_report::press::chart::intent::{self, IntentChart, Kind};
use footing_report::press::chart::levels::{Answers, Levels, Spread};
use footing_report::press::chart::likert::{Likert, LikertItem};
use footing_report::press::chart::map::{self, Axis, Map, MapTeam};
use footing_report::press::chart::participation::{Count, GroupTurnout, ParticipationChart};
use footing_report::press::chart::trend::{self, Trend, TrendLine};
use footing_report::press::chart::{Figure, Share, Words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    German,
    Japanese,
}

pub const LANGUAGES: [Language; 3] = [Language::English, Language::German, Language::Japanese];

impl Language {
    pub fn tag(self) -> &'static str {
        self.pick("en", "de", "ja")
    }

    fn pick<T>(self, english: T, german: T, japanese: T) -> T {
        match self {
            Self::English => english,
            Self::German => german,
            Self::Japanese => japanese,
        }
    }

    fn words(self, name: &str, title: [&str; 3], subtitle: [&str; 3]) -> Words {
        let title = self.pick(title[0], title[1], title[2]).to_owned();
        let subtitle = self.pick(subtitle[0], subtitle[1], subtitle[2]).to_owned();
        Words {
            name: name.to_owned(),
            language: self.tag().to_owned(),
            description: format!("{title}. {subtitle}"),
            on_page: false,
            title,
            subtitle,
            foot: self
                .pick(
                    "Autumn wave, closed 14 November 2026 · 640–650 of 812 answered · groups of fewer than 5 are not shown · contract 3f9a1c",
                    "Herbstwelle, geschlossen am 14. November 2026 · 640–650 von 812 haben geantwortet · Gruppen unter 5 werden nicht gezeigt · Vereinbarung 3f9a1c",
                    "2026年秋の調査（11月14日締切）・812名中640〜650名が回答・5名未満の集団は表示しません・取り決め 3f9a1c",
                )
                .to_owned(),
        }
    }

    fn not_shown(self) -> String {
        self.pick("Not shown", "Nicht gezeigt", "非表示").to_owned()
    }

    fn interval(self) -> String {
        self.pick("90 % interval", "90-%-Intervall", "90％信頼区間").to_owned()
    }

    fn organisation(self) -> String {
        self.pick("Organisation", "Gesamtorganisation", "全社").to_owned()
    }

    fn decimal(self, value: f64) -> String {
        let text = format!("{value:.1}");
        if self == Self::German { text.replace('.', ",") } else { text }
    }

    fn teams(self) -> [&'static str; 12] {
        self.pick(
            [
                "Accounts",
                "Customer care North",
                "Customer care South",
                "Field service",
                "Legal, quality and regulatory affairs for all regions",
                "Logistics",
                "People & culture",
                "Planning",
                "Platform engineering",
                "Procurement",
                "Research",
                "Sales",
            ],
            [
                "Buchhaltung",
                "Kundenbetreuung Nord",
                "Kundenbetreuung Süd",
                "Außendienst",
                "Rechts-, Qualitäts- und Zulassungsangelegenheiten aller Regionen",
                "Logistik",
                "Personalentwicklung und Unternehmenskultur",
                "Arbeitsvorbereitung",
                "Plattformentwicklung",
                "Einkauf",
                "Forschung",
                "Vertrieb",
            ],
            [
                "経理部",
                "北日本カスタマーサポート課",
                "南日本カスタマーサポート課",
                "フィールドサービス部",
                "法務・品質保証・薬事規制対応（全地域）統括本部",
                "物流部",
                "人事・組織文化推進室",
                "生産計画課",
                "プラットフォーム開発部",
                "購買部",
                "研究所",
                "営業部",
            ],
        )
    }

    fn dimensions(self) -> [&'static str; 7] {
        self.pick(
            ["Team climate", "Learning with AI", "Team practice", "Fit", "Direction", "Judgement", "Practice"],
            [
                "Teamklima",
                "Lernen mit KI",
                "Praxis im Team",
                "Passung",
                "Veränderungs\u{AD}bereitschaft",
                "Urteilsvermögen",
                "Eigene Praxis",
            ],
            [
                "チームの雰囲気",
                "AIと共に学ぶ",
                "チームでの活用",
                "業務との適合",
                "方向づけ",
                "見極める力",
                "日々の実践",
            ],
        )
    }
}

/// A mean and half the width of its interval.
type Interval = Option<(f64, f64)>;

/// A fixed stream of numbers from 0 to 1: the samples are the same every time.
struct Stream(u64);

impl Stream {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / f64::from(1u32 << 31)
    }
}

fn figure(value: f64, half: f64) -> Figure {
    let (low, high) = ((value - half).max(0.0), (value + half).min(100.0));
    Figure { value, low, high, text: format!("{value:.0}"), interval: format!("{low:.0}–{high:.0}") }
}

pub fn heatmap(language: Language) -> (Words, Heatmap) {
    let names: Vec<String> = language.teams().map(str::to_owned).to_vec();
    let columns = language.dimensions().map(str::to_owned).to_vec();
    (
        language.words(
            "heatmap",
            [
                "Skill is even, safety to learn is not",
                "Können ist gleichmäßig verteilt, die Sicherheit zum Lernen nicht",
                "スキルは均等だが、安心して学べる環境には差がある",
            ],
            [
                "Mean from 0 to 100 by team and dimension; the small figures say how many answered",
                "Mittelwert von 0 bis 100 nach Team und Dimension; die kleinen Zahlen sagen, wie viele geantwortet haben",
                "チーム別・項目別の平均（0〜100）。小さい数字は回答者数の範囲です",
            ],
        ),
        table(language, names, columns),
    )
}

/// A heatmap of any size.
pub fn large_heatmap(language: Language, rows: usize, columns: usize) -> (Words, Heatmap) {
    let teams = language.teams();
    let dimensions = language.dimensions();
    let names = (0..rows).map(|row| format!("{} {}", teams[row % teams.len()], row + 1)).collect();
    let columns = (0..columns).map(|column| dimensions[column % dimensions.len()].to_owned()).collect();
    (Words { name: format!("heatmap-{rows}"), ..heatmap(language).0 }, table(language, names, columns))
}

fn table(language: Language, names: Vec<String>, columns: Vec<String>) -> Heatmap {
    let mut stream = Stream(11);
    let organisation: Vec<f64> = columns.iter().map(|_| 40.0 + 30.0 * stream.next()).collect();
    let shown = |mean: f64, band: &str, standing| HeatmapCell::Shown {
        mean,
        text: format!("{mean:.0}"),
        band: band.to_owned(),
        standing,
    };
    let rows = names
        .into_iter()
        .map(|name| {
            let hidden = stream.next() < 0.12;
            let band = ["5–9", "10–14", "15–19", "20–24"][(stream.next() * 4.0) as usize];
            let cells = organisation
                .iter()
                .map(|centre| {
                    let mean = (centre + 70.0 * (stream.next() - 0.5)).clamp(3.0, 97.0);
                    let standing = match mean - centre {
                        gap if gap > 17.0 => HeatmapStanding::Above,
                        gap if gap < -17.0 => HeatmapStanding::Below,
                        _ => HeatmapStanding::Same,
                    };
                    if hidden || stream.next() < 0.05 { HeatmapCell::Suppressed } else { shown(mean, band, standing) }
                })
                .collect();
            HeatmapRow { name, cells }
        })
        .collect();
    Heatmap {
        organisation: HeatmapRow {
            name: language.organisation(),
            cells: organisation.iter().map(|mean| shown(*mean, "640–650", HeatmapStanding::Same)).collect(),
        },
        rows,
        columns,
        key: heatmap::HeatmapKey {
            steps: ["0–20", "20–40", "40–60", "60–80", "80–100"].map(str::to_owned),
            above: language
                .pick("clearly above the organisation", "klar über der Gesamtorganisation", "全社を明らかに上回る")
                .to_owned(),
            below: language.pick("clearly below", "klar darunter", "明らかに下回る").to_owned(),
            same: language.pick("too close to call", "nicht zu unterscheiden", "差は判断できない").to_owned(),
            suppressed: language.not_shown(),
            suppressed_why: language
                .pick("not shown, to protect people", "nicht gezeigt, zum Schutz der Menschen", "個人保護のため非表示")
                .to_owned(),
        },
    }
}

pub fn dimensions(language: Language) -> (Words, Dimensions) {
    let values = [(66.0, 2.0), (58.0, 3.0), (47.0, 2.6), (52.0, 4.0), (55.0, 3.0), (49.0, 12.0), (46.0, 2.0)];
    let bars = language
        .dimensions()
        .into_iter()
        .zip(values)
        .enumerate()
        .map(|(index, (name, (value, half)))| Bar {
            name: name.to_owned(),
            figure: (index != 3).then(|| figure(value, half)),
        })
        .collect();
    (
        language.words(
            "dimensions",
            [
                "People feel safe in their teams; daily practice lags behind",
                "Die Menschen fühlen sich in ihren Teams sicher; die tägliche Praxis hinkt hinterher",
                "チームの安心感は高いが、日々の実践が追いついていない",
            ],
            [
                "Mean of the organisation from 0 to 100 by dimension",
                "Mittelwert der Gesamtorganisation von 0 bis 100 nach Dimension",
                "項目別の全社平均（0〜100）",
            ],
        ),
        Dimensions {
            bars,
            key: dimensions::DimensionsKey { interval: language.interval(), suppressed: language.not_shown() },
        },
    )
}

fn shares(percents: &[f64]) -> Vec<Share> {
    percents.iter().map(|percent| Share { percent: *percent, text: format!("{percent:.0}") }).collect()
}

pub fn likert(language: Language) -> (Words, Likert) {
    let texts = language.pick(
        [
            "If I make a mistake with an AI tool, it is not held against me",
            "I can ask colleagues how they use AI without feeling slow",
            "In our team we show each other what did not work",
            "I know when an answer of an AI must be checked by a person",
            "My workload leaves time to try something new",
            "I trust the leadership to tell us what AI will change",
        ],
        [
            "Wenn mir mit einem KI-Werkzeug ein Fehler passiert, wird er mir nicht vorgehalten",
            "Ich kann Kolleginnen und Kollegen fragen, wie sie KI nutzen, ohne mir langsam vorzukommen",
            "In unserem Team zeigen wir einander auch, was nicht geklappt hat",
            "Ich weiß, wann die Antwort einer KI von einem Menschen geprüft werden muss",
            "Meine Arbeitsbelastung lässt Zeit, etwas Neues auszuprobieren",
            "Ich vertraue darauf, dass die Leitung sagt, was sich durch KI ändert",
        ],
        [
            "AIツールで失敗しても、それを理由に責められることはない",
            "遅れていると感じることなく、同僚にAIの使い方を尋ねられる",
            "私たちのチームでは、うまくいかなかったことも見せ合っている",
            "AIの回答を人が確認すべきときがいつか分かっている",
            "新しいことを試す時間の余裕がある",
            "AIで何が変わるかを経営陣が伝えてくれると信頼している",
        ],
    );
    let answers: [Option<&[f64]>; 6] = [
        Some(&[4.0, 11.0, 22.0, 41.0, 22.0]),
        Some(&[7.0, 19.0, 25.0, 33.0, 16.0]),
        Some(&[18.0, 31.0, 24.0, 19.0, 8.0]),
        Some(&[3.0, 9.0, 17.0, 46.0, 25.0]),
        None,
        Some(&[23.0, 27.0, 29.0, 15.0, 6.0]),
    ];
    let items = texts
        .into_iter()
        .zip(answers)
        .map(|(text, answers)| LikertItem { text: text.to_owned(), shares: answers.map(shares) })
        .collect();
    let options = language.pick(
        ["strongly disagree", "disagree", "neither", "agree", "strongly agree"],
        ["stimme gar nicht zu", "stimme eher nicht zu", "teils, teils", "stimme eher zu", "stimme voll zu"],
        ["全くそう思わない", "そう思わない", "どちらともいえない", "そう思う", "強くそう思う"],
    );
    (
        language.words(
            "likert",
            [
                "Mistakes are forgiven, but few teams show each other what went wrong",
                "Fehler werden verziehen, doch wenige Teams zeigen einander, was schiefging",
                "失敗は許されるが、失敗を共有するチームは少ない",
            ],
            [
                "Share of answers in percent by item",
                "Anteil der Antworten in Prozent je Aussage",
                "設問別の回答割合（％）",
            ],
        ),
        Likert { options: options.map(str::to_owned).to_vec(), items, suppressed: language.not_shown() },
    )
}

pub fn levels(language: Language) -> (Words, Levels) {
    let spreads: [Option<&[f64]>; 8] = [
        Some(&[18.0, 34.0, 33.0, 15.0]),
        None,
        Some(&[41.0, 38.0, 19.0, 2.0]),
        Some(&[12.0, 30.0, 39.0, 19.0]),
        Some(&[9.0, 22.0, 44.0, 25.0]),
        None,
        Some(&[5.0, 28.0, 41.0, 26.0]),
        Some(&[25.0, 50.0, 25.0, 0.0]),
    ];
    let bands = ["10–14", "15–19", "5–9", "20–24"];
    let departments = language
        .teams()
        .into_iter()
        .zip(spreads)
        .enumerate()
        .map(|(index, (name, spread))| Spread {
            name: name.to_owned(),
            answers: spread.map(|spread| Answers { shares: shares(spread), band: bands[index % 4].to_owned() }),
        })
        .collect();
    let levels = language.pick(
        ["Starting", "Practising", "Fluent", "Leading the way"],
        ["Am Anfang", "Übend", "Sicher", "Wegweisend"],
        ["入門", "練習中", "習熟", "先導"],
    );
    (
        language.words(
            "levels",
            [
                "Half of the organisation works fluently with AI; customer care has just begun",
                "Die Hälfte der Organisation arbeitet sicher mit KI; die Kundenbetreuung hat gerade begonnen",
                "全社の半数がAIを使いこなし、カスタマーサポートは始まったばかり",
            ],
            [
                "Share of people by level in percent; at the end of the bar how many answered",
                "Anteil der Menschen je Stufe in Prozent; am Ende des Balkens, wie viele geantwortet haben",
                "習熟度別の割合（％）。右端は回答者数の範囲です",
            ],
        ),
        Levels {
            levels: levels.map(str::to_owned).to_vec(),
            organisation: Spread {
                name: language.organisation(),
                answers: Some(Answers { shares: shares(&[17.0, 32.0, 34.0, 17.0]), band: "640–650".to_owned() }),
            },
            departments,
            suppressed: language.not_shown(),
        },
    )
}

pub fn map(language: Language) -> (Words, Map) {
    scatter(language, "map", 12)
}

/// A map with so many teams that not all names find room.
pub fn crowded_map(language: Language) -> (Words, Map) {
    scatter(language, "map-crowded", 36)
}

fn scatter(language: Language, name: &str, count: usize) -> (Words, Map) {
    let mut stream = Stream(5);
    let names = language.teams();
    let teams = (0..count)
        .map(|index| {
            let x = 56.0 + 46.0 * (stream.next() - 0.5);
            let y = 60.0 + 52.0 * (stream.next() - 0.5);
            let half = 3.0 + 6.0 * stream.next();
            let name = names[index % names.len()];
            MapTeam {
                name: if index < names.len() { name.to_owned() } else { format!("{name} {}", index / names.len() + 1) },
                x: (x, half),
                y: (y, half * 1.2),
                too_close: (x - 56.0).abs() < half || (y - 60.0).abs() < half * 1.2,
            }
        })
        .collect();
    let mean = |value: f64| format!("{} {value:.0}", language.organisation());
    let map = Map {
        across: Axis {
            name: language.pick("Proficiency", "Können", "習熟度").to_owned(),
            mean: 56.0,
            mean_text: mean(56.0),
        },
        upwards: Axis {
            name: language.pick("Psychological safety", "Psychologische Sicherheit", "心理的安全性").to_owned(),
            mean: 60.0,
            mean_text: mean(60.0),
        },
        teams,
        fields: language
            .pick(
                ["safe, still learning", "safe and able", "neither yet", "able, but not safe"],
                ["sicher, noch am Lernen", "sicher und kundig", "noch beides nicht", "kundig, aber nicht sicher"],
                ["安心・学習中", "安心・習熟", "これから", "習熟・安心に課題"],
            )
            .map(str::to_owned),
        key: map::MapKey {
            clear: language.pick("field is clear", "Feld ist eindeutig", "位置が明らか").to_owned(),
            too_close: language.pick("too close to call", "nicht zu unterscheiden", "判断できない").to_owned(),
            cross: language.interval(),
        },
    };
    (
        language.words(
            name,
            [
                "Where skill is high, safety does not follow by itself",
                "Wo das Können hoch ist, folgt die Sicherheit nicht von selbst",
                "習熟度が高くても、心理的安全性が自然に高まるわけではない",
            ],
            [
                "Teams by proficiency and psychological safety, each from 0 to 100; 3 teams are not shown",
                "Teams nach Können und psychologischer Sicherheit, je von 0 bis 100; nicht alle Teams werden gezeigt",
                "習熟度と心理的安全性によるチームの位置（各0〜100）",
            ],
        ),
        map,
    )
}

pub fn trend(language: Language) -> (Words, Trend) {
    let dimensions = language.dimensions();
    let rows: [(usize, [Option<f64>; 6]); 4] = [
        (0, [Some(61.0), Some(62.0), Some(64.0), Some(63.0), Some(66.0), Some(66.0)]),
        (1, [Some(41.0), Some(44.0), None, Some(52.0), Some(55.0), Some(58.0)]),
        (4, [Some(50.0), Some(52.0), Some(51.0), Some(54.0), Some(56.0), Some(57.0)]),
        (6, [None, Some(33.0), Some(38.0), Some(41.0), Some(45.0), None]),
    ];
    let lines = rows
        .into_iter()
        .map(|(name, values)| TrendLine {
            name: dimensions[name].replace('\u{AD}', ""),
            figures: values.into_iter().map(|value| value.map(|value| figure(value, 3.0))).collect(),
        })
        .collect();
    let waves = language.pick(
        ["Spring 24", "Autumn 24", "Spring 25", "Autumn 25", "Spring 26", "Autumn 26"],
        ["Frühjahr 24", "Herbst 24", "Frühjahr 25", "Herbst 25", "Frühjahr 26", "Herbst 26"],
        ["2024年春", "2024年秋", "2025年春", "2025年秋", "2026年春", "2026年秋"],
    );
    (
        language.words(
            "trend",
            [
                "Learning with AI has risen for two years; climate has held",
                "Das Lernen mit KI steigt seit zwei Jahren; das Klima hat gehalten",
                "「AIと共に学ぶ」は2年間上昇、雰囲気は維持",
            ],
            ["Mean from 0 to 100 by wave", "Mittelwert von 0 bis 100 je Welle", "調査回ごとの平均（0〜100）"],
        ),
        Trend {
            waves: waves.map(str::to_owned).to_vec(),
            lines,
            key: trend::TrendKey { interval: language.interval(), suppressed: language.not_shown() },
        },
    )
}

pub fn participation(language: Language) -> (Words, ParticipationChart) {
    let count = |taken_part: u32, invited: u32| Count {
        taken_part,
        invited,
        text: language.pick(
            format!("{taken_part} of {invited}"),
            format!("{taken_part} von {invited}"),
            format!("{invited}名中{taken_part}名"),
        ),
        percent: language.pick(
            format!("{} %", taken_part * 100 / invited),
            format!("{} %", taken_part * 100 / invited),
            format!("{}％", taken_part * 100 / invited),
        ),
    };
    let counts = [
        Some((38, 41)),
        Some((52, 74)),
        Some((66, 70)),
        None,
        Some((29, 48)),
        Some((118, 160)),
        Some((17, 17)),
        Some((44, 61)),
    ];
    let departments = language
        .teams()
        .into_iter()
        .zip(counts)
        .map(|(name, counts)| GroupTurnout {
            name: name.to_owned(),
            count: counts.map(|(taken, invited)| count(taken, invited)),
        })
        .collect();
    (
        language.words(
            "participation",
            [
                "Four in five took part; legal and quality are still missing",
                "Vier von fünf haben teilgenommen; Recht und Qualität fehlen noch",
                "5人に4人が参加。法務・品質部門の参加が課題",
            ],
            [
                "Who took part, of those invited, by department",
                "Teilnahme unter den Eingeladenen nach Abteilung",
                "部門別の参加状況（対象者中の参加者）",
            ],
        ),
        ParticipationChart {
            organisation: GroupTurnout { name: language.organisation(), count: Some(count(645, 812)) },
            departments,
            suppressed: language.not_shown(),
        },
    )
}

pub fn intent(language: Language) -> (Words, IntentChart) {
    let step = |value: f64, half: f64| Figure {
        value,
        low: (value - half).max(1.0),
        high: (value + half).min(5.0),
        text: language.decimal(value),
        interval: format!("{}–{}", language.decimal(value - half), language.decimal(value + half)),
    };
    let names = language.pick(
        [
            "Drafting texts",
            "Answering customers",
            "Deciding on complaints",
            "Checking contracts",
            "Planning shifts",
            "Rating people",
        ],
        [
            "Texte entwerfen",
            "Kundschaft antworten",
            "Über Beschwerden entscheiden",
            "Verträge prüfen",
            "Schichten planen",
            "Menschen beurteilen",
        ],
        ["文章の下書き", "顧客への回答", "苦情対応の判断", "契約書の確認", "シフトの計画", "人事評価"],
    );
    let figures = [
        (Some((4.4, 0.3)), Some((3.9, 0.1))),
        (Some((3.8, 0.4)), Some((2.9, 0.1))),
        (Some((2.6, 0.5)), Some((2.5, 0.2))),
        (None, Some((3.1, 0.2))),
        (Some((3.2, 0.4)), Some((3.9, 0.2))),
        (None, None),
    ];
    let kinds = names
        .into_iter()
        .zip(figures)
        .map(|(name, (leaders, everybody)): (_, (Interval, Interval))| Kind {
            name: name.to_owned(),
            leaders: leaders.map(|(value, half)| step(value, half)),
            everybody: everybody.map(|(value, half)| step(value, half)),
        })
        .collect();
    let rungs = language.pick(
        ["Not at all", "Gives ideas", "Drafts, a person decides", "Acts, a person checks", "Acts on its own"],
        [
            "Gar nicht",
            "Gibt Anregungen",
            "Entwirft, ein Mensch entscheidet",
            "Handelt, ein Mensch prüft",
            "Handelt selbstständig",
        ],
        ["使わない", "案を出す", "下書きし、人が決める", "実行し、人が確認", "自律的に実行"],
    );
    (
        language.words(
            "intent",
            [
                "Leaders would let AI answer customers; the people who do it would not yet",
                "Führungskräfte ließen KI der Kundschaft antworten; wer es täglich tut, noch nicht",
                "管理職は顧客対応をAIに任せたいが、現場はまだ慎重",
            ],
            [
                "How far should AI go? By kind of work, on a ladder from 1 to 5",
                "Wie weit soll KI gehen? Nach Art der Arbeit, auf einer Leiter von 1 bis 5",
                "AIにどこまで任せるか（業務別、1〜5段階）",
            ],
        ),
        IntentChart {
            rungs: rungs.map(str::to_owned),
            kinds,
            key: intent::IntentKey {
                leaders: language.pick("Leaders", "Führungskräfte", "管理職").to_owned(),
                everybody: language.pick("Everybody", "Alle", "全員").to_owned(),
                interval: language.interval(),
                leaders_suppressed: language
                    .pick("Leaders not shown", "Führungskräfte nicht gezeigt", "管理職は非表示")
                    .to_owned(),
                everybody_suppressed: language
                    .pick("Everybody not shown", "Alle nicht gezeigt", "全員は非表示")
                    .to_owned(),
                suppressed: language.not_shown(),
            },
        },
    )
}
