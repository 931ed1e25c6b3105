//! The tidy table as an SPSS system file (`.sav`), which SPSS, PSPP, R and Python read whatever their settings: figures are
//! binary, so no decimal sign is guessed, and what is suppressed is system-missing.
//!
//! The format is the one that PSPP's developers describe ("System File Format"): a dictionary of variables, and after it
//! the rows, compressed by a byte for each eight.

use std::io::{self, Write};

use jiff::civil::Date;

use super::csvw::{COLUMNS, STATISTICS};
use super::format::{ExportCommand, FileFormat, PagePlace};
use super::tidy::{Tidy, tidy};

/// What every program takes for a missing number.
const MISSING: f64 = -f64::MAX;
/// A string variable of more bytes is written as several.
const SEGMENT: usize = 255;
/// So many bytes of a longer string a segment stands for, in the reckoning of its width.
const SEGMENT_STANDS_FOR: usize = 252;
/// Numbers in the bytes of the compressed form are stored with this added.
const BIAS: f64 = 100.0;
/// The day from which dates are counted, in seconds.
const FIRST_DAY: Date = Date::constant(1582, 10, 14);
const SECONDS_A_DAY: f64 = 86_400.0;

/// Formats, as the dictionary numbers them.
const STRING: i32 = 1;
const NUMBER: i32 = 5;
const DATE: i32 = 39;

/// One value.
enum Value<'r> {
    Number(Option<f64>),
    Text(&'r str),
}

/// One column as a variable of the file.
struct Variable {
    /// By which the records of the dictionary call it; programs show the long one.
    short: String,
    name: &'static str,
    label: &'static str,
    datatype: &'static str,
    /// In bytes, at least 1; of numbers it says nothing.
    width: usize,
}

/// The table as SPSS itself writes it.
pub(crate) const SAV: FileFormat = FileFormat {
    word: "sav",
    command: ExportCommand::Export,
    name: "figures.sav",
    media_type: "application/x-spss-sav",
    label: "export-sav",
    place: PagePlace::Programs,
    write: |context, _, out| Ok(sav(context.release.head().made, || tidy(context.release, context.surveys), out)?),
};

/// Writes the rows that `rows` gives, the same ones each time, as they were made on `made`.
///
/// `rows` is called twice, first to learn how wide the texts are: if it gives other rows then, the file is unsound.
/// Variables are called as in [`COLUMNS`], dates are dates, and what is `None` is system-missing.
///
/// # Errors
/// Those of `out`.
pub fn sav<R: Iterator<Item = Tidy>>(made: Date, rows: impl Fn() -> R, mut out: impl Write) -> io::Result<()> {
    let (mut widths, mut count) = ([1; COLUMNS.len()], 0);
    for row in rows() {
        count += 1;
        for (width, value) in widths.iter_mut().zip(values(&row)) {
            if let Value::Text(text) = value {
                *width = text.len().max(*width);
            }
        }
    }
    let variables: Vec<Variable> = (1..)
        .zip(COLUMNS)
        .zip(widths)
        .map(|((number, (name, datatype, label)), width)| {
            let width = if matches!(datatype, "integer" | "decimal" | "date") { 0 } else { width };
            Variable { short: format!("V{number}"), name, label, datatype, width }
        })
        .collect();
    dictionary(&variables, made, count, &mut out)?;
    let mut packer = Packer { codes: Vec::new(), data: Vec::new(), out };
    for row in rows() {
        for (variable, value) in variables.iter().zip(values(&row)) {
            match value {
                Value::Number(number) => packer.number(number)?,
                Value::Text(text) => packer.text(text, &variable.segments())?,
            }
        }
    }
    packer.finish()
}

/// The cells of a row in the order of [`COLUMNS`].
fn values(row: &Tidy) -> [Value<'_>; COLUMNS.len()] {
    use Value::{Number, Text};
    let day = row.made.parse::<Date>().ok();
    let seconds = day.map(|day| f64::from((day - FIRST_DAY).get_days()) * SECONDS_A_DAY);
    [
        Text(&row.wave),
        Text(&row.wave_name),
        Number(seconds),
        Text(&row.contract),
        Text(row.group_kind),
        Text(&row.group),
        Text(&row.survey),
        Number(row.version.map(f64::from)),
        Text(row.measure_kind),
        Text(&row.measure),
        Text(row.statistic),
        Text(&row.option),
        Number(row.value),
        Text(row.limit),
        Number(row.answers_from.map(f64::from)),
        Number(row.answers_to.map(f64::from)),
        Text(row.standing),
        Text(row.opinions),
        Number(row.before),
        Text(row.obs_status),
    ]
}

