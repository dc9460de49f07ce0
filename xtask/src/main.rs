//! The tools of the house: `cargo run -p xtask -- check` fails when one of its rules is broken.
#![allow(clippy::print_stdout, reason = "a tool answers on standard output")]

mod citations;
mod deps;
mod glossary;
mod i18n;
mod links;
mod new_module;
mod rules;
mod size;
mod sources;
mod traces;

use std::process::ExitCode;

use rules::Rules;
use sources::Source;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
cargo run -p xtask -- <command>

  check                  everything below
  check-deps             edges between crates, heavy dependencies, reasons for dependencies
  check-size             no source file has more than 500 lines
  check-i18n             every message exists in both languages, is used, and what is used exists
  check-sources          every source that is cited is explained in docs/sources.md
  check-glossary         every stored word of the field stands in docs/glossary.md
  check-links            what a document points at is there
  check-traces           nothing names somebody's machine; locks name public registries only
  new-module LINK NAME   the skeleton of a module under modules/LINK/NAME
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(faults) => {
            println!("{faults} {}", if faults == 1 { "fault" } else { "faults" });
            ExitCode::FAILURE
        }
        Err(error) => {
            println!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Runs a command and yields the number of faults it found.
fn run(args: &[&str]) -> Outcome<usize> {
    if let ["new-module", link, name] = args {
        new_module::make(&sources::root(), link, name)?.iter().for_each(|line| println!("{line}"));
        return Ok(0);
    }
    let [command] = args else { return Err(USAGE.into()) };
    let all = *command == "check";
    let checks: [(&str, Check); 7] = [
        ("check-deps", deps::check),
        ("check-size", size::check),
        ("check-i18n", i18n::check),
        ("check-sources", citations::check),
        ("check-traces", traces::check),
        ("check-glossary", glossary::check),
        ("check-links", links::check),
    ];
    let chosen: Vec<_> = checks.into_iter().filter(|(name, _)| all || name == command).collect();
    if chosen.is_empty() {
        return Err(USAGE.into());
    }
    let root = sources::root();
    let (sources, rules) = (sources::read(&root)?, Rules::read(&root)?);
    let mut faults = 0;
    for (name, check) in chosen {
        let found = check(&sources, &rules)?;
        println!("{name}: {}", if found.is_empty() { "holds".to_owned() } else { format!("{} broken", found.len()) });
        found.iter().for_each(|fault| println!("  {fault}"));
        faults += found.len();
    }
    Ok(faults)
}

/// Looks at every source and yields what is wrong, a line each.
type Check = fn(&[Source], &Rules) -> Outcome<Vec<String>>;
