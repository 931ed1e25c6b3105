//! The files of the browser part: style, script, wasm and icons, embedded under names that change with their content.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::RustEmbed;

/// What the build tool put together. A debug build reads it from the disk, a release build carries it.
#[derive(RustEmbed)]
#[folder = "target/site"]
#[allow_missing = true]
struct Site;

/// Naming the site's hash makes cargo build again when the site has changed.
pub const SITE: Option<&str> = option_env!("FOOTING_SITE");

/// Where each file is served, by the name it has in `public/`.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    names: BTreeMap<String, String>,
}

/// One file as the browser gets it.
#[derive(Debug)]
pub struct Asset {
    pub content: Cow<'static, [u8]>,
    pub media_type: &'static str,
    /// `br` or `gzip`, where the file was compressed at build time and the browser takes it.
    pub encoding: Option<&'static str>,
}

impl Assets {
    /// Reads the names once, at start.
    pub fn load() -> Assets {
        let plain = Site::iter().filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"));
        let names = plain.filter_map(|name| {
            let (stem, rest) = name.split_once('.')?;
            let (_hash, extension) = rest.split_once('.')?;
            Some((format!("{stem}.{extension}"), name.into_owned()))
        });
        Assets { names: names.collect() }
    }

    /// The address of a file; `None` in a build without the browser part.
    pub fn address(&self, name: &str) -> Option<String> {
        self.names.get(name).map(|name| format!("/assets/{name}"))
    }

    /// A file by its full name, in the best encoding a browser accepts.
    pub fn get(&self, name: &str, accept_encoding: &str) -> Option<Asset> {
        let known = self.names.values().any(|known| known == name);
        let accepts = |encoding: &str| accept_encoding.split(',').any(|entry| entry.trim() == encoding);
        let packed = [("br", "br"), ("gzip", "gz")].into_iter().filter(|(encoding, _)| accepts(encoding));
        let compressed = packed
            .filter_map(|(encoding, ending)| Some((Site::get(&format!("{name}.{ending}"))?.data, Some(encoding))));
        let (content, encoding) =
            compressed.chain(Site::get(name).map(|file| (file.data, None))).next().filter(|_| known)?;
        Some(Asset { content, media_type: media_type(name), encoding })
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
