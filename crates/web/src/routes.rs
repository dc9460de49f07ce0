//! Routes as a table that can be read, swept by tests and compared with the OpenAPI document.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, delete, get, post, put};

use crate::app::App;

/// One route of the table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RouteEntry {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// The path with its parameters: `/suggestions/{id}`.
    pub path: &'static str,
}

/// A router that remembers what was mounted.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    table: Vec<RouteEntry>,
}

impl Routes {
    /// Nothing mounted yet.
    pub fn new() -> Routes {
        Routes::default()
    }

    /// A page, or the JSON of one.
    #[must_use]
    pub fn get<H: Handler<A, App>, A: 'static>(self, path: &'static str, handler: H) -> Routes {
        self.mount("GET", path, get(handler))
    }

    /// Something that is done. Paths are nouns: `/suggestions/{id}/acceptance`.
    #[must_use]
    pub fn post<H: Handler<A, App>, A: 'static>(self, path: &'static str, handler: H) -> Routes {
        self.mount("POST", path, post(handler))
    }

    /// Something that is replaced.
    #[must_use]
    pub fn put<H: Handler<A, App>, A: 'static>(self, path: &'static str, handler: H) -> Routes {
        self.mount("PUT", path, put(handler))
    }

    /// Something that is undone.
    #[must_use]
    pub fn delete<H: Handler<A, App>, A: 'static>(self, path: &'static str, handler: H) -> Routes {
        self.mount("DELETE", path, delete(handler))
    }

    /// Both, this first.
    #[must_use]
    pub fn merge(mut self, other: Routes) -> Routes {
        self.table.extend(other.table);
        Routes { router: self.router.merge(other.router), table: self.table }
    }

    /// The table.
    pub fn table(&self) -> &[RouteEntry] {
        &self.table
    }

    /// The router and its table.
    pub fn into_parts(self) -> (Router<App>, Vec<RouteEntry>) {
        (self.router, self.table)
    }

    fn mount(mut self, method: &'static str, path: &'static str, handler: MethodRouter<App>) -> Routes {
        debug_assert!(Method::from_bytes(method.as_bytes()).is_ok());
        self.table.push(RouteEntry { method, path });
        Routes { router: self.router.route(path, handler), table: self.table }
    }
}