impl Variable {
    fn is_text(&self) -> bool {
        self.width > 0
    }

    /// The declared widths of the string variables it is written as, or 0 once for a number.
    fn segments(&self) -> Vec<usize> {
        if self.width <= SEGMENT {
            return vec![self.width];
        }
        let count = self.width.div_ceil(SEGMENT_STANDS_FOR);
        let last = self.width - (count - 1) * SEGMENT_STANDS_FOR;
        (0..count).map(|segment| if segment + 1 < count { SEGMENT } else { last }).collect()
    }

    fn format(&self) -> i32 {
        let of = |kind: i32, width: usize, decimals: i32| kind << 16 | (width as i32) << 8 | decimals;
        match self.datatype {
            "integer" => of(NUMBER, 8, 0),
            "decimal" => of(NUMBER, 8, 2),
            "date" => of(DATE, 10, 0),
            _ => of(STRING, self.width.min(SEGMENT), 0),
        }
    }
}

/// Eights of bytes that a string of this width takes.
fn eights(width: usize) -> usize {
    width.max(1).div_ceil(8)
}

fn dictionary(variables: &[Variable], made: Date, rows: u32, out: &mut impl Write) -> io::Result<()> {
    let context: usize = variables.iter().flat_map(Variable::segments).map(eights).sum();
    out.write_all(b"$FL2")?;
    out.write_all(&padded("@(#) SPSS DATA FILE - Footing", 60))?;
    integers(out, &[2, context as i32, 1, 0, rows.try_into().unwrap_or(-1)])?;
    out.write_all(&BIAS.to_le_bytes())?;
    out.write_all(&padded(&made.strftime("%d %b %y").to_string(), 9))?;
    out.write_all(&padded("00:00:00", 8))?;
    out.write_all(&padded("Footing: everything that may be shown of a wave", 64))?;
    out.write_all(&[0; 3])?;
    for variable in variables {
        for (index, width) in variable.segments().into_iter().enumerate() {
            declared(variable, index, width, out)?;
        }
    }
    // Version of the writer, machine, IEEE 754, compressed, little-endian, UTF-8.
    extension(out, 3, 4, &[1, 0, 0, -1, 1, 1, 2, 65001].map(i32::to_le_bytes).concat())?;
    let lowest = f64::from_bits(MISSING.to_bits() - 1);
    extension(out, 4, 8, &[MISSING, f64::MAX, lowest].map(f64::to_le_bytes).concat())?;
    let names: Vec<String> = variables.iter().map(|v| format!("{}={}", v.short, v.name)).collect();
    extension(out, 13, 1, names.join("\t").as_bytes())?;
    let long = variables.iter().filter(|variable| variable.width > SEGMENT);
    let long: String = long.map(|variable| format!("{}={:05}\0\t", variable.short, variable.width)).collect();
    if !long.is_empty() {
        extension(out, 14, 1, long.as_bytes())?;
    }
    extension(out, 20, 1, b"UTF-8")?;
    extension(out, 21, 1, &labels(variables)?)?;
    integers(out, &[999, 0])
}

/// The record of one string variable or number, and those that keep its place in a row.
fn declared(variable: &Variable, index: usize, width: usize, out: &mut impl Write) -> io::Result<()> {
    let format = if variable.is_text() { STRING << 16 | (width as i32) << 8 } else { variable.format() };
    let short = if index == 0 { variable.short.clone() } else { format!("{}S{index}", variable.short) };
    integers(out, &[2, width as i32, i32::from(index == 0), 0, format, format])?;
    out.write_all(&padded(&short, 8))?;
    if index == 0 {
        let label = variable.label.as_bytes();
        integers(out, &[label.len() as i32])?;
        out.write_all(&padded(variable.label, label.len().next_multiple_of(4)))?;
    }
    for _ in 1..eights(width) {
        integers(out, &[2, -1, 0, 0, 0, 0])?;
        out.write_all(&padded("", 8))?;
    }
    Ok(())
}

