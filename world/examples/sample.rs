//! Prints suggestions of the demo to be read with a critical eye: `cargo run --example sample -- [how many] [seed]`.
#![allow(clippy::print_stdout)]

use world::{Size, World};

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|word| word.parse::<u64>().ok());
    let (count, seed) = (numbers.next().unwrap_or(60), numbers.next().unwrap_or(1));
    // 2026-11-23 10:00 in China: a sample needs a moment, not the clock.
    let world = World::new(seed, Size::Demo, 1_795_399_200_000);
    let step = (900 / count.clamp(1, 900)) as usize;
    for suggestion in world.suggestions().step_by(step) {
        let author = world.person(suggestion.author).map(|person| person.name).unwrap_or_default();
        let team = &world.units()[suggestion.unit as usize];
        let state = suggestion.state();
        println!("{} {} {author} · {} · {state:?}", suggestion.index, suggestion.category, team.name);
        println!("  {}\n  现在 {}\n  想改 {}", suggestion.title, suggestion.now_text, suggestion.how_text);
        for event in suggestion.storyline.iter().filter(|event| !event.text.is_empty()) {
            let step = format!("{:?}", event.step);
            println!("    {} {}", step.split(['(', ' ']).next().unwrap_or_default(), event.text);
        }
    }
}
