//! The picture of a chart: drawn by resvg in the light, written with its title, description and figures inside.

use png::{BitDepth, ColorType, Compression, DeflateCompression, Encoder, Filter, SrgbRenderingIntent};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;

/// A picture of more pixels is drawn smaller instead: 300 teams at 2 stay below, a slip in the scale does not fill the memory.
const MOST_PIXELS: f32 = 60_000_000.0;
/// Above this many the quicker compression is taken: four times as quick, half as large again.
const MANY_PIXELS: u32 = 12_000_000;

/// `texts` travel in the picture, each under its keyword.
pub(super) fn picture(tree: &Tree, scale: f32, texts: &[(&str, &str)]) -> Vec<u8> {
    let size = tree.size();
    let scale = scale.max(0.1).min((MOST_PIXELS / (size.width() * size.height())).sqrt());
    let width = (size.width() * scale).round().max(1.0) as u32;
    let height = (size.height() * scale).round().max(1.0) as u32;
    encode(&pixels(tree, scale, (width, height)), (width, height), texts)
}

/// A chart covers its whole ground, so no transparency is kept.
fn pixels(tree: &Tree, scale: f32, (width, height): (u32, u32)) -> Vec<u8> {
    let mut pixmap = Pixmap::new(width, height).expect("the size is neither nothing nor too much");
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let mut pixels = Vec::with_capacity(pixmap.data().len() / 4 * 3);
    for pixel in pixmap.data().chunks_exact(4) {
        pixels.extend_from_slice(&pixel[..3]);
    }
    pixels
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
