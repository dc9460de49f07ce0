//! Everything mounted, in one list: modules, tables, statements, words.

use store::{AnyStatement, Migration};
use ui::{Catalogue, CatalogueError, Locale};
use web::Module;

/// The modules, in the order of the innovation chain.
pub fn modules() -> Vec<Module> {
    vec![
        suggestions::module(),
        projects::module(),
        inventions::module(),
        methods::module(),
        benefits::module(),
        spread::module(),
        campaigns::module(),
        awards::module(),
        certificates::module(),
        cockpit::module(),
        threads::module(),
        reports::module(),
        exports::module(),
        members::module(),
    ]
}

/// Every table, parents before children.
pub fn migrations() -> Vec<Migration> {
    let trunk = [
        ledger::MIGRATIONS,
        identity::MIGRATIONS,
        works::MIGRATIONS,
        stats::MIGRATIONS,
        jobs::MIGRATIONS,
        notices::MIGRATIONS,
        web::MIGRATIONS,
        crate::simulate::MIGRATIONS,
    ];
    trunk.into_iter().chain(modules().iter().map(|module| module.migrations)).flatten().copied().collect()
}

/// Every statement, for the catalogue test.
pub fn statements() -> Vec<AnyStatement> {
    let mut all = [
        ledger::store::statements(),
        identity::statements(),
        works::statements(),
        stats::statements(),
        jobs::statements(),
        notices::statements(),
    ]
    .concat();
    all.extend(web::statements());
    all.extend(crate::simulate::statements());
    all.extend(modules().iter().flat_map(|module| (module.statements)()));
    all
}

/// Every message in both languages.
///
/// # Errors
/// All faults of all files at once: doubled keys, keys missing in one language, broken syntax.
pub fn words() -> Result<Catalogue, CatalogueError> {
    let mut sources: Vec<(Locale, &'static str)> = Vec::new();
    sources.extend(ui::MESSAGES);
    sources.extend(web::MESSAGES);
    let trunk = [notices::LOCALES, files::LOCALES, ledger::LOCALES, identity::LOCALES, stats::LOCALES];
    for (tag, source) in trunk.into_iter().flatten() {
        sources.push((Locale::parse(tag).unwrap_or(Locale::Zh), source));
    }
    sources.extend(modules().iter().flat_map(|module| module.messages));
    Catalogue::build(&sources)
}
