//! `cargo xtask peers`: opens every file of a release with the programs people have, and says what each of them found.
//! What is not installed is named and left out; what is installed and cannot read a file is an error.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::bench::{Scratch, python};
use crate::command::Run;
use crate::server::{self, Profile, Running};
use crate::{site, tools};

/// An example organisation is made before the server listens.
const PATIENCE: Duration = Duration::from_secs(120);

pub fn run() -> Result<()> {
    let site = site::build()?;
    let program = server::build(Profile::Debug, &site)?;
    let scratch = Scratch::make()?;
    let data = scratch.path().join("data").display().to_string();
    let files = scratch.path().join("files");
    fs::create_dir(&files)?;
    let log = scratch.path().join("server.log");
    drop(serving(&program, &data, &log)?);
    let footing = |arguments: &[&str]| {
        let output = Run::new(&program).args(arguments).args(["--data", &data]).quiet_output();
        output.with_context(|| format!("footing {} failed", arguments.join(" ")))
    };
    let wave = released(&footing(&["wave", "status", "--json"])?)?;
    let archive = scratch.path().join("everything.zip");
    footing(&["export", &wave, "--format", "zip", "--output", &archive.display().to_string()])?;

    let mut found = vec![
        ("python: unzip, pandas, csvw, openpyxl, pyreadstat, python-pptx", read_by_python(&archive, &files)),
        ("LibreOffice", opened_by_libreoffice(&files)),
        ("R", read_by_r(&files)),
        ("PSPP", read_by_pspp(&files)),
        ("pdftotext", read_by_pdftotext(&files)),
    ];
    let scopes = ["surveys:read", "waves:read", "releases:read", "roster:read"].map(|scope| ["--scope", scope]);
    let token = footing(&[&["token", "make", "peers", "--json"], scopes.as_flattened()].concat())?;
    let (server, address) = serving(&program, &data, &log)?;
    found.push(("schemathesis", asked_by_schemathesis(&address, &token, &files)));
    drop(server);

    println!();
    let mut failed = 0;
    for (peer, outcome) in found {
        match outcome {
            Ok(said) => println!("{peer}: {said}"),
            Err(error) => {
                failed += 1;
                println!("{peer}: FAILED, {error:#}");
            }
        }
    }
    ensure!(failed == 0, "{failed} programs could not read what Footing wrote");
    Ok(())
}

/// A server with the example organisation, once it says where it is.
fn serving(program: &Path, data: &str, log: &Path) -> Result<(Running, String)> {
    let arguments = ["serve", "--example", "--data", data, "--listen", "127.0.0.1:0"];
    Running::announced(Run::new(program).args(arguments), log, PATIENCE)
}

/// The last released wave in what `footing wave status --json` prints.
fn released(status: &str) -> Result<String> {
    let before = status.rfind("\"released\":\"").map(|at| &status[..at]);
    let wave = before.and_then(|before| before.rfind("{\"id\":\"").map(|at| &before[at..]));
    text_of("id", wave.context("the example has no released wave")?)
}

/// The first text under a key of some JSON: all that is asked of it here.
fn text_of(key: &str, json: &str) -> Result<String> {
    let start = format!("\"{key}\":\"");
    let rest = json.split_once(&start).map(|(_, rest)| rest);
    let text = rest.and_then(|rest| rest.split_once('"')).map(|(text, _)| text.to_owned());
    text.with_context(|| format!("there is no {key} in {json}"))
}

fn read_by_python(archive: &Path, files: &Path) -> Result<String> {
    let python = python::with(&["pandas", "csvw", "openpyxl", "pyreadstat", "pptx=python-pptx"])?;
    said(Run::new(python).args(["xtask/src/peers/read.py"]).args([archive, files]))
}

fn opened_by_libreoffice(files: &Path) -> Result<String> {
    let Some(office) = tools::on_path("soffice") else {
        return Ok("not here (Debian: libreoffice-calc, libreoffice-impress)".to_owned());
    };
    let names = ["footing-figures.xlsx", "footing-slides.pptx"].map(|name| files.join(name));
    let to_pdf = ["--headless", "--convert-to", "pdf", "--outdir"];
    Run::new(office).args(to_pdf).args([files]).args(names).run_quietly()?;
    let pages = |name: &str| said(Run::new("pdfinfo").args([files.join(name)])).map(|info| pages_of(&info));
    Ok(format!("workbook {} pages, slides {}", pages("footing-figures.pdf")?, pages("footing-slides.pdf")?))
}

