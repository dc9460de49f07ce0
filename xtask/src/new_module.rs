//! `new-module LINK NAME`: a module that compiles, is mounted nowhere, and shows where things go.

use std::fs;
use std::path::Path;

use crate::Outcome;

/// Where a file goes → what is in it, with `NAME` and `TITLE` to be filled.
const FILES: &[(&str, &str)] = &[
    ("Cargo.toml", include_str!("../skeleton/Cargo.toml.txt")),
    ("README.md", include_str!("../skeleton/README.md.txt")),
    ("askama.toml", include_str!("../skeleton/askama.toml.txt")),
    ("src/lib.rs", include_str!("../skeleton/lib.rs.txt")),
    ("src/lifecycle.rs", include_str!("../skeleton/lifecycle.rs.txt")),
    ("src/pages.rs", include_str!("../skeleton/pages.rs.txt")),
    ("templates/NAME/index.html", include_str!("../skeleton/index.html.txt")),
    ("locales/zh-CN.ftl", include_str!("../skeleton/zh-CN.ftl.txt")),
    ("locales/en.ftl", include_str!("../skeleton/en.ftl.txt")),
];

/// The last line of our own rooms in the root manifest stands before this one.
const AFTER_ROOMS: &str = "\n\n# --- database ---";

/// Writes the module and lists it in the root manifest; yields what is left to do by hand.
pub fn make(root: &Path, link: &str, name: &str) -> Outcome<Vec<String>> {
    for word in [link, name] {
        if !word.starts_with(|c: char| c.is_ascii_lowercase()) || !word.chars().all(|c| c.is_ascii_lowercase()) {
            return Err(format!("{word}: one word of lower-case letters is wanted").into());
        }
    }
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    if manifest.contains(&format!("package = \"liaoyuan-{name}\"")) {
        return Err(format!("there is a crate called {name} already").into());
    }
    let place = format!("modules/{link}/{name}");
    let folder = root.join(&place);
    if folder.exists() {
        return Err(format!("{place} exists already and is not overwritten").into());
    }
    for (file, text) in FILES {
        let file = folder.join(file.replace("NAME", name));
        fs::create_dir_all(file.parent().unwrap_or(&folder))?;
        fs::write(file, filled(text, name))?;
    }
    let line = format!("\n{name} = {{ path = \"{place}\", package = \"liaoyuan-{name}\" }}");
    let listed = manifest.replacen(AFTER_ROOMS, &(line + AFTER_ROOMS), 1);
    if listed == manifest {
        return Err(format!("Cargo.toml has no line {:?} to stand before", AFTER_ROOMS.trim()).into());
    }
    fs::write(root.join("Cargo.toml"), listed)?;
    Ok(vec![
        format!("{place} is there and compiles: cargo nextest run -p liaoyuan-{name}"),
        format!(
            "mount it: `{name}.workspace = true` in crates/app/Cargo.toml, `{name}::module()` in crates/app/src/registry.rs"
        ),
        "if it uses another module, list the edge in docs/modules.toml".to_owned(),
        "then follow \"Adding a module\" in ARCHITECTURE.md".to_owned(),
    ])
}

fn filled(text: &str, name: &str) -> String {
    let mut title = name.to_owned();
    title[..1].make_ascii_uppercase();
    text.replace("NAME", name).replace("TITLE", &title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        fs::write(
            root.path().join("Cargo.toml"),
            "[workspace.dependencies]\nkernel = { path = \"k\" }\n\n# --- database ---\n",
        )
        .unwrap();
        root
    }

    #[test]
    fn a_module_is_written_whole_and_listed() {
        let root = workspace();
        make(root.path(), "growth", "skills").unwrap();
        let folder = root.path().join("modules/growth/skills");
        for (file, _) in FILES {
            let text = fs::read_to_string(folder.join(file.replace("NAME", "skills"))).unwrap();
            assert!(!text.contains("NAME") && !text.contains("TITLE"), "{file}: {text}");
        }
        let manifest = fs::read_to_string(root.path().join("Cargo.toml")).unwrap();
        let manifest: toml::Table = toml::from_str(&manifest).unwrap();
        assert_eq!(manifest["workspace"]["dependencies"]["skills"]["path"].as_str(), Some("modules/growth/skills"));
    }

    #[test]
    fn nothing_is_overwritten_and_names_are_plain() {
        let root = workspace();
        make(root.path(), "growth", "skills").unwrap();
        for (link, name) in
            [("growth", "skills"), ("value", "skills"), ("growth", "../skills"), ("Growth", "wages"), ("growth", "")]
        {
            assert!(make(root.path(), link, name).is_err(), "{link} {name}");
        }
    }

    #[test]
    fn the_root_manifest_of_this_repository_has_the_place_to_list_it() {
        assert!(fs::read_to_string(crate::sources::root().join("Cargo.toml")).unwrap().contains(AFTER_ROOMS));
    }
}
