//! What is measured: each case with its requests, and the main query that the bare handler runs.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::ensure;
use serde_json::json;
use world::World;

use crate::cast::{Cast, Member};
use crate::client::Client;
use crate::figures::Requests;
use crate::server::Server;

/// Different registrations that are sent in turn.
const REGISTRATIONS: u32 = 2000;
/// What is searched for.
pub const WORDS: [&str; 8] = ["刀具", "换型", "安全 通道", "润滑油", "照明", "工装", "废料", "叉车"];

/// The query that a page is about; [`crate::bare`] runs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Main {
    /// Somebody's own newest.
    Mine,
    /// One record, if it may be seen.
    Find,
    /// What may be seen, the newest first, as the pages ask it.
    Browse,
    /// What some words find.
    Search,
    /// A page of the officer's queue.
    Queue,
    /// The counts of a node.
    Count,
    /// What may be seen, the newest first, as the API asks it.
    List,
    /// One row of a suggestion, durably.
    Insert,
}

/// One thing to measure.
pub struct Case {
    /// Its name.
    pub name: &'static str,
    /// What is asked.
    pub about: &'static str,
    /// Whether it writes.
    pub writes: bool,
    heads: Vec<String>,
    bodies: Vec<String>,
    bytes: std::cell::Cell<usize>,
}

/// Every case by name with its main query, for the bare process.
pub const MAINS: [(&str, Main); 11] = [
    ("home", Main::Mine),
    ("home-br", Main::Mine),
    ("record", Main::Find),
    ("discover", Main::Browse),
    ("search", Main::Search),
    ("queue", Main::Queue),
    ("node-province", Main::Count),
    ("node-city", Main::Count),
    ("node-county", Main::Count),
    ("api-list", Main::List),
    ("register", Main::Insert),
];

/// Everything that is measured.
pub fn all(cast: &Cast, world: &World) -> Vec<Case> {
    let each = |path: &dyn Fn(usize) -> String| -> Vec<String> {
        cast.workers.iter().enumerate().map(|(nth, worker)| page(worker, &path(nth))).collect()
    };
    let node = |union: &Member| {
        let unit = union.node().map(|unit| unit.to_string()).unwrap_or_default();
        vec![page(union, &format!("/nodes/{unit}"))]
    };
    let zipped = each(&|_| "/".to_owned()).into_iter().map(|head| head + "accept-encoding: gzip, br\r\n").collect();
    let token = |path: &str| cast.workers.iter().map(|worker| api("GET", worker, path)).collect();
    let words = |nth: usize| format!("/search?q={}", encoded(WORDS[nth % WORDS.len()]));
    let mut cases = vec![
        Case::reading("home", "工人首页 GET /", each(&|_| "/".to_owned())),
        Case::reading("home-br", "the same, compressed", zipped),
        Case::reading(
            "record",
            "记录页 GET /suggestions/{id}",
            each(&|nth| format!("/suggestions/{}", cast.records[nth])),
        ),
        Case::reading("discover", "发现 GET /discover", each(&|_| "/discover".to_owned())),
        Case::reading("search", "搜索 GET /search?q=…", each(&words)),
        Case::reading("queue", "专员队列 GET /desk", vec![page(&cast.officer, "/desk")]),
        Case::reading("node-province", "省 GET /nodes/{unit}", node(&cast.unions[0])),
        Case::reading("node-city", "市", node(&cast.unions[1])),
        Case::reading("node-county", "县", node(&cast.unions[2])),
        Case::reading("api-list", "GET /api/v1/suggestions", token("/api/v1/suggestions")),
    ];
    let plans = (0..REGISTRATIONS).filter_map(|nth| world.suggestion(nth));
    let bodies = plans.map(|plan| {
        json!({ "title": plan.title, "now": plan.now_text, "how": plan.how_text, "category": "equipment" }).to_string()
    });
    cases.push(Case {
        name: "register",
        about: "登记 POST /api/v1/suggestions",
        writes: true,
        heads: cast.workers.iter().map(|worker| api("POST", worker, "/api/v1/suggestions")).collect(),
        bodies: bodies.collect(),
        bytes: Default::default(),
    });
    cases
}

impl Case {
    fn reading(name: &'static str, about: &'static str, heads: Vec<String>) -> Case {
        Case { name, about, writes: false, heads, bodies: Vec::new(), bytes: Default::default() }
    }

    /// Bytes of the first answer's body.
    pub fn bytes(&self) -> usize {
        self.bytes.get()
    }

    /// The requests to the house.
    pub fn requests(&self, server: &Server) -> Requests {
        Arc::new(self.made(|nth| self.heads[nth % self.heads.len()].replace("{host}", &server.address)))
    }

    /// The same requests to the bare handler.
    pub fn bare_requests(&self, server: &Server) -> Requests {
        let method = if self.writes { "POST" } else { "GET" };
        Arc::new(self.made(|nth| {
            let nth = nth % self.heads.len();
            format!(
                "{method} /{}/{nth} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n",
                self.name, server.address
            )
        }))
    }

    fn made(&self, head: impl Fn(usize) -> String) -> Vec<Vec<u8>> {
        let count = self.heads.len().max(self.bodies.len());
        let made = (0..count).map(|nth| match self.bodies.get(nth) {
            Some(body) => format!("{}content-length: {}\r\n\r\n{body}", head(nth), body.len()),
            None => format!("{}\r\n", head(nth)),
        });
        made.map(String::into_bytes).collect()
    }

    /// Asks everything once, for the bare handler to send what the house sent.
    pub async fn keep_answers(&self, house: &Server, folder: &Path) -> anyhow::Result<()> {
        fs::create_dir_all(folder)?;
        let mut client = Client::connect(&house.address).await?;
        for (nth, request) in self.requests(house).iter().take(self.heads.len()).enumerate() {
            let answer = client.ask(request).await?;
            let text = String::from_utf8_lossy(request);
            ensure!(
                (200..300).contains(&answer.status),
                "{} to {text}\n{}",
                answer.status,
                String::from_utf8_lossy(&answer.body)
            );
            // An answer in chunks is kept with its frame; that is a few bytes more.
            fs::write(folder.join(format!("{}.{nth}", self.name)), &answer.body)?;
            if nth == 0 {
                self.bytes.set(answer.body.len());
            }
        }
        Ok(())
    }
}

fn page(member: &Member, path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: {{host}}\r\ncookie: ly_session={}; ly_visitor={:032}\r\n", member.session, 1)
}

fn api(method: &str, member: &Member, path: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nhost: {{host}}\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n",
        member.token
    )
}

/// A text in an address.
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
