//! `target/site/`: everything a browser may fetch, in one flat directory, each file named after its content and with
//! its compressed forms beside it. It appears whole or not at all: it is written elsewhere and then renamed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::client::{self, Client, WASM_IN_JS};
use crate::stamp::{Stamp, content_hash, sha256};

const SITE: &str = "target/site";
const NEW: &str = "target/site.new";
const OLD: &str = "target/site.old";
const PUBLIC: &str = "public";

/// Change this when compression changes, or files that are already there keep their old compressed forms.
const COMPRESSION: &str = "brotli 11, gzip 9";

/// A complete `target/site/`.
pub struct Site {
    /// Over the names and contents of all its files: cargo compiles the server again when this changes.
    pub hash: String,
}

/// A file of the site before compression: its plain name, such as `footing.css`, and its content.
type Files = BTreeMap<String, Vec<u8>>;

pub fn build() -> Result<Site> {
    let client = client::build()?;
    eprintln!("[5/5] site: hash and compress");
    let files = hashed(client, public_files(Path::new(PUBLIC))?)?;
    let stamp = Stamp::new("site", &[COMPRESSION.as_bytes(), files.keys().cloned().collect::<String>().as_bytes()]);
    if stamp.holds() && files.keys().all(|name| Path::new(SITE).join(name).is_file()) {
        eprintln!("      unchanged");
    } else {
        write(&files)?;
        stamp.write()?;
        for name in files.keys() {
            eprintln!("      {}", sizes(name)?);
        }
    }
    let hash = hash_of(Path::new(SITE))?;
    eprintln!("      {SITE} is complete ({hash})");
    Ok(Site { hash })
}

/// All files below `public/` by their own name: their folders are for us, the site is flat.
fn public_files(directory: &Path) -> Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_str().context("a file name in public/ is not UTF-8")?;
        if name.starts_with('.') {
            continue;
        }
        let found = if path.is_dir() {
            public_files(&path)?
        } else {
            let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            Files::from([(name.to_owned(), content)])
        };
        for (name, content) in found {
            ensure!(files.insert(name.clone(), content).is_none(), "public/ has two files named {name}");
        }
    }
    Ok(files)
}

/// Gives every file its hashed name. Files that name others get the others' hashed names: the glue for the wasm,
/// a style sheet for its fonts and pictures.
fn hashed(client: Client, public: Files) -> Result<Files> {
    for name in ["footing.js", "footing.wasm"] {
        ensure!(!public.contains_key(name), "public/{name} has the name of a built file");
    }
    let (styles, others): (Files, Files) = public.into_iter().partition(|(name, _)| name.ends_with(".css"));
    let mut files = Files::new();
    let mut names = BTreeMap::new();
    for (name, content) in others {
        let hashed = hashed_name(&name, &content);
        names.insert(name, hashed.clone());
        files.insert(hashed, content);
    }
    for (name, content) in styles {
        let text = String::from_utf8(content).with_context(|| format!("{name} is not UTF-8"))?;
        let content = with_hashed_urls(text, &names).into_bytes();
        files.insert(hashed_name(&name, &content), content);
    }
    let wasm = hashed_name("footing.wasm", &client.wasm);
    ensure!(client.js.contains(WASM_IN_JS), "the glue does not name {WASM_IN_JS} any more");
    let js = client.js.replace(WASM_IN_JS, &wasm).into_bytes();
    files.insert(wasm, client.wasm);
    files.insert(hashed_name("footing.js", &js), js);
    Ok(files)
}

