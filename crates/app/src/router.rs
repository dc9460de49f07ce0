//! The routes: every module's, and those of the house itself.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use web::{App, Fail, RouteEntry, Routes};

/// The whole router, and its table for the tests.
pub fn router(app: App, metrics: Option<PrometheusHandle>) -> (Router, Vec<RouteEntry>) {
    let mut routes = own(metrics);
    for module in &app.modules {
        routes = routes.merge((module.routes)());
    }
    let (router, table) = routes.into_parts();
    let router = router
        .fallback(|| async { Fail(kernel::Error::NotFound) })
        .layer(DefaultBodyLimit::disable()) // each extractor has its own limit
        .layer(middleware::from_fn_with_state(app.clone(), web::around))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .with_state(app);
    (router, table)
}

fn own(metrics: Option<PrometheusHandle>) -> Routes {
    Routes::new()
        .get("/healthz", || async { "ok\n" })
        .get("/readyz", ready)
        .get("/metrics", move || std::future::ready(metrics.as_ref().map(PrometheusHandle::render).unwrap_or_default()))
        .get("/assets/{*name}", asset)
        .get("/favicon.ico", || async { axum::response::Redirect::permanent(ui::url("flame.svg")) })
        .get("/api/v1/openapi.json", |State(app): State<App>| async move { axum::Json(crate::openapi::document(&app)) })
}

/// Ready when the database answers and this node's ledger is followed.
async fn ready(State(app): State<App>) -> Response {
    let asked = app.db.read(|reader| Ok((ledger::sealer::waiting(reader)?, ledger::sealer::size(reader)?)));
    match asked.await {
        Ok((waiting, sealed)) => {
            metrics::gauge!("liaoyuan_ledger_waiting").set(waiting as f64);
            let behind = sealed.saturating_sub(*app.indexed.borrow());
            metrics::gauge!("liaoyuan_search_waiting").set(behind as f64);
            (StatusCode::OK, format!("ready, {waiting} entries to seal\n")).into_response()
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response(),
    }
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Fail> {
    let asset = ui::assets::asset(&format!("/assets/{name}")).ok_or(Fail(kernel::Error::NotFound))?;
    let keep = if asset.immutable { "public, max-age=31536000, immutable" } else { "public, max-age=300" };
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let zipped = accepts.contains("gzip");
    let mut response = if zipped {
        ([(header::CONTENT_ENCODING, "gzip")], asset.gzip).into_response()
    } else {
        asset.bytes.into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(asset.mime));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static(keep));
    headers.insert(header::VARY, header::HeaderValue::from_static("accept-encoding"));
    Ok(response)
}
