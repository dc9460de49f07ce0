//! `liaoyuan`: one program, see `liaoyuan --help`.

use clap::Parser as _;

fn main() -> anyhow::Result<()> {
    app::commands::run(app::commands::Cli::parse())
}