/// `footing.css` becomes `footing.0123456789ab.css`.
fn hashed_name(name: &str, content: &[u8]) -> String {
    let hash = content_hash(content);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

fn with_hashed_urls(mut css: String, names: &BTreeMap<String, String>) -> String {
    for (name, hashed) in names {
        for quote in ["", "\"", "'"] {
            css = css.replace(&format!("url({quote}{name}{quote})"), &format!("url({quote}{hashed}{quote})"));
        }
    }
    css
}

/// Compressed forms are taken from the site that is there where the name, and so the content, is the same.
fn write(files: &Files) -> Result<()> {
    let settings = Stamp::new("compression", &[COMPRESSION.as_bytes()]);
    let (new, old) = (Path::new(NEW), Path::new(SITE));
    remove(new)?;
    fs::create_dir_all(new)?;
    for (name, content) in files {
        fs::write(new.join(name), content)?;
        let reusable = settings.holds() && old.join(name).is_file();
        for (ending, compress) in [("br", brotli as fn(&[u8]) -> Result<Vec<u8>>), ("gz", gzip)] {
            let compressed = format!("{name}.{ending}");
            if reusable {
                if old.join(&compressed).is_file() {
                    fs::copy(old.join(&compressed), new.join(&compressed))?;
                }
                continue;
            }
            let smaller = compress(content)?;
            if smaller.len() < content.len() {
                fs::write(new.join(&compressed), smaller)?;
            }
        }
    }
    remove(Path::new(OLD))?;
    if old.exists() {
        fs::rename(old, OLD)?;
    }
    fs::rename(new, old).with_context(|| format!("cannot rename {NEW} to {SITE}"))?;
    remove(Path::new(OLD))?;
    settings.write()
}

fn remove(directory: &Path) -> Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory).with_context(|| format!("cannot remove {}", directory.display()))?;
    }
    Ok(())
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = ::brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    ::brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(9));
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn sizes(name: &str) -> Result<String> {
    let size = |name: &str| fs::metadata(Path::new(SITE).join(name)).map(|file| file.len());
    let mut line = format!("{name}  {}", kilobytes(size(name)?));
    for ending in ["br", "gz"] {
        if let Ok(bytes) = size(&format!("{name}.{ending}")) {
            line.push_str(&format!(", {ending} {}", kilobytes(bytes)));
        }
    }
    Ok(line)
}

fn kilobytes(bytes: u64) -> String {
    format!("{:.1} kB", bytes as f64 / 1000.0)
}

fn hash_of(directory: &Path) -> Result<String> {
    let paths: BTreeSet<PathBuf> = fs::read_dir(directory)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    if paths.is_empty() {
        bail!("{} is empty", directory.display());
    }
    let mut parts = Vec::new();
    for path in &paths {
        parts.push(path.file_name().unwrap_or_default().as_encoded_bytes().to_vec());
        parts.push(fs::read(path)?);
    }
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    Ok(sha256(&parts)[..16].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_stands_before_the_extension() {
        assert_eq!(hashed_name("footing.css", b"abc"), "footing.ba7816bf8f01.css");
        assert_eq!(hashed_name("touch.180.png", b"abc"), "touch.180.ba7816bf8f01.png");
        assert_eq!(hashed_name("LICENSE", b"abc"), "LICENSE.ba7816bf8f01");
    }

    #[test]
    fn the_glue_and_the_styles_name_the_hashed_files() {
        let client = Client { js: "new URL('footing_bg.wasm', import.meta.url)".into(), wasm: b"abc".into() };
        let css = br#"a { src: url("sans.woff2") } b { src: url(sans.woff2), url(data:x) }"#;
        let public = [("sans.woff2", b"abc".to_vec()), ("footing.css", css.to_vec())];
        let files = hashed(client, public.map(|(name, content)| (name.to_owned(), content)).into()).unwrap();
        let text: Vec<_> = files.values().map(|content| String::from_utf8_lossy(content)).collect();
        assert!(text.iter().any(|text| text.contains("new URL('footing.ba7816bf8f01.wasm', ")), "{text:?}");
        assert!(text.iter().any(|text| {
            text.contains(r#"url("sans.ba7816bf8f01.woff2") } b { src: url(sans.ba7816bf8f01.woff2), url(data:x)"#)
        }));
    }

    #[test]
    fn what_is_compressed_comes_out_again() {
        let content = b"one next step that fits ".repeat(50);
        let mut plain = Vec::new();
        ::brotli::BrotliDecompress(&mut &*brotli(&content).unwrap(), &mut plain).unwrap();
        assert_eq!(plain, content);
        let mut plain = Vec::new();
        let gz = gzip(&content).unwrap();
        std::io::copy(&mut flate2::read::GzDecoder::new(&*gz), &mut plain).unwrap();
        assert_eq!(plain, content);
    }
}