/// What the codes mean, for variables whose codes are texts.
fn labels(variables: &[Variable]) -> io::Result<Vec<u8>> {
    const STATUS: [(&str, &str); 2] = [("shown", "Shown"), ("suppressed", "Suppressed to protect people")];
    const STANDING: [(&str, &str); 3] = [
        ("clearly_above", "Clearly above the organisation"),
        ("about_the_same", "About the same"),
        ("clearly_below", "Clearly below the organisation"),
    ];
    let mut payload = Vec::new();
    for variable in variables {
        let codes: &[(&str, &str)] = match variable.name {
            "obs_status" => &STATUS,
            "standing" => &STANDING,
            "statistic" => &STATISTICS,
            _ => continue,
        };
        // Shorter strings have labels in another record; these are short only where nothing stands in them.
        if variable.width <= 8 {
            continue;
        }
        // A code that stands in no row may be longer than the variable.
        let codes: Vec<_> = codes.iter().filter(|(code, _)| code.len() <= variable.width).collect();
        text(&mut payload, variable.name)?;
        integers(&mut payload, &[variable.width as i32, codes.len() as i32])?;
        for (code, meaning) in codes {
            integers(&mut payload, &[variable.width as i32])?;
            payload.extend(padded(code, variable.width));
            text(&mut payload, meaning)?;
        }
    }
    Ok(payload)
}

fn text(out: &mut Vec<u8>, text: &str) -> io::Result<()> {
    integers(out, &[text.len() as i32])?;
    out.write_all(text.as_bytes())
}

fn integers(out: &mut impl Write, integers: &[i32]) -> io::Result<()> {
    integers.iter().try_for_each(|integer| out.write_all(&integer.to_le_bytes()))
}

fn extension(out: &mut impl Write, subtype: i32, size: usize, payload: &[u8]) -> io::Result<()> {
    integers(out, &[7, subtype, size as i32, (payload.len() / size) as i32])?;
    out.write_all(payload)
}

/// The text with spaces after it, cut off between letters if it is longer.
fn padded(text: &str, width: usize) -> Vec<u8> {
    let mut bytes = text.as_bytes()[..text.floor_char_boundary(width)].to_vec();
    bytes.resize(width, b' ');
    bytes
}

/// Eights of bytes, each by a code and the bytes only where no code says them.
struct Packer<W> {
    codes: Vec<u8>,
    data: Vec<u8>,
    out: W,
}

impl<W: Write> Packer<W> {
    const AS_IT_IS: u8 = 253;
    const SPACES: u8 = 254;
    const NOTHING: u8 = 255;

    fn number(&mut self, number: Option<f64>) -> io::Result<()> {
        match number {
            None => self.put(Self::NOTHING, &[]),
            Some(number) if number.fract() == 0.0 && (1.0 - BIAS..=251.0 - BIAS).contains(&number) => {
                self.put((number + BIAS) as u8, &[])
            }
            Some(number) => self.put(Self::AS_IT_IS, &number.to_le_bytes()),
        }
    }

    fn text(&mut self, text: &str, segments: &[usize]) -> io::Result<()> {
        let mut rest = text.as_bytes();
        for width in segments {
            let (segment, after) = rest.split_at(rest.len().min(SEGMENT));
            rest = after;
            let mut eight_by_eight = segment.chunks(8);
            for _ in 0..eights(*width) {
                let mut whole = [b' '; 8];
                let eight = eight_by_eight.next().unwrap_or_default();
                whole[..eight.len()].copy_from_slice(eight);
                let code = if whole == [b' '; 8] { Self::SPACES } else { Self::AS_IT_IS };
                self.put(code, if code == Self::SPACES { &[] } else { &whole })?;
            }
        }
        Ok(())
    }

    fn put(&mut self, code: u8, bytes: &[u8]) -> io::Result<()> {
        self.codes.push(code);
        self.data.extend_from_slice(bytes);
        if self.codes.len() == 8 { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> io::Result<()> {
        self.codes.resize(8, 0);
        self.out.write_all(&self.codes)?;
        self.out.write_all(&self.data)?;
        self.codes.clear();
        self.data.clear();
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        if !self.codes.is_empty() {
            self.write()?;
        }
        self.out.flush()
    }
}
