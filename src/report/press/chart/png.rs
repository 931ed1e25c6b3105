//! The picture of a chart: painted by tiny-skia in the light, written with its title, description and figures inside.

use png::{BitDepth, ColorType, Compression, DeflateCompression, Encoder, Filter, SrgbRenderingIntent};
use skrifa::outline::OutlinePen;
use tiny_skia::{FillRule, LineJoin, PathBuilder, Pixmap, Stroke, Transform};

use super::palette::Paint;
use super::scene::{Ground, Ink, SEAM, Shape, Writing, trace};

/// A picture of more pixels is drawn smaller instead: 300 teams at 2 stay below, a slip in the scale does not fill the memory.
const MOST_PIXELS: f32 = 60_000_000.0;
/// Above this many the quicker compression is taken: four times as quick, half as large again.
const MANY_PIXELS: u32 = 12_000_000;

/// The picture at so many pixels for each unit. `texts` travel in it, each under its keyword.
pub(super) fn picture(shapes: &[Shape], size: (i32, i32), scale: f32, texts: &[(&str, &str)]) -> Vec<u8> {
    let (width, height) = (size.0 as f32, size.1 as f32);
    let scale = scale.max(0.1).min((MOST_PIXELS / (width * height)).sqrt());
    let size = ((width * scale).round().max(1.0) as u32, (height * scale).round().max(1.0) as u32);
    encode(&pixels(shapes, scale, size), size, texts)
}

/// A chart covers its whole ground, so no transparency is kept.
fn pixels(shapes: &[Shape], scale: f32, (width, height): (u32, u32)) -> Vec<u8> {
    let pixels = Pixmap::new(width, height).expect("the size is neither nothing nor too much");
    let mut picture = Picture { pixels, scale: Transform::from_scale(scale, scale) };
    shapes.iter().for_each(|shape| shape.paint(&mut picture));
    let mut pixels = Vec::with_capacity(picture.pixels.data().len() / 4 * 3);
    for pixel in picture.pixels.data().chunks_exact(4) {
        pixels.extend_from_slice(&pixel[..3]);
    }
    pixels
}

struct Picture {
    pixels: Pixmap,
    scale: Transform,
}

impl Ground for Picture {
    fn ink(&mut self, ink: Ink, outline: impl Fn(&mut dyn OutlinePen)) {
        let mut path = Trace(PathBuilder::new());
        outline(&mut path);
        // Nothing was drawn, such as a space.
        let Some(path) = path.0.finish() else { return };
        match ink {
            Ink::Fill(paint) => self.pixels.fill_path(&path, &colour(paint), FillRule::Winding, self.scale, None),
            Ink::Stroke(paint, width) => {
                let stroke = Stroke { width, line_join: LineJoin::Round, ..Stroke::default() };
                self.pixels.stroke_path(&path, &colour(paint), &stroke, self.scale, None);
            }
        }
    }

    fn write(&mut self, writing: &Writing) {
        let (line, start) = writing.line();
        if writing.seam {
            self.ink(Ink::Stroke(Paint::SHEET, SEAM as f32), |pen| line.outline(start, pen));
        }
        self.ink(Ink::Fill(writing.paint), |pen| line.outline(start, pen));
    }
}

trace!(PathBuilder);

fn colour(paint: Paint) -> tiny_skia::Paint<'static> {
    let [_, red, green, blue] = paint.light().to_be_bytes();
    let mut colour = tiny_skia::Paint::default();
    colour.set_color_rgba8(red, green, blue, 255);
    colour
}

fn encode(pixels: &[u8], (width, height): (u32, u32), texts: &[(&str, &str)]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    // Flat fields and sharp letters: every filter makes such a picture larger.
    if width * height > MANY_PIXELS {
        encoder.set_deflate_compression(DeflateCompression::Level(1));
    } else {
        encoder.set_compression(Compression::Balanced);
    }
    encoder.set_filter(Filter::NoFilter);
    encoder.set_source_srgb(SrgbRenderingIntent::Perceptual);
    for (keyword, text) in texts {
        encoder.add_itxt_chunk((*keyword).to_owned(), (*text).to_owned()).expect("the header is not written yet");
    }
    let mut writer = encoder.write_header().expect("writing into memory cannot fail");
    writer.write_image_data(pixels).expect("writing into memory cannot fail");
    writer.finish().expect("writing into memory cannot fail");
    file
}
