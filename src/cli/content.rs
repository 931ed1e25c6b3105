//! Surveys, steps and texts: those that come with Footing, or those of a directory of one's own.

use std::path::Path;

use anyhow::{Context as _, Result};
use rust_embed::RustEmbed;

use footing_core::guidance::{Library, TeamLibrary, flaws, read_steps, read_team_steps};
use footing_core::survey::{InstrumentRole, Language, Problem, Problems, Survey, SurveyId, read_survey};
use footing_core::text::Catalog;

#[derive(RustEmbed)]
#[folder = "surveys"]
struct Bundled;

/// Content as files: name and bytes.
#[derive(Debug, Default)]
pub struct Content {
    pub surveys: Vec<(String, Vec<u8>)>,
    steps: Vec<(String, Vec<u8>)>,
    team_steps: Vec<(String, Vec<u8>)>,
    texts: Vec<(String, Vec<u8>)>,
}

/// Content without a fault.
pub struct Checked {
    pub surveys: Vec<Survey>,
    pub library: Library,
    pub team_library: TeamLibrary,
    pub catalog: Catalog,
}

impl Checked {
    /// What will be missing on pages and in files, and why: no fault, as nobody has to ask everything.
    pub fn missing(&self) -> Vec<String> {
        let has = |role: InstrumentRole| self.surveys.iter().any(|survey| survey.role() == Some(role));
        let without = [
            (
                InstrumentRole::Skill,
                "no steps for persons, no kinds of work and tasks for those who lead to choose among, no map of skill \
                 and safety",
            ),
            (InstrumentRole::Safety, "no map of skill and safety, and no team is told to begin with safety"),
            (InstrumentRole::Intent, "those who lead are not asked how far AI may go, and the chart of it is left out"),
        ];
        let mut notes: Vec<String> = without
            .iter()
            .filter(|(role, _)| !has(*role))
            .map(|(role, what)| format!("no survey has `role = \"{}\"`: {what}", role.word()))
            .collect();
        for role in InstrumentRole::ALL {
            let names: Vec<&str> = self
                .surveys
                .iter()
                .filter(|survey| survey.role() == Some(role))
                .map(|survey| survey.id().as_str())
                .collect();
            if names.len() > 1 {
                notes.push(format!(
                    "several surveys have the role {}: {}; only one is used for it",
                    role.word(),
                    names.join(", ")
                ));
            }
        }
        let absent: Vec<&str> = self.team_library.absent(&self.surveys).into_iter().map(SurveyId::as_str).collect();
        if !absent.is_empty() {
            notes.push(format!("steps for teams are for surveys that are not here: {}", absent.join(", ")));
        }
        notes
    }
}

impl Content {
    /// What comes with Footing.
    pub fn bundled() -> Content {
        let mut content = Content::default();
        let mut names: Vec<_> = Bundled::iter().collect();
        names.sort();
        for name in names {
            if let Some(file) = Bundled::get(&name) {
                content.add(&format!("surveys/{name}"), &name, file.data.into_owned());
            }
        }
        content
    }

    /// The content of a directory. Texts may be left out: then those that come with Footing are used.
    ///
    /// # Errors
    /// A directory or file that cannot be read.
    pub fn of_directory(directory: &Path) -> Result<Content> {
        let mut content = Content::default();
        for part in ["", "steps", "team-steps", "text"] {
            let folder = directory.join(part);
            if !part.is_empty() && !folder.is_dir() {
                continue;
            }
            let entries = std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
            let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
            paths.retain(|path| path.is_file());
            paths.sort();
            for path in paths {
                let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                let inside = path.strip_prefix(directory).unwrap_or(&path).display().to_string();
                content.add(&path.display().to_string(), &inside, bytes);
            }
        }
        if content.texts.is_empty() {
            content.texts = Content::bundled().texts;
        }
        Ok(content)
    }

    /// From the directory, if one is named, or what comes with Footing.
    ///
    /// # Errors
    /// As [`Content::of_directory`].
    pub fn load(directory: Option<&Path>) -> Result<Content> {
        directory.map_or_else(|| Ok(Content::bundled()), Content::of_directory)
    }

