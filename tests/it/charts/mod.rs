//! What every chart promises, tried on all of them in three languages.

mod sample;

use std::io::{Cursor, Write};
use std::process::{Command, Stdio};

use self::sample::{LANGUAGES, Language};
use footing_report::press::chart::heatmap::HeatmapCell;
use footing_report::press::chart::{Drawing, Lettering, Type, style_sheet, text_width};
use roxmltree::{Document, Node};

fn drawings(language: Language) -> Vec<(String, Drawing)> {
    let (heatmap, dimensions, likert, levels) =
        (sample::heatmap(language), sample::dimensions(language), sample::likert(language), sample::levels(language));
    let (map, crowded, trend) = (sample::map(language), sample::crowded_map(language), sample::trend(language));
    let (participation, intent) = (sample::participation(language), sample::intent(language));
    let (small, large) = (sample::large_heatmap(language, 3, 3), sample::large_heatmap(language, 300, 14));
    [
        (heatmap.0.clone(), heatmap.1.draw(&heatmap.0)),
        (dimensions.0.clone(), dimensions.1.draw(&dimensions.0)),
        (likert.0.clone(), likert.1.draw(&likert.0)),
        (levels.0.clone(), levels.1.draw(&levels.0)),
        (map.0.clone(), map.1.draw(&map.0)),
        (crowded.0.clone(), crowded.1.draw(&crowded.0)),
        (trend.0.clone(), trend.1.draw(&trend.0)),
        (participation.0.clone(), participation.1.draw(&participation.0)),
        (intent.0.clone(), intent.1.draw(&intent.0)),
        (small.0.clone(), small.1.draw(&small.0)),
        (large.0.clone(), large.1.draw(&large.0)),
    ]
    .map(|(words, drawing)| (format!("{}-{}", words.name, words.language), drawing))
    .into()
}

fn all() -> Vec<(String, Drawing)> {
    LANGUAGES.into_iter().flat_map(drawings).collect()
}

struct Seen {
    text: String,
    left: f64,
    right: f64,
    baseline: f64,
    size: f64,
}

/// All texts of an SVG as they are seen, with the room they take.
fn texts(svg: &str) -> Vec<Seen> {
    let document = Document::parse(svg).unwrap();
    document.descendants().filter(|node| node.has_tag_name("text")).map(seen).collect()
}

fn seen(node: Node<'_, '_>) -> Seen {
    let kind = match node.attribute("class").unwrap().split(' ').next().unwrap() {
        "t-title" => Type::Title,
        "t-strong" => Type::Strong,
        "t-label" => Type::Label,
        "t-small" => Type::Small,
        "t-small-strong" => Type::SmallStrong,
        other => panic!("{other} is no kind of text"),
    };
    let text: String = node.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
    let number = |key| node.attribute(key).unwrap().parse::<f64>().unwrap();
    let (x, width) = (number("x"), text_width(&text, kind));
    let left = match node.attribute("text-anchor") {
        Some("end") => x - width,
        Some("middle") => x - width / 2.0,
        _ => x,
    };
    Seen { text, left, right: left + width, baseline: number("y"), size: kind.size().into() }
}

fn shows(svg: &str, wanted: &str) -> bool {
    texts(svg).iter().any(|seen| seen.text == wanted)
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    for language in LANGUAGES {
        for ((name, first), (_, second)) in drawings(language).into_iter().zip(drawings(language)).take(9) {
            assert_eq!(first.svg(), second.svg(), "{name}");
            assert_eq!(first.png(1.0), second.png(1.0), "{name}");
            assert_eq!(first.pdf(), second.pdf(), "{name}");
        }
    }
}

#[test]
fn text_stays_inside_the_canvas() {
    for (name, drawing) in all() {
        let (width, height) = drawing.size();
        for seen in texts(&drawing.svg()) {
            assert!(
                seen.left >= 0.0 && seen.right <= f64::from(width),
                "{name}: {} from {} to {}",
                seen.text,
                seen.left,
                seen.right
            );
            assert!(
                seen.baseline - seen.size * 0.8 >= 0.0 && seen.baseline + seen.size * 0.3 <= f64::from(height),
                "{name}: {}",
                seen.text
            );
        }
    }
}

#[test]
fn no_text_lies_on_another() {
    for (name, drawing) in all() {
        let mut texts = texts(&drawing.svg());
        texts.sort_by(|one, other| one.baseline.total_cmp(&other.baseline));
        for (index, one) in texts.iter().enumerate() {
            for other in texts[index + 1..].iter().take_while(|other| other.baseline - one.baseline < 30.0) {
                // Of the letter size 0.72 is above the baseline for capitals and figures, and 0.2 below it for a g.
                let apart = other.baseline - other.size * 0.72 >= one.baseline + one.size * 0.2;
                let beside = one.right <= other.left + 0.5 || other.right <= one.left + 0.5;
                assert!(apart || beside, "{name}: {:?} lies on {:?}", one.text, other.text);
            }
        }
    }
}

