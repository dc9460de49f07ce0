//! Writes the component sheet and one page of each layout as static files, with their assets,
//! to look at: `cargo run -p liaoyuan-ui --example kit -- <folder>`, then serve that folder.

mod pages;

use std::fs;
use std::path::{Path, PathBuf};
use std::{env, io};

use ui::assets::{all, asset};
use ui::page::{TextSize, Theme};
use ui::{Catalogue, Locale, MESSAGES};

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "kit".into()));
    let catalogue = Catalogue::build(MESSAGES).map_err(io::Error::other)?.leak();
    for (_, address) in all() {
        let asset = asset(address).ok_or_else(|| io::Error::other(address))?;
        write(&folder, address.trim_start_matches('/'), asset.bytes)?;
    }
    write(&folder, "kit.css", include_bytes!("kit.css"))?;
    for locale in Locale::ALL {
        for (theme, end) in [(Theme::Light, ""), (Theme::Dark, "-dark")] {
            let look = pages::Look { t: catalogue.t(locale), theme, text: TextSize::Normal };
            pages(&folder, look, &format!("-{}{end}", locale.tag()))?;
        }
    }
    let large = pages::Look { t: catalogue.t(Locale::Zh), theme: Theme::Light, text: TextSize::Larger };
    pages(&folder, large, "-large")
}

fn pages(folder: &Path, look: pages::Look, end: &str) -> io::Result<()> {
    for (name, html) in pages::render_all(look).map_err(io::Error::other)? {
        write(folder, &format!("{name}{end}.html"), html.as_bytes())?;
    }
    Ok(())
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, bytes)
}
