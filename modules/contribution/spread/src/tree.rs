//! How one work spread: its uses as a tree, as far as one reader may know who they are.

use std::collections::HashMap;

use kernel::id::UnitId;
use kernel::{Actor, Path, Result, Time, words};
use store::Reader;
use works::figures::Figure;
use works::uses::{Use, UseId};
use works::{Card, WorkId};

use crate::lifecycle::State;
use crate::model::Adoption;
use crate::policy::{find_work, may_name, may_see};
use crate::regions::Regions;
use crate::store::of;

words! {
    /// What a place in the tree is.
    pub enum Twig {
        /// 首创: where the work comes from.
        First = "first_use",
        /// 在用: taken over, in use.
        InUse = "used",
        /// 试用: being tried.
        Tried = "tried",
        /// 停用: no longer in use.
        Ended = "no_longer",
        /// 试后未用: tried and given up.
        GivenUp = "tried_in_vain",
    }
}

/// A place in the tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// The use, or the adoption that would become it.
    pub id: UseId,
    /// The use it was taken over from.
    pub source: Option<UseId>,
    /// What it is.
    pub twig: Twig,
    /// Who: empty where the reader may not know.
    pub name: String,
    /// The city, which everybody may know.
    pub city: String,
    /// The enterprise.
    pub enterprise: UnitId,
    /// Whether it learned from its own enterprise.
    pub inside: bool,
    /// In use, or tried, since.
    pub since: Time,
    /// Until when.
    pub ended_at: Option<Time>,
    /// What finance signed.
    pub figure: Option<Figure>,
    /// Where it can be opened; empty where the reader may not.
    pub href: String,
    /// How deep it stands: 0 is the first.
    pub depth: usize,
}

/// The tree of a work.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The work.
    pub card: Card,
    /// Every place, each after the one it learned from and those before it; the first is the first use.
    pub nodes: Vec<Node>,
}

impl Tree {
    /// Reads it for one reader.
    ///
    /// # Errors
    /// Not found, when the work is hidden from them.
    pub fn read(reader: &Reader<'_>, actor: &Actor, work: WorkId) -> Result<Tree> {
        let card = find_work(reader, actor, work)?;
        let author = works::authors::includes(reader, work, actor.person)?;
        let uses = works::uses::of(reader, work)?;
        let adoptions = of(reader, work)?;
        let mut figures: HashMap<UseId, Figure> =
            works::figures::of_work(reader, work)?.into_iter().map(|figure| (figure.work_use, figure)).collect();
        let mut known: HashMap<UseId, &Adoption> = adoptions.iter().map(|one| (one.id.cast(), one)).collect();
        let paths = uses.iter().map(|one| &one.path).chain(adoptions.iter().map(|one| &one.path));
        let regions = Regions::of(reader, paths)?;
        let eyes = Eyes { actor, card: &card, author, regions: &regions };

        let mut nodes: Vec<Node> = Vec::new();
        for one in &uses {
            let adoption = known.remove(&one.id);
            let mut node = eyes.of_use(one, adoption);
            node.figure = figures.remove(&one.id);
            nodes.push(node);
        }
        nodes.extend(
            adoptions.iter().filter(|one| known.contains_key(&one.id.cast())).filter_map(|one| eyes.of_trial(one)),
        );
        Ok(Tree { nodes: in_order(nodes), card })
    }

    /// The places that use it now.
    pub fn lasting(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| matches!(node.twig, Twig::First | Twig::InUse) && node.ended_at.is_none())
    }

    /// The place with this id.
    pub fn node(&self, id: UseId) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// Days from one use to the next that learned from it: the one in the middle.
    pub fn median_days(&self) -> Option<i64> {
        let mut days: Vec<i64> = self
            .nodes
            .iter()
            .filter(|node| matches!(node.twig, Twig::InUse | Twig::Ended))
            .filter_map(|node| {
                Some((node.since.millis() - self.node(node.source?)?.since.millis()) / kernel::clock::DAY)
            })
            .collect();
        days.sort_unstable();
        days.get(days.len().checked_sub(1)? / 2).copied()
    }
}

/// Who looks.
struct Eyes<'a> {
    actor: &'a Actor,
    card: &'a Card,
    author: bool,
    regions: &'a Regions,
}

impl Eyes<'_> {
    fn name(&self, path: &Path, enterprise: UnitId, named: bool) -> String {
        if may_name(self.actor, self.card, self.author, enterprise, named) {
            self.regions.unit(path)
        } else {
            String::new()
        }
    }

    fn href(&self, adoption: Option<&Adoption>) -> String {
        let open = |it: &&Adoption| may_see(self.actor, it, self.card, self.author);
        adoption.filter(open).map(Adoption::href).unwrap_or_default()
    }

    fn of_use(&self, one: &Use, adoption: Option<&Adoption>) -> Node {
        let named = adoption.is_some_and(|it| it.named);
        Node {
            id: one.id,
            source: one.source,
            twig: match (one.is_first(), one.ended_at) {
                (_, Some(_)) => Twig::Ended,
                (true, None) => Twig::First,
                (false, None) => Twig::InUse,
            },
            name: self.name(&one.path, one.enterprise, named),
            city: self.regions.city(&one.path),
            enterprise: one.enterprise,
            inside: adoption.is_some_and(|it| it.inside),
            since: one.since,
            ended_at: one.ended_at,
            figure: None,
            href: if one.is_first() { self.card.href() } else { self.href(adoption) },
            depth: 0,
        }
    }

    /// A trial that goes on or was given up; a mere question is nobody's business.
    fn of_trial(&self, it: &Adoption) -> Option<Node> {
        let twig = match it.state {
            State::Trying => Twig::Tried,
            State::Dropped => Twig::GivenUp,
            _ => return None,
        };
        Some(Node {
            id: it.id.cast(),
            source: Some(it.source),
            twig,
            name: self.name(&it.path, it.enterprise, it.named),
            city: self.regions.city(&it.path),
            enterprise: it.enterprise,
            inside: it.inside,
            since: Time::start_of(it.starts.unwrap_or_else(|| it.asked_at.date())),
            ended_at: it.closed_at,
            figure: None,
            href: self.href(Some(it)),
            depth: 0,
        })
    }
}

/// The tree written out: each branch after what it grew from, older ones first. What learned from a place
/// that is not there stands beside the first.
fn in_order(nodes: Vec<Node>) -> Vec<Node> {
    let ids: Vec<UseId> = nodes.iter().map(|node| node.id).collect();
    let mut below: HashMap<Option<UseId>, Vec<Node>> = HashMap::new();
    for mut node in nodes {
        node.source = node.source.filter(|source| ids.contains(source));
        below.entry(node.source).or_default().push(node);
    }
    for twigs in below.values_mut() {
        // The oldest on top of the stack.
        twigs.sort_by(|a, b| b.since.cmp(&a.since).then(b.id.cmp(&a.id)));
    }
    let mut stack = below.remove(&None).unwrap_or_default();
    let mut found = Vec::new();
    while let Some(node) = stack.pop() {
        for mut twig in below.remove(&Some(node.id)).unwrap_or_default() {
            twig.depth = node.depth + 1;
            stack.push(twig);
        }
        found.push(node);
    }
    found
}