fn pages_of(info: &str) -> String {
    let line = info.lines().find_map(|line| line.strip_prefix("Pages:"));
    line.map_or_else(|| "?".to_owned(), |pages| pages.trim().to_owned())
}

fn read_by_r(files: &Path) -> Result<String> {
    let Some(r) = tools::on_path("Rscript") else { return Ok("not here (Debian: r-base-core)".to_owned()) };
    let script = "figures <- read.csv('footing-figures.csv', encoding = 'UTF-8'); \
                  stopifnot(all(is.na(figures$value[figures$obs_status == 'suppressed']))); \
                  cat(nrow(figures), 'rows, mean of the means', round(mean(figures$value[figures$statistic == 'mean'], na.rm = TRUE), 3))";
    said(Run::new(r).args(["-e", script]).in_directory(files))
}

fn read_by_pspp(files: &Path) -> Result<String> {
    let Some(pspp) = tools::on_path("pspp") else { return Ok("not here (Debian: pspp)".to_owned()) };
    let script = files.join("peers.sps");
    let means = |settings: &str, read: &str| -> Result<String> {
        let asked = "SELECT IF statistic = \"mean\".\nDESCRIPTIVES /VARIABLES=value.\n";
        fs::write(&script, format!("{settings}\n{read}\nSET DECIMAL=DOT.\n{asked}"))?;
        let output = said(Run::new(&pspp).args(["-O", "format=csv"]).args([&script]).in_directory(files))?;
        let line = output.lines().find(|line| line.starts_with("The figure")).context(output.clone())?;
        Ok(line.rsplit_once("suppressed,").map_or(line, |it| it.1).to_owned())
    };
    let syntax = fs::read_to_string(files.join("footing-figures.sps"))?;
    let by_syntax = means("", &syntax)?;
    let comma = "SET DECIMAL=COMMA.";
    ensure!(means(comma, &syntax)? == by_syntax, "the syntax reads other figures where the decimal sign is a comma");
    let file = "GET FILE=\"footing-figures.sav\".";
    ensure!(means(comma, file)? == by_syntax, "the SPSS file has other figures than the table");
    Ok(format!("N, mean, deviation, least and most of the means, by syntax and SPSS file alike: {by_syntax}"))
}

fn read_by_pdftotext(files: &Path) -> Result<String> {
    let text = |name: &str| said(Run::new("pdftotext").args([files.join(name).as_os_str(), "-".as_ref()]));
    let (report, technical) = (text("footing-report.pdf")?, text("footing-technical.pdf")?);
    ensure!(report.contains("In short") && technical.contains("What may be concluded"), "their text is not there");
    Ok(format!(
        "report {} words, technical report {}",
        report.split_whitespace().count(),
        technical.split_whitespace().count()
    ))
}

fn asked_by_schemathesis(server: &str, token: &str, notes: &Path) -> Result<String> {
    let token = text_of("token", token)?;
    let python = python::with(&["schemathesis"])?;
    // It leaves notes where it is started.
    let schemathesis = fs::canonicalize(Path::new(&python).with_file_name("schemathesis"))?;
    let header = format!("Authorization: Bearer {token}");
    let address = format!("{server}/api/v1/openapi.json");
    let bounds = ["--max-examples", "20", "--rate-limit", "9/s", "--max-time", "240", "--no-color"];
    let run = ["run", &address, "--checks", "all", "--header", &header];
    let output = said(Run::new(schemathesis).args(run).args(bounds).in_directory(notes))?;
    let last: Vec<&str> = output.lines().filter(|line| line.contains("generated") || line.contains("passed")).collect();
    Ok(last.join("; "))
}

/// What it printed, which is only wanted if it ended well.
fn said(program: Run) -> Result<String> {
    program.quiet_output().context("it ended with an error")
}
