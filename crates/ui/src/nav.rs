//! The main navigation: what a person's roles bring, in the bar of the desk and in the tabs of the worker.

/// An entry of the main navigation.
#[derive(Clone, Copy, Debug)]
pub struct NavItem {
    /// Where it leads.
    pub href: &'static str,
    /// The key of its words.
    pub label: &'static str,
    /// The icon's name; drawn where the navigation is a bar of tabs.
    pub icon: &'static str,
    /// Where it stands when there are more entries than a bar holds.
    pub menu: Menu,
}

/// The menus of a bar that has become too full, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Menu {
    /// None: it stays in the bar, as its person works in it all day.
    Bar,
    /// What workers make: projects, inventions, methods, campaigns, and how they spread.
    Results,
    /// What it is worth and who is paid.
    Value,
    /// Figures, plans, reports.
    Plan,
    /// People, units, rules.
    House,
}

impl Menu {
    /// The key of its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Menu::Bar => "nav-main",
            Menu::Results => "nav-menu-results",
            Menu::Value => "nav-menu-value",
            Menu::Plan => "nav-menu-plan",
            Menu::House => "nav-menu-house",
        }
    }
}

/// The worker's four tabs.
pub const TABS: [NavItem; 4] = [
    NavItem { href: "/", label: "tab-home", icon: "home", menu: Menu::Bar },
    NavItem { href: "/discover", label: "tab-discover", icon: "look", menu: Menu::Bar },
    NavItem { href: "/inbox", label: "tab-inbox", icon: "bell", menu: Menu::Bar },
    NavItem { href: "/me", label: "tab-me", icon: "user", menu: Menu::Bar },
];

/// So many entries stand side by side, in either language, at the width of a desk; more are gathered in menus.
const BAR: usize = 5;

/// A place in the bar: one entry, or several under a name.
#[derive(Clone, Debug)]
pub enum Place {
    /// An entry of its own.
    Link(NavItem),
    /// At least two entries behind the menu's name.
    Menu(Menu, Vec<NavItem>),
}

/// What the bar shows of these entries: all of them, or when there are many the menus in their order.
#[must_use]
pub fn bar(items: &[NavItem]) -> Vec<Place> {
    if items.len() <= BAR {
        return items.iter().copied().map(Place::Link).collect();
    }
    let mut places: Vec<Place> = Vec::new();
    for &item in items {
        let known = places.iter_mut().find_map(|place| match place {
            Place::Menu(menu, of) if *menu == item.menu && item.menu != Menu::Bar => Some(of),
            _ => None,
        });
        match known {
            Some(of) => of.push(item),
            None if item.menu == Menu::Bar => places.push(Place::Link(item)),
            None => places.push(Place::Menu(item.menu, vec![item])),
        }
    }
    for place in &mut places {
        if let Place::Menu(_, of) = place
            && let [alone] = of[..]
        {
            *place = Place::Link(alone);
        }
    }
    places.sort_by_key(|place| match place {
        Place::Link(item) => item.menu,
        Place::Menu(menu, _) => *menu,
    });
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(href: &'static str, menu: Menu) -> NavItem {
        NavItem { href, label: "tab-home", icon: "home", menu }
    }

    /// The places as one would read them aloud.
    fn read(items: &[NavItem]) -> Vec<String> {
        let one = |place: &Place| match place {
            Place::Link(item) => item.href.to_owned(),
            Place::Menu(menu, of) => {
                format!("{menu:?}({})", of.iter().map(|item| item.href).collect::<Vec<_>>().join(" "))
            }
        };
        bar(items).iter().map(one).collect()
    }

    #[test]
    fn a_few_entries_stand_side_by_side_whatever_their_menu() {
        let items = [item("/a", Menu::Results), item("/b", Menu::Results), item("/c", Menu::Plan)];
        assert_eq!(read(&items), ["/a", "/b", "/c"]);
    }

    #[test]
    fn more_are_gathered_and_none_is_lost() {
        let items = [
            item("/desk", Menu::Bar),
            item("/rules", Menu::House),
            item("/projects", Menu::Results),
            item("/awards", Menu::Value),
            item("/methods", Menu::Results),
            item("/cockpit", Menu::Plan),
            item("/reports", Menu::Plan),
        ];
        assert_eq!(
            read(&items),
            ["/desk", "Results(/projects /methods)", "/awards", "Plan(/cockpit /reports)", "/rules"]
        );
    }
}