#[test]
fn each_svg_has_a_name_a_description_and_colours_for_the_dark() {
    for (name, drawing) in all() {
        let svg = drawing.svg();
        let document = Document::parse(&svg).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        assert_eq!((root.attribute("width"), root.attribute("height")), (None, None), "{name}");
        for id in root.attribute("aria-labelledby").unwrap().split(' ') {
            let labels: Vec<_> = document.descendants().filter(|node| node.attribute("id") == Some(id)).collect();
            assert!(labels.len() == 1 && !labels[0].text().unwrap_or_default().is_empty(), "{name}: {id}");
        }
        assert!(svg.contains("prefers-color-scheme:dark"), "{name}");
        assert!(!drawing.inline().contains("<style"), "{name}");
        assert!(!svg.contains(" fill=\"#") && !svg.contains(" stroke=\"#") && !svg.contains(" style="), "{name}");
    }
}

#[test]
fn every_class_has_a_rule() {
    let sheet = style_sheet();
    for (name, drawing) in all() {
        let svg = drawing.inline();
        let document = Document::parse(&svg).unwrap();
        for class in
            document.descendants().filter_map(|node| node.attribute("class")).flat_map(|classes| classes.split(' '))
        {
            assert!(sheet.contains(&format!(".{class}{{")), "{name}: {class}");
        }
    }
}

#[test]
fn every_number_of_the_heatmap_is_in_its_svg() {
    for language in LANGUAGES {
        for (words, chart) in [sample::heatmap(language), sample::large_heatmap(language, 300, 14)] {
            let svg = chart.draw(&words).svg();
            let texts: Vec<String> = texts(&svg).into_iter().map(|seen| seen.text).collect();
            let expected = |wanted: fn(&HeatmapCell) -> Option<&String>| {
                chart
                    .rows
                    .iter()
                    .chain([&chart.organisation])
                    .flat_map(|row| &row.cells)
                    .filter_map(wanted)
                    .cloned()
                    .collect::<Vec<_>>()
            };
            let means = expected(|cell| if let HeatmapCell::Shown { text, .. } = cell { Some(text) } else { None });
            let bands = expected(|cell| if let HeatmapCell::Shown { band, .. } = cell { Some(band) } else { None });
            for wanted in [means, bands] {
                for one in &wanted {
                    let count = |among: &[String]| among.iter().filter(|other| *other == one).count();
                    assert!(count(&texts) >= count(&wanted), "{one}");
                }
            }
        }
    }
}

#[test]
fn every_number_of_the_other_charts_is_in_their_svg() {
    for language in LANGUAGES {
        let (words, chart) = sample::dimensions(language);
        let svg = chart.draw(&words).svg();
        for figure in chart.bars.iter().filter_map(|bar| bar.figure.as_ref()) {
            assert!(shows(&svg, &figure.text) && shows(&svg, &figure.interval));
        }
        let (words, chart) = sample::participation(language);
        let svg = chart.draw(&words).svg();
        for count in chart.departments.iter().filter_map(|bar| bar.count.as_ref()) {
            assert!(shows(&svg, &count.text) && shows(&svg, &count.percent));
        }
        let (words, chart) = sample::intent(language);
        let svg = chart.draw(&words).svg();
        for kind in &chart.kinds {
            assert!([&kind.leaders, &kind.everybody].into_iter().flatten().all(|figure| shows(&svg, &figure.text)));
        }
        let (words, chart) = sample::trend(language);
        let svg = chart.draw(&words).svg();
        for line in &chart.lines {
            assert!(shows(&svg, &line.figures.iter().flatten().last().unwrap().text));
        }
        let (words, chart) = sample::levels(language);
        let svg = chart.draw(&words).svg();
        for share in chart
            .departments
            .iter()
            .filter_map(|bar| bar.answers.as_ref())
            .flat_map(|answers| &answers.shares)
            .filter(|share| share.percent >= 5.0)
        {
            assert!(shows(&svg, &share.text), "{}", share.text);
        }
        let (words, chart) = sample::likert(language);
        let svg = chart.draw(&words).svg();
        for share in
            chart.items.iter().filter_map(|item| item.shares.as_ref()).flatten().filter(|share| share.percent >= 7.0)
        {
            assert!(shows(&svg, &share.text), "{}", share.text);
        }
    }
}

