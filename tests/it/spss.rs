//! The SPSS file, read back by a reader of its own that knows the format and not how it was written. `cargo xtask peers` has
//! PSPP and pyreadstat read it.

use std::collections::BTreeMap;

use footing_report::{COLUMNS, Tidy, sav};
use jiff::civil::date;

fn row(group: &str, value: Option<f64>) -> Tidy {
    Tidy {
        wave: "a9ab".to_owned(),
        wave_name: "Frühling 2026 春".to_owned(),
        made: "2026-11-25".to_owned(),
        contract: "446c".repeat(16),
        group_kind: "team",
        group: group.to_owned(),
        survey: "team-practice".to_owned(),
        version: Some(1),
        measure_kind: "dimension",
        measure: "team-practice".to_owned(),
        statistic: "mean",
        option: String::new(),
        value,
        limit: "",
        answers_from: value.map(|_| 110),
        answers_to: value.map(|_| 3_000),
        standing: if value.is_some() { "clearly_above" } else { "" },
        opinions: "",
        before: None,
        obs_status: if value.is_some() { "shown" } else { "suppressed" },
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Number(Option<f64>),
    Text(String),
}

/// The bytes of a file on the way through it.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> &'b [u8] {
        let (taken, rest) = self.0.split_at(count);
        self.0 = rest;
        taken
    }

    fn integer(&mut self) -> i32 {
        i32::from_le_bytes(self.take(4).try_into().unwrap())
    }

    fn text(&mut self, count: usize) -> String {
        String::from_utf8(self.take(count).to_vec()).unwrap().trim_end().to_owned()
    }
}

/// Long names with their labels, and the rows.
struct Read {
    labels: BTreeMap<String, String>,
    rows: Vec<Vec<Cell>>,
    extensions: BTreeMap<i32, Vec<u8>>,
}

fn read(file: &[u8]) -> Read {
    let mut bytes = Bytes(file);
    assert_eq!(bytes.take(4), b"$FL2");
    bytes.take(60);
    let [layout, eights, compression, _, count] = std::array::from_fn(|_| bytes.integer());
    assert_eq!((layout, compression), (2, 1));
    bytes.take(8 + 9 + 8 + 64 + 3);
    // Each string variable's declared width, 0 for a number; short names and labels.
    let (mut widths, mut labels, mut extensions) = (Vec::new(), Vec::new(), BTreeMap::new());
    loop {
        match bytes.integer() {
            2 => {
                let [width, has_label, missing, _, _] = std::array::from_fn(|_| bytes.integer());
                let short = bytes.text(8);
                assert_eq!(missing, 0);
                if width >= 0 {
                    widths.push(width as usize);
                }
                if has_label == 1 {
                    let length = bytes.integer() as usize;
                    let label = bytes.text(length.next_multiple_of(4));
                    labels.push((short, label));
                }
            }
            7 => {
                let [subtype, size, count] = std::array::from_fn(|_| bytes.integer());
                extensions.insert(subtype, bytes.take((size * count) as usize).to_vec());
            }
            999 => break,
            other => panic!("there is no record {other}"),
        }
    }
    bytes.integer();
    let told = |subtype: i32| String::from_utf8(extensions.get(&subtype).cloned().unwrap_or_default()).unwrap();
    let names: BTreeMap<String, String> = told(13)
        .split('\t')
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(s, l)| (s.to_owned(), l.to_owned()))
        .collect();
    let long: BTreeMap<String, usize> = told(14)
        .split_terminator("\0\t")
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(short, width)| (short.to_owned(), width.parse().unwrap()))
        .collect();

    // The rows, unpacked to eights of bytes.
    let mut unpacked: Vec<Option<[u8; 8]>> = Vec::new();
    while !bytes.0.is_empty() {
        for code in bytes.take(8).to_vec() {
            match code {
                0 => {}
                253 => unpacked.push(Some(bytes.take(8).try_into().unwrap())),
                254 => unpacked.push(Some([b' '; 8])),
                255 => unpacked.push(None),
                code => unpacked.push(Some((f64::from(code) - 100.0).to_le_bytes())),
            }
        }
    }
    assert_eq!(unpacked.len(), (eights * count) as usize);
    let rows = unpacked.chunks(eights as usize).map(|row| {
        let mut eights = row.iter();
        let mut widths = widths.iter();
        let cells = labels.iter().map(|(short, _)| {
            let width = *widths.next().unwrap();
            if width == 0 {
                return Cell::Number(eights.next().unwrap().map(f64::from_le_bytes));
            }
            let whole = long.get(short).copied().unwrap_or(width);
            let segments = if whole > 255 { whole.div_ceil(252) } else { 1 };
            let mut text = Vec::new();
            for segment in 0..segments {
                let width = if segment == 0 { width } else { *widths.next().unwrap() };
                let mut part: Vec<u8> =
                    eights.by_ref().take(width.div_ceil(8)).flat_map(|eight| eight.unwrap()).collect();
                part.truncate(255);
                text.extend(part);
            }
            Cell::Text(String::from_utf8(text).unwrap().trim_end().to_owned())
        });
        cells.collect()
    });
    let rows = rows.collect();
    let labels = labels.into_iter().map(|(short, label)| (names[&short].clone(), label)).collect();
    Read { labels, rows, extensions }
}

