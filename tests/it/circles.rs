//! No module leads back to itself: what a file names is below it, so that each can be read with what it rests on and
//! nothing else. Read from paths that begin with `crate`, `super` or `self`; what a module and its own parts name of each
//! other is their affair.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Module = Vec<String>;

/// The modules of a crate with their text, without tests and comments.
fn modules(root: &Path, others: &[&str]) -> BTreeMap<Module, String> {
    let mut modules = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let within = path.strip_prefix(root).unwrap();
            if path.is_dir() && !others.iter().any(|other| within == Path::new(other)) {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let mut module: Module =
                    within.with_extension("").iter().map(|part| part.to_string_lossy().into()).collect();
                module.pop_if(|last| ["mod", "lib"].contains(&last.as_str()));
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap().lines();
                let code: Vec<&str> = code.map(|line| line.split("//").next().unwrap()).collect();
                modules.insert(module, code.join("\n"));
            }
        }
    }
    modules
}

/// The modules that the paths in some code lead to, from the module it stands in.
fn named(code: &str, me: &[String], modules: &BTreeMap<Module, String>) -> BTreeSet<Module> {
    let mut named = BTreeSet::new();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            if code[..at].ends_with(is_word) || code[..at].ends_with("::") {
                continue;
            }
            let path: String = code[at..].chars().take_while(|c| is_word(*c) || *c == ':').collect();
            let group = code[at + path.len()..].strip_prefix('{').filter(|_| path.ends_with("::"));
            let firsts = group.map_or_else(String::new, |group| group.split('}').next().unwrap_or_default().to_owned());
            let mut base = me.to_vec();
            let mut parts: Vec<&str> = Vec::new();
            for part in path.split("::").filter(|part| !part.is_empty()) {
                match part {
                    "crate" => base.clear(),
                    "super" if parts.is_empty() => drop(base.pop()),
                    "self" => {}
                    part => parts.push(part),
                }
            }
            for first in firsts.split(',') {
                let first = first.trim().split(|c: char| !is_word(c)).next().unwrap_or_default();
                let whole = base.iter().map(String::as_str).chain(parts.iter().copied()).chain([first]);
                let mut to: Module = whole.filter(|part| !part.is_empty()).map(str::to_owned).collect();
                while !to.is_empty() && !modules.contains_key(&to) {
                    to.pop();
                }
                if !to.is_empty() && !me.starts_with(&to) && !to.starts_with(me) {
                    named.insert(to);
                }
            }
        }
    }
    named
}

/// A way from a module back to it.
fn circle(arrows: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let mut done = BTreeSet::new();
    for start in arrows.keys() {
        let mut way: Vec<(Module, Vec<Module>)> = vec![(start.clone(), arrows[start].iter().cloned().collect())];
        while let Some((_, ahead)) = way.last_mut() {
            match ahead.pop() {
                None => done.extend(way.pop().map(|(module, _)| module)),
                Some(next) if done.contains(&next) => {}
                Some(next) if way.iter().any(|(passed, _)| *passed == next) => {
                    let passed = way.into_iter().map(|(module, _)| module);
                    return Some(passed.skip_while(|module| *module != next).chain([next.clone()]).collect());
                }
                Some(next) => {
                    let ahead = arrows[&next].iter().cloned().collect();
                    way.push((next, ahead));
                }
            }
        }
    }
    None
}

#[test]
fn no_module_leads_back_to_itself() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (root, others) in
        [(source.join("core"), &[][..]), (source.join("report"), &[]), (source, &["core", "report", "islands"])]
    {
        let modules = modules(&root, others);
        assert!(modules.len() > 50, "{} has only {} modules", root.display(), modules.len());
        let arrows = modules.iter().map(|(module, code)| (module.clone(), named(code, module, &modules))).collect();
        let found =
            circle(&arrows).map(|way| way.iter().map(|module| module.join("::")).collect::<Vec<_>>().join(" → "));
        assert_eq!(found, None);
    }
}

#[test]
fn a_circle_is_found_whatever_way_its_paths_are_written() {
    let path = |text: &str| -> Module { text.split("::").map(str::to_owned).collect() };
    let code = [
        ("one", "use crate::two::{Two, three::Three};"),
        ("two", "pub mod three;"),
        ("two::three", "use super::super::four;"),
        ("four", "fn of(one: &crate::one::One) {}"),
    ];
    let modules: BTreeMap<Module, String> = code.map(|(module, code)| (path(module), code.to_owned())).into();
    let arrows: BTreeMap<_, _> =
        modules.iter().map(|(module, code)| (module.clone(), named(code, module, &modules))).collect();
    assert_eq!(arrows[&path("one")], [path("two"), path("two::three")].into());
    let way = circle(&arrows).unwrap();
    assert_eq!(way, ["four", "one", "two::three", "four"].map(path));
}
