//! Dependencies point down only: `app → modules → web → the trunk → store → kernel`.

use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, MetadataCommand, Package};

use crate::Outcome;
use crate::rules::{self, Rules};
use crate::sources::{Source, root};

/// A heavy or dangerous dependency → the only crate that may have it.
const ONLY_IN: &[(&str, &str)] = &[
    ("typst", "documents"),
    ("typst-pdf", "documents"),
    ("typst-layout", "documents"),
    ("comemo", "documents"),
    ("calamine", "documents"),
    ("rust_xlsxwriter", "documents"),
    ("rusqlite", "store"),
    ("postgres", "store"),
    ("tantivy", "search"),
    ("jieba-rs", "search"),
    ("image", "files"),
    ("object_store", "files"),
    ("lettre", "notices"),
    ("ureq", "notices"),
    ("signed_note", "ledger"),
    ("tlog_tiles", "ledger"),
    ("argon2", "identity"),
    ("clap", "app"),
    ("anyhow", "app"),
];

/// Where a crate stands. A crate uses what stands lower; on its own floor only along a listed edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Floor {
    Kernel,
    Store,
    Trunk,
    Web,
    Modules,
    App,
    /// Uses the house as tests and benchmarks do; nobody uses it but tests.
    Testkit,
    /// Made-up people and texts: uses nothing of the house, is used by the app and by tests.
    World,
    /// Tools; neither uses nor is used.
    Tools,
}

/// One crate of the workspace.
#[derive(Debug)]
struct Room {
    name: String,
    floor: Floor,
    deps: Vec<Dep>,
}

/// One line of its manifest.
#[derive(Debug)]
struct Dep {
    /// As the manifest calls it: `kernel`, `rand08`.
    name: String,
    /// For tests only.
    dev: bool,
}

/// Reads `cargo metadata` and names everything that points the wrong way.
pub fn check(sources: &[Source], rules: &Rules) -> Outcome<Vec<String>> {
    let metadata =
        MetadataCommand::new().current_dir(root()).no_deps().other_options(["--offline".to_owned()]).exec()?;
    let rooms: Vec<Room> = metadata.workspace_packages().into_iter().map(room).collect();
    let manifest = &sources.iter().find(|source| source.path == "Cargo.toml").ok_or("no Cargo.toml")?.text;
    let mut faults = edges(&rooms, rules);
    faults.extend(heavy(&rooms));
    faults.extend(reasons(manifest));
    faults.extend(idle(manifest, &rooms)?);
    for package in metadata.workspace_packages() {
        let folder =
            package.manifest_path.parent().and_then(|folder| folder.strip_prefix(&metadata.workspace_root).ok());
        let folder = folder.map(|folder| format!("{folder}/")).unwrap_or_default();
        faults.extend(unnamed(&room(package), &folder, sources));
    }
    Ok(faults)
}

fn room(package: &Package) -> Room {
    let name = package.name.strip_prefix("liaoyuan-").unwrap_or(&package.name).to_owned();
    let in_modules = package.manifest_path.components().rev().nth(3).is_some_and(|folder| folder.as_str() == "modules");
    let floor = if in_modules { Floor::Modules } else { floor(&name) };
    let deps = package.dependencies.iter().map(|dep| Dep {
        name: dep.rename.clone().unwrap_or_else(|| dep.name.clone()),
        dev: dep.kind == DependencyKind::Development,
    });
    Room { name, floor, deps: deps.collect() }
}

/// The floor of a crate that is no module. A new crate belongs to the trunk until it is named here.
fn floor(name: &str) -> Floor {
    match name {
        "kernel" => Floor::Kernel,
        "store" => Floor::Store,
        "web" => Floor::Web,
        "app" => Floor::App,
        "testkit" | "benches" => Floor::Testkit,
        "world" => Floor::World,
        "xtask" => Floor::Tools,
        _ => Floor::Trunk,
    }
}

