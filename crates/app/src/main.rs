//! `liaoyuan`: one program, see `liaoyuan --help`.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    match app::commands::run(app::commands::Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line for a person; what lies deeper is in the log.
            eprintln!("liaoyuan: {error:#}");
            ExitCode::FAILURE
        }
    }
}