fn written(rows: &[Tidy]) -> Read {
    let mut file = Vec::new();
    sav(date(2026, 11, 25), || rows.iter().cloned(), &mut file).unwrap();
    read(&file)
}

#[test]
fn every_figure_and_every_text_comes_back_as_it_was() {
    // Widths around those at which a string becomes several variables.
    for width in [1, 8, 9, 252, 255, 256, 507, 508, 510, 511, 1_100] {
        let long = "営".repeat(width / 3) + &"x".repeat(width % 3);
        let read =
            written(&[row(&long, Some(46.6)), row("Sales > North", None), row("", Some(-12.0)), row("x", Some(100.0))]);
        let column = |name: &str| COLUMNS.iter().position(|column| column.0 == name).unwrap();
        let values: Vec<&Cell> = read.rows.iter().map(|row| &row[column("value")]).collect();
        let numbers = [Some(46.6), None, Some(-12.0), Some(100.0)].map(Cell::Number);
        assert_eq!(values, numbers.iter().collect::<Vec<_>>(), "{width}");
        let groups: Vec<&Cell> = read.rows.iter().map(|row| &row[column("group")]).collect();
        let texts = [long.as_str(), "Sales > North", "", "x"].map(|text| Cell::Text(text.to_owned()));
        assert_eq!(groups, texts.iter().collect::<Vec<_>>(), "{width}");
        let first = &read.rows[0];
        assert_eq!(first[column("wave_name")], Cell::Text("Frühling 2026 春".to_owned()));
        assert_eq!(first[column("answers_to")], Cell::Number(Some(3_000.0)));
        // Seconds since the fourteenth of October 1582: 162 210 days.
        assert_eq!(first[column("made")], Cell::Number(Some(162_210.0 * 86_400.0)));
    }
}

#[test]
fn it_says_what_its_columns_and_codes_are_and_that_it_is_in_utf_8() {
    let read = written(&[row("Sales", Some(46.6)), row("North", None)]);
    let described: BTreeMap<String, String> =
        COLUMNS.iter().map(|(name, _, label)| ((*name).to_owned(), (*label).to_owned())).collect();
    assert_eq!(read.labels, described);
    assert_eq!(read.extensions[&20], b"UTF-8");
    let codes = String::from_utf8_lossy(&read.extensions[&21]).into_owned();
    for meaning in ["Suppressed to protect people", "Clearly above the organisation"] {
        assert!(codes.contains(meaning), "{codes}");
    }
}

#[test]
fn a_table_without_rows_is_a_file_too() {
    assert!(written(&[]).rows.is_empty());
}