fn edges(rooms: &[Room], rules: &Rules) -> Vec<String> {
    let mut faults = Vec::new();
    for from in rooms {
        for dep in &from.deps {
            let Some(to) = rooms.iter().find(|room| room.name == dep.name) else { continue };
            if !may_use(from, to, dep.dev, rules) {
                faults.push(format!("{} ({:?}) may not use {} ({:?})", from.name, from.floor, to.name, to.floor));
            }
        }
    }
    for (from, uses) in &rules.edges {
        for to in uses {
            let used = rooms.iter().any(|room| room.name == *from && room.deps.iter().any(|dep| dep.name == *to));
            if !used {
                faults.push(format!("{}: the edge {from} → {to} is listed and not there", rules::FILE));
            }
        }
    }
    faults
}

fn may_use(from: &Room, to: &Room, dev: bool, rules: &Rules) -> bool {
    match (from.floor, to.floor) {
        (Floor::Tools, _) | (_, Floor::Tools) => false,
        (Floor::Testkit, _) => true,
        (_, Floor::Testkit) => dev,
        (Floor::World, _) => false,
        (Floor::App, Floor::World) => true,
        (_, Floor::World | Floor::App) => dev,
        (above, below) => above > below || (above == below && rules.allow(&from.name, &to.name)),
    }
}

fn heavy(rooms: &[Room]) -> Vec<String> {
    let uses = rooms.iter().flat_map(|room| room.deps.iter().filter(|dep| !dep.dev).map(move |dep| (room, dep)));
    uses.filter_map(|(room, dep)| {
        let (_, home) = ONLY_IN.iter().find(|(name, _)| *name == dep.name)?;
        (room.name != *home && !matches!(room.floor, Floor::Tools | Floor::Testkit))
            .then(|| format!("{} may not use {}: it ends in {home}", room.name, dep.name))
    })
    .collect()
}

/// The dependencies of the root manifest that no comment on their line explains. Our own rooms
/// explain themselves.
fn reasons(manifest: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| *line != "[workspace.dependencies]").skip(1);
    let dependencies = lines.take_while(|line| !line.starts_with('['));
    dependencies
        .filter(|line| line.contains(" = ") && !line.starts_with('#') && !line.contains("path = "))
        .filter(|line| line.split_once("# ").is_none_or(|(_, why)| why.trim().is_empty()))
        .map(|line| format!("Cargo.toml: no reason given: {line}"))
        .collect()
}

/// The dependencies of the root manifest that no crate takes.
fn idle(manifest: &str, rooms: &[Room]) -> Outcome<Vec<String>> {
    let manifest: toml::Table = toml::from_str(manifest)?;
    let listed = manifest.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let listed = listed.and_then(toml::Value::as_table).ok_or("Cargo.toml has no [workspace.dependencies]")?;
    let taken: BTreeSet<&str> = rooms.iter().flat_map(|room| &room.deps).map(|dep| dep.name.as_str()).collect();
    Ok(listed
        .keys()
        .filter(|name| !taken.contains(name.as_str()))
        .map(|name| format!("Cargo.toml: no crate uses {name}"))
        .collect())
}

/// The dependencies of one crate that its code never names.
fn unnamed(room: &Room, folder: &str, sources: &[Source]) -> Vec<String> {
    let own: Vec<&Source> =
        sources.iter().filter(|source| source.path.starts_with(folder) && source.is(&[".rs", ".html"])).collect();
    let named = |name: &str| {
        let ident = name.replace('-', "_");
        own.iter().any(|source| source.text.match_indices(&ident).any(|(at, _)| is_word(&source.text, at, ident.len())))
    };
    let by_macro = |name: &str| name == "serde" && named("words"); // kernel::words! names serde itself
    let unnamed = room.deps.iter().filter(|dep| !named(&dep.name) && !by_macro(&dep.name));
    unnamed.map(|dep| format!("{folder}Cargo.toml: {} is never named in its code", dep.name)).collect()
}

