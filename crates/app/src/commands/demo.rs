//! `liaoyuan demo`: the believable world, ready in seconds, with an account for each role.

use kernel::Clock;
use web::DemoLogin;
use world::{Size, World};

use crate::commands::say;
use crate::commands::serve::{Listen, bind, serve};
use crate::config::Settings;
use crate::house::{House, Opening};
use crate::populate;

/// The password of every demo account.
pub const PASSWORD: &str = "liaoyuan-2024";

/// Fills an installation with the world, unless it holds one, and serves it. Without a folder it
/// works in one that is removed at the end.
pub async fn run(mut settings: Settings, keep: bool, listen: &Listen) -> anyhow::Result<()> {
    let (listener, mut config) = bind(&settings, listen).await?;
    let folder = (!keep && matches!(settings.target, store::Target::File(_))).then(Folder::new).transpose()?;
    if let Some(folder) = &folder {
        settings = Settings { file: settings.file, ..Settings::embedded(&folder.0) };
    }
    let clock = Clock::system();
    let now = clock.now();
    let world = World::new(1, Size::Demo, now.millis());
    config.demo_accounts = accounts(&world);
    let base_url = config.base_url.clone();
    let logins = config.demo_accounts.clone();
    let threads = listen.threads(&settings.target);
    let opening = Opening { settings, clock, config, threads, in_memory: false };
    let house = House::open(opening).await?;
    populate::world(&house, world, PASSWORD).await?;

    say(&format!("燎原 Liaoyuan, the demo, at {base_url}\n"));
    for login in logins {
        say(&format!("  {:<12} {:<20} {}  {}", login.login, login.role_key, login.name, login.enterprise));
    }
    say(&format!("\nThe password of each is {PASSWORD}. Ctrl-C ends it."));
    serve(listener, house).await
}

/// Who can be signed in as, with their telephone number.
fn accounts(world: &World) -> Vec<DemoLogin> {
    let named = world.demo_accounts().into_iter().filter_map(|account| {
        let person = world.person(account.person)?;
        let unit = world.units().get(person.unit as usize)?;
        Some(DemoLogin {
            role_key: account.role.map_or("role-worker", |role| web::role_key(populate::role(role))),
            name: person.name,
            enterprise: unit.short.clone(),
            login: person.phone,
            password: PASSWORD.to_owned(),
        })
    });
    named.collect()
}

/// A folder that goes with the demo.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new() -> anyhow::Result<Folder> {
        let path = std::env::temp_dir().join(format!("liaoyuan-demo-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