    fn add(&mut self, name: &str, inside: &str, bytes: Vec<u8>) {
        let list = match inside.split_once('/') {
            None if inside.ends_with(".toml") => &mut self.surveys,
            Some(("steps", _)) if inside.ends_with(".toml") => &mut self.steps,
            Some(("team-steps", _)) if inside.ends_with(".toml") => &mut self.team_steps,
            Some(("text", _)) if inside.ends_with(".ftl") => &mut self.texts,
            _ => return,
        };
        list.push((name.to_owned(), bytes));
    }

    /// The step library, held against the survey it is made for, which has the role skill. Without it there are no steps.
    ///
    /// # Errors
    /// Everything wrong in the step files and, if none is, every situation without a fitting step or with a tie.
    pub fn library(&self, surveys: &[Survey]) -> Result<Library, Problems> {
        let Some(survey) = surveys.iter().find(|survey| survey.role() == Some(InstrumentRole::Skill)) else {
            return Ok(Library::default());
        };
        let library = read_steps(&self.steps, survey)?;
        let flaws = flaws(&library, survey);
        if flaws.is_empty() {
            return Ok(library);
        }
        let file = self.steps.first().map_or("steps", |(name, _)| name.as_str());
        let folder = file.rsplit_once('/').map_or("steps", |(folder, _)| folder);
        Err(Problems(flaws.iter().map(|flaw| flaw.to_problem(folder)).collect()))
    }

    /// The steps for teams, held against every survey. Without files for teams there are none.
    ///
    /// # Errors
    /// Everything wrong in the files and, if nothing is, every state of a team without a step.
    pub fn team_library(&self, surveys: &[Survey]) -> Result<TeamLibrary, Problems> {
        if self.team_steps.is_empty() { Ok(TeamLibrary::default()) } else { read_team_steps(&self.team_steps, surveys) }
    }

    /// The words of the pages.
    ///
    /// # Errors
    /// Everything wrong in the text files.
    pub fn catalog(&self) -> Result<Catalog, Problems> {
        let mut problems = Vec::new();
        let mut files = Vec::new();
        for (name, bytes) in &self.texts {
            let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let Ok(language) = stem.parse::<Language>() else {
                problems.push(Problem::of_file(name, "no language of Footing", "name it en.ftl, de.ftl or ja.ftl"));
                continue;
            };
            match String::from_utf8(bytes.clone()) {
                Ok(source) => files.push((language, name.clone(), source)),
                Err(_) => problems.push(Problem::of_file(name, "not UTF-8", "save it as UTF-8")),
            }
        }
        match Catalog::read(&files) {
            Ok(catalog) if problems.is_empty() => Ok(catalog),
            Ok(_) => Err(Problems(problems)),
            Err(Problems(more)) => Err(Problems(problems.into_iter().chain(more).collect())),
        }
    }

    /// Everything checked at once, or all its faults.
    ///
    /// # Errors
    /// Every fault of every file.
    pub fn check(&self) -> Result<Checked, Problems> {
        let mut problems = Vec::new();
        let mut surveys = Vec::new();
        for (file, bytes) in &self.surveys {
            match read_survey(file, bytes) {
                Ok(survey) => surveys.push(survey),
                Err(Problems(more)) => problems.extend(more),
            }
        }
        let (library, team_library) = (self.library(&surveys), self.team_library(&surveys));
        let catalog = self.catalog();
        match (library, team_library, catalog) {
            (Ok(library), Ok(team_library), Ok(catalog)) if problems.is_empty() => {
                Ok(Checked { surveys, library, team_library, catalog })
            }
            (library, team_library, catalog) => {
                let more = library.err().into_iter().chain(team_library.err()).chain(catalog.err());
                problems.extend(more.flat_map(|Problems(more)| more));
                Err(Problems(problems))
            }
        }
    }

    /// How many files there are.
    pub fn files(&self) -> usize {
        self.surveys.len() + self.steps.len() + self.team_steps.len() + self.texts.len()
    }
}