fn is_word(text: &str, at: usize, len: usize) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    !text[..at].chars().next_back().is_some_and(part) && !text[at + len..].chars().next().is_some_and(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::source;

    fn room(name: &str, floor: Floor, deps: &[&str]) -> Room {
        let dep = |name: &&str| Dep { name: (*name).to_owned(), dev: false };
        Room { name: name.to_owned(), floor, deps: deps.iter().map(dep).collect() }
    }

    fn house() -> Vec<Room> {
        vec![
            room("kernel", Floor::Kernel, &["serde"]),
            room("store", Floor::Store, &["kernel", "rusqlite"]),
            room("ledger", Floor::Trunk, &["store", "kernel"]),
            room("jobs", Floor::Trunk, &["ledger"]),
            room("web", Floor::Web, &["jobs", "kernel"]),
            room("suggestions", Floor::Modules, &["web", "ledger"]),
            room("members", Floor::Modules, &["web"]),
            room("app", Floor::App, &["suggestions", "members", "world"]),
            room("world", Floor::World, &[]),
            room("testkit", Floor::Testkit, &["app"]),
        ]
    }

    fn rules() -> Rules {
        toml::from_str("[edges]\njobs = [\"ledger\"]\n").unwrap()
    }

    #[test]
    fn the_plan_of_the_house_holds() {
        assert_eq!(edges(&house(), &rules()), Vec::<String>::new());
        assert_eq!(heavy(&house()), Vec::<String>::new());
    }

    #[test]
    fn an_edge_that_points_up_or_sideways_is_found() {
        for (from, to) in [
            ("kernel", "store"),
            ("ledger", "jobs"),
            ("ledger", "web"),
            ("web", "members"),
            ("members", "suggestions"),
            ("members", "app"),
            ("members", "world"),
            ("world", "kernel"),
            ("app", "testkit"),
        ] {
            let mut rooms = house();
            let dep = Dep { name: to.to_owned(), dev: false };
            rooms.iter_mut().find(|room| room.name == from).unwrap().deps.push(dep);
            let found = edges(&rooms, &rules());
            assert_eq!(found.len(), 1, "{from} → {to}: {found:?}");
        }
    }

    #[test]
    fn tests_may_use_the_testkit_and_the_world() {
        let mut rooms = house();
        for to in ["testkit", "world"] {
            rooms[5].deps.push(Dep { name: to.to_owned(), dev: true });
        }
        assert_eq!(edges(&rooms, &rules()), Vec::<String>::new());
    }

    #[test]
    fn a_listed_edge_that_is_gone_is_found() {
        let rules = toml::from_str("[edges]\njobs = [\"ledger\"]\nmembers = [\"suggestions\"]\n").unwrap();
        assert_eq!(edges(&house(), &rules).len(), 1);
    }

    #[test]
    fn heavy_dependencies_stay_in_their_room() {
        let mut rooms = house();
        rooms[5].deps.push(Dep { name: "typst".to_owned(), dev: false });
        rooms[6].deps.push(Dep { name: "postgres".to_owned(), dev: true });
        assert_eq!(heavy(&rooms), vec!["suggestions may not use typst: it ends in documents"]);
    }

    #[test]
    fn a_dependency_says_why_and_is_used() {
        let manifest = "[workspace.dependencies]\nkernel = { path = \"k\" }\n# --- values ---\nserde = \"1\" # payloads\n\
            uuid = \"1\"\njiff = \"1\" # \n[profile.dev]\ndebug = 1\n";
        assert_eq!(reasons(manifest).len(), 2, "{:?}", reasons(manifest));
        assert_eq!(
            idle(manifest, &house()).unwrap(),
            vec!["Cargo.toml: no crate uses jiff", "Cargo.toml: no crate uses uuid"]
        );
    }

    #[test]
    fn a_dependency_is_named_as_a_whole_word() {
        let sources = [source("a/src/lib.rs", "use store::Tx; let hexes = 1;"), source("b/src/lib.rs", "hex::encode")];
        let found = unnamed(&room("a", Floor::Trunk, &["store", "hex"]), "a/", &sources);
        assert_eq!(found, vec!["a/Cargo.toml: hex is never named in its code"]);
    }
}