#[test]
fn every_team_of_a_crowded_map_is_named_on_it_or_beside_it() {
    for language in LANGUAGES {
        for (words, chart) in [sample::map(language), sample::crowded_map(language)] {
            let svg = chart.draw(&words).svg();
            let joined: String = texts(&svg).iter().map(|seen| seen.text.replace([' ', '…'], "")).collect();
            for team in &chart.teams {
                let start: String = team.name.replace(' ', "").chars().take(8).collect();
                assert!(joined.contains(&start), "{}", team.name);
            }
        }
    }
}

#[test]
fn every_hidden_cell_has_the_same_look_and_no_number() {
    let (words, chart) = sample::heatmap(Language::English);
    let hidden =
        chart.rows.iter().flat_map(|row| &row.cells).filter(|cell| matches!(cell, HeatmapCell::Suppressed)).count();
    let svg = chart.draw(&words).svg();
    let document = Document::parse(&svg).unwrap();
    let fields: Vec<_> =
        document.descendants().filter(|node| node.attribute("fill") == Some("url(#heatmap-hatch)")).collect();
    // One more stands in the legend.
    assert_eq!(fields.len(), hidden + 1);
    for field in &fields[..hidden] {
        let look = |node: Node<'_, '_>| {
            ["width", "height", "class", "text-anchor"].map(|key| node.attribute(key).unwrap_or_default().to_owned())
        };
        let followers = |field: Node<'_, '_>| {
            let elements = field.next_siblings().skip(1).filter(Node::is_element).take(3);
            elements
                .map(|node| {
                    (node.tag_name().name().to_owned(), look(node), node.text().unwrap_or_default().trim().to_owned())
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(look(*field), look(fields[0]));
        assert_eq!(followers(*field), followers(fields[0]));
    }
    assert_eq!(texts(&svg).iter().filter(|seen| seen.text == chart.key.suppressed).count(), hidden);
}

#[test]
fn a_hidden_department_leaves_only_its_name() {
    let (words, chart) = sample::participation(Language::English);
    let svg = chart.draw(&words).svg();
    for hidden in chart.departments.iter().filter(|bar| bar.count.is_none()) {
        let name = texts(&svg).into_iter().find(|seen| seen.text == hidden.name).unwrap();
        let beside: Vec<_> = texts(&svg)
            .into_iter()
            .filter(|seen| (seen.baseline - name.baseline).abs() < 8.0 && seen.text != hidden.name)
            .collect();
        assert!(beside.iter().all(|seen| seen.text == chart.suppressed) && beside.len() == 1);
    }
}

#[test]
fn a_hidden_wave_moves_neither_the_axis_nor_the_line() {
    let (words, mut chart) = sample::trend(Language::English);
    chart.lines.truncate(1);
    chart.lines[0].figures[2] = None;
    let svg = chart.draw(&words).svg();
    let document = Document::parse(&svg).unwrap();
    let stretches = document
        .descendants()
        .filter(|node| node.has_tag_name("polyline") && node.attribute("stroke-width") == Some("2"))
        .filter(|node| node.attribute("class") == Some("s-series-0"))
        .map(|node| node.attribute("points").unwrap().split(' ').count())
        .collect::<Vec<_>>();
    assert_eq!(stretches, [2, 3]);
}

#[test]
fn names_are_escaped_and_long_ones_are_kept_in_full() {
    let (words, mut chart) = sample::large_heatmap(Language::German, 40, 14);
    let name = "Qualität & <Zulassung> für Donaudampfschifffahrtsgesellschaftskapitäninnen und -kapitäne \u{0}\u{E000}";
    chart.rows[0].name = name.to_owned();
    let svg = chart.draw(&words).svg();
    let document = Document::parse(&svg).unwrap();
    let full = document.descendants().filter(|node| node.has_tag_name("title")).filter_map(|node| node.text());
    assert!(full.into_iter().any(|title| title.trim() == name.replace('\u{0}', " ").trim()));
}

#[test]
fn strange_figures_do_not_break_a_chart() {
    let (words, mut chart) = sample::heatmap(Language::English);
    chart.rows.clear();
    chart.columns.clear();
    chart.organisation.cells.clear();
    assert!(!chart.draw(&words).png(1.0).is_empty());
    let (words, mut chart) = sample::map(Language::English);
    chart.teams.clear();
    assert!(!chart.draw(&words).pdf().is_empty());
    let (words, mut chart) = sample::trend(Language::English);
    chart.lines.iter_mut().for_each(|line| line.figures.fill(None));
    assert!(!chart.draw(&words).svg().is_empty());
    chart.waves.clear();
    chart.lines.clear();
    assert!(!chart.draw(&words).svg().is_empty());
    let (words, mut chart) = sample::dimensions(Language::English);
    let figure = chart.bars[0].figure.as_mut().unwrap();
    (figure.value, figure.low, figure.high) = (f64::NAN, f64::NEG_INFINITY, 1e300);
    assert!(!chart.draw(&words).png(f32::NAN).is_empty());
    let (mut words, chart) = sample::likert(Language::English);
    words.description = "null \u{0}, <b> & \u{FFFE}".to_owned();
    words.name = "\"><script>".to_owned();
    assert!(Document::parse(&chart.draw(&words).svg()).is_ok());
    words.title = "Abteilung مرحبا 漢 \u{1F600}".to_owned();
    assert!(chart.draw(&words).pdf().starts_with(b"%PDF"));
}

#[test]
fn a_png_has_the_right_size_and_carries_its_words() {
    for (name, drawing) in all().into_iter().filter(|(name, _)| !name.starts_with("heatmap-300")) {
        let file = drawing.png(2.0);
        let mut reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let info = reader.info();
        assert_eq!((info.width as i32, info.height as i32), (drawing.size().0 * 2, drawing.size().1 * 2), "{name}");
        assert_eq!(&pixels[..3], [255, 255, 255], "{name}");
        for keyword in ["Title", "Description"] {
            let chunk = info.utf8_text.iter().find(|chunk| chunk.keyword == keyword).unwrap();
            assert!(!chunk.get_text().unwrap().is_empty(), "{name}");
        }
    }
}

#[test]
fn a_slip_in_the_scale_does_not_fill_the_memory() {
    let (words, chart) = sample::dimensions(Language::English);
    let file = chart.draw(&words).png(1000.0);
    let reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
    assert!(u64::from(reader.info().width) * u64::from(reader.info().height) <= 61_000_000);
}

#[test]
fn a_pdf_is_tagged_says_its_language_and_holds_no_date() {
    for (name, drawing) in all() {
        let file = drawing.pdf();
        let text = String::from_utf8_lossy(&file);
        assert!(file.starts_with(b"%PDF"), "{name}");
        assert!(text.contains("pdfuaid"), "{name} is no PDF/UA");
        assert!(text.contains("/Lang"), "{name}");
        assert!(!text.contains("CreationDate") && !text.contains("ModDate"), "{name}");
    }
}

#[test]
fn the_words_of_a_pdf_can_be_selected() {
    for (name, drawing) in all().into_iter().filter(|(name, _)| !name.starts_with("heatmap-300")) {
        let Some(text) = pdftotext(&drawing.pdf()) else {
            eprintln!("pdftotext is not installed: not tried");
            return;
        };
        for seen in texts(&drawing.svg()) {
            let plain = |text: &str| text.replace(char::is_whitespace, "");
            assert!(plain(&text).contains(&plain(&seen.text)), "{name}: {}", seen.text);
        }
    }
}

fn pdftotext(file: &[u8]) -> Option<String> {
    let mut child =
        Command::new("pdftotext").args(["-raw", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let mut input = child.stdin.take()?;
    let file = file.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&file));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    String::from_utf8(output.stdout).ok()
}

#[test]
fn no_text_crosses_the_edge_of_a_field() {
    for (name, drawing) in all() {
        let svg = drawing.svg();
        let document = Document::parse(&svg).unwrap();
        let fields: Vec<[f64; 4]> = document
            .descendants()
            .filter(|node| node.has_tag_name("rect") && node.parent().is_some_and(|parent| parent.has_tag_name("svg")))
            .map(|node| ["x", "y", "width", "height"].map(|key| node.attribute(key).unwrap().parse().unwrap()))
            .collect();
        for seen in texts(&svg) {
            let (top, bottom) = (seen.baseline - seen.size * 0.7, seen.baseline);
            for [x, y, width, height] in &fields {
                let outside = seen.right <= *x || seen.left >= x + width || bottom <= *y || top >= y + height;
                let inside = seen.left >= *x && seen.right <= x + width && top >= *y && bottom <= y + height;
                assert!(outside || inside, "{name}: {}", seen.text);
            }
        }
    }
}

#[test]
fn the_style_sheet_of_pages_with_charts_is_that_of_the_charts() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/charts.css");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(&file, style_sheet()).unwrap();
    }
    let written = std::fs::read_to_string(file).unwrap();
    assert!(written == style_sheet(), "public/charts.css is old: run this test with INSTA_UPDATE=always");
}
