//! `liaoyuan serve`, and how every server here starts and stops.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use kernel::Clock;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use store::Target;
use tokio::net::TcpListener;
use tokio::sync::watch;
use web::Config;

use crate::config::Settings;
use crate::house::{self, House, Opening};
use crate::router::router;

/// Bounds of the buckets for times, in seconds.
const SECONDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
/// How often what was measured is put into them.
const UPKEEP: Duration = Duration::from_secs(5);

/// Where and how to listen.
#[derive(Args, Clone, Debug)]
pub struct Listen {
    /// Address to listen on.
    #[arg(long, env = "LIAOYUAN_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// The address people reach it at, where a proxy stands before it: `https://liaoyuan.example`.
    #[arg(long, env = "LIAOYUAN_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
    /// A proxy stands before the house and tells callers' addresses in X-Forwarded-For.
    #[arg(long, env = "LIAOYUAN_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Threads for the database: as many as processors for the embedded one, four times as many for a
    /// server, which are mostly waiting for it.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

impl Listen {
    /// The threads for this database.
    pub fn threads(&self, target: &Target) -> usize {
        self.threads.unwrap_or_else(|| house::threads(target))
    }
}

/// Listens before anything is opened, so that a taken port is told at once.
pub async fn bind(settings: &Settings, listen: &Listen) -> anyhow::Result<(TcpListener, Config)> {
    let from_file =
        settings.file.listen.as_deref().map(str::parse).transpose().context("listen in the configuration")?;
    let address = listen.listen.or(from_file).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)));
    let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
    let reached = listener.local_addr()?;
    let base_url = listen.base_url.clone().or_else(|| settings.file.base_url.clone());
    let base_url = base_url.map_or_else(|| format!("http://{reached}"), |url| url.trim_end_matches('/').to_owned());
    let config =
        Config { insecure_cookies: base_url.starts_with("http://"), base_url, visitor_rate: 30, ..Config::default() };
    Ok((listener, config))
}

/// Serves until SIGTERM or Ctrl-C; what is being answered then is finished first.
pub async fn serve(listener: TcpListener, house: House) -> anyhow::Result<()> {
    let metrics = PrometheusBuilder::new()
        .set_buckets(&SECONDS)
        .and_then(PrometheusBuilder::install_recorder)
        .context("metrics")?;
    let (stop, stopped) = watch::channel(false);
    let upkeep = tokio::spawn(keep_up(metrics.clone()));
    let (router, _) = router(house.app.clone(), Some(metrics));
    let running = house.start(&stop);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let closing = async move {
        signal().await;
        tracing::info!("closing: answering what is asked, taking nothing new");
    };
    axum::serve(listener, service).with_graceful_shutdown(closing).await?;
    stop.send_replace(true);
    drop(stopped);
    running.ended().await;
    upkeep.abort();
    Ok(())
}

/// What was measured gathers, sample by sample, until it is put into its buckets: now and then, whether
/// or not anybody asks for the metrics.
async fn keep_up(metrics: PrometheusHandle) {
    let mut ticks = tokio::time::interval(UPKEEP);
    loop {
        ticks.tick().await;
        metrics.run_upkeep();
    }
}

/// Until somebody at the terminal or the system wants the program to end.
pub async fn signal() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        let _ = interrupt.await;
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}

/// Serves an installation.
pub async fn run(settings: Settings, listen: &Listen) -> anyhow::Result<()> {
    let (listener, config) = bind(&settings, listen).await?;
    let base_url = config.base_url.clone();
    let threads = listen.threads(&settings.target);
    let opening = Opening { settings, clock: Clock::system(), config, threads, in_memory: false };
    let house = House::open(opening).await?;
    super::say(&format!("Liaoyuan serves at {base_url}"));
    serve(listener, house).await
}
