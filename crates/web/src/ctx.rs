//! Who asks, when, in which language, and the only way to the database for a handler.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Redirect, Response};
use identity::sessions::{FoundSession, SessionInfo};
use kernel::lifecycle::Word as _;
use kernel::{Actor, By, Error, Reason, Result, Role, Scope, Time};
use ledger::Recorded;
use store::{Reader, Tx};
use ui::nav::NavItem;
use ui::page::{Density, Flash, Person, Tone};
use ui::{Locale, Page, T};

use crate::app::App;
use crate::fail::{Fail, Reply};
use crate::module::NavFor;
use crate::visit::{FLASH, Looks, Visit};

/// Everything a handler needs to know about the request. To hold one is to know who asks.
pub struct Ctx {
    /// The running program.
    pub app: App,
    /// What the request said about its visitor.
    pub visit: Visit,
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// Their session, unless they came with a token.
    pub session: Option<FoundSession>,
    /// Notices they have not read.
    pub unread: u32,
    /// The name of their unit.
    pub unit_name: String,
    /// When the request came in.
    pub now: Time,
    csrf: String,
}

impl FromRequestParts<App> for Ctx {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Reply<Ctx> {
        let visit = parts
            .extensions
            .get::<Visit>()
            .cloned()
            .ok_or_else(|| Error::broken("no visit: `around` is not mounted"))?;
        let now = app.clock.now();
        let known = who(app, &visit, now).await?;
        let mut ctx = Ctx {
            app: app.clone(),
            csrf: visit.csrf(),
            visit,
            actor: None,
            session: None,
            unread: 0,
            unit_name: String::new(),
            now,
        };
        if let Some(known) = known {
            if let Some(session) = &known.session {
                let looks = looks(session, ctx.visit.locale);
                (ctx.visit.locale, ctx.visit.theme, ctx.visit.text) = (looks.locale, looks.theme, looks.text);
                let _ = ctx.visit.chosen.set(looks);
            }
            ctx.session = known.session;
            ctx.unread = known.unread;
            ctx.unit_name = known.unit_name;
            ctx.actor = Some(known.actor);
        }
        // A handed-out password opens only the page that changes it.
        let must_change = ctx.session.as_ref().is_some_and(|session| session.must_change);
        if must_change && !matches!(ctx.visit.path.as_str(), "/me/password" | "/sign-out" | "/display") {
            return Err(Error::Denied(Reason::new("password-must-change")).into());
        }
        let writes = !matches!(ctx.visit.method.as_str(), "GET" | "HEAD");
        let wanted = if writes { Scope::Write } else { Scope::Read };
        if ctx.actor.as_ref().is_some_and(|actor| !actor.scopes.contains(&wanted)) {
            return Err(Error::Denied(Reason::new("token-scope").with("scope", wanted)).into());
        }
        Ok(ctx)
    }
}

/// How the person of a session wants their pages; `device` is the language where they chose none.
fn looks(session: &FoundSession, device: Locale) -> Looks {
    Looks {
        locale: Locale::parse(session.locale.word()).unwrap_or(device),
        theme: ui::page::Theme::parse(session.theme.word()),
        text: ui::page::TextSize::parse(session.text_size.word()),
    }
}

/// What is known about somebody who is signed in.
struct Known {
    actor: Actor,
    session: Option<FoundSession>,
    unread: u32,
    unit_name: String,
}

/// Looks up the credential of a request: a few rows by their keys.
async fn who(app: &App, visit: &Visit, now: Time) -> Result<Option<Known>> {
    if let (true, Some(token)) = (visit.is_api(), visit.bearer.clone()) {
        let (token, actor) = app
            .db
            .glance(move |reader| {
                let token = identity::tokens::find(reader, &token, now)?.ok_or(Error::SignIn)?;
                let actor = identity::actors::actor(reader, token.person, now, &token.scopes)?;
                Ok((token, actor))
            })
            .await?;
        if token.wants_touch(now) {
            app.db.write(move |tx| identity::tokens::touch(tx, token.id, now)).await?;
        }
        return Ok(Some(Known { actor, session: None, unread: 0, unit_name: String::new() }));
    }
    // Cookies never open the API: no other site can make a browser write through it.
    let Some(token) = visit.session.clone().filter(|_| !visit.is_api()) else { return Ok(None) };
    let known = app
        .db
        .glance(move |reader| {
            let Some(session) = identity::sessions::find(reader, &token, now)? else { return Ok(None) };
            let SessionInfo { session, .. } = session;
            let actor = identity::actors::of_session(reader, &session, now, &[Scope::Read, Scope::Write])?;
            let unread = u32::try_from(notices::inbox::unread(reader, session.person)?).unwrap_or(u32::MAX);
            let unit_name = session.unit_name.clone();
            Ok(Some(Known { actor, session: Some(session), unread, unit_name }))
        })
        .await?;
    if let Some(session) = known.as_ref().and_then(|known| known.session.as_ref())
        && now.millis() - session.last_seen_at.millis() >= identity::sessions::SEEN_EVERY
    {
        let id = session.id;
        app.db.write(move |tx| identity::sessions::touch(tx, id, now)).await?;
    }
    Ok(known)
}

impl Ctx {
    /// The words in the visitor's language.
    pub fn t(&self) -> T {
        self.app.t(self.visit.locale)
    }

    /// Who acts; somebody must be signed in.
    ///
    /// # Errors
    /// [`Error::SignIn`], which a page answers with the sign-in page and a way back.
    pub fn actor(&self) -> Result<&Actor> {
        self.actor.as_ref().ok_or(Error::SignIn)
    }

    /// Who acts, having seen which version of a record; none where nothing was seen before.
    ///
    /// # Errors
    /// [`Error::SignIn`].
    pub fn by(&self, version: Option<i64>) -> Result<By> {
        Ok(By { actor: self.actor()?.clone(), now: self.now, version })
    }

    /// Asks the database.
    ///
    /// # Errors
    /// What `ask` ends with.
    pub async fn read<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Reader<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.db.read(ask).await
    }

    /// Changes something, in one transaction that commits only if it was recorded.
    ///
    /// # Errors
    /// What `change` ends with, and then nothing is written.
    pub async fn change<T: Send + 'static>(
        &self,
        change: impl FnMut(&mut Tx<'_>) -> Result<Recorded<T>> + Send + 'static,
    ) -> Result<T> {
        ledger::change(&self.app.db, change).await
    }

    /// Keeps something that is no fact: a draft, a saved view, a setting of the person's own.
    ///
    /// # Errors
    /// What `keep` ends with, and then nothing is written.
    pub async fn keep<T: Send + 'static>(
        &self,
        keep: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.db.write(keep).await
    }

    /// The token that this visitor's forms carry.
    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    /// The frame of a page.
    pub fn page<'a>(&'a self, title: impl Into<std::borrow::Cow<'a, str>>) -> Page<'a> {
        let t = self.t();
        let mut page = Page::new(t, &self.visit.path, &self.csrf, title);
        page.theme = self.visit.theme;
        page.text = self.visit.text;
        page.unread = self.unread;
        page.flash = self.visit.flash.as_ref().and_then(|(tone, key)| {
            let text = t.try_get(key).filter(|_| key.starts_with("flash-"))?;
            Some(Flash {
                tone: tone_of(tone),
                text: text.into(),
                more: t.try_get(&format!("{key}-more")).unwrap_or_default().into(),
            })
        });
        if let Some(actor) = &self.actor {
            page.nav = self.nav(actor);
            page.person = Some(Person {
                name: actor.name.as_str().into(),
                unit: self.unit_name.as_str().into(),
                role: role_words(t, actor).into(),
            });
        }
        page
    }

    /// The frame of a page for work at a desk.
    pub fn desk<'a>(&'a self, title: impl Into<std::borrow::Cow<'a, str>>) -> Page<'a> {
        Page { density: Density::Dense, ..self.page(title) }
    }

    fn nav(&self, actor: &Actor) -> Vec<NavItem> {
        self.app.nav(&NavFor { actor })
    }

    /// Shows a page.
    ///
    /// # Errors
    /// Broken, when the template fails.
    pub fn show(&self, template: &impl askama::Template) -> Reply {
        Ok(Html(template.render()?).into_response())
    }

    /// Shows a form again with what was typed and what is wrong with it: 422.
    ///
    /// # Errors
    /// Broken, when the template fails.
    pub fn show_again(&self, template: &impl askama::Template) -> Reply {
        Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, Html(template.render()?)).into_response())
    }

    /// Leads on to a page after something was done. `flash` is the key of a sentence shown there.
    pub fn lead_to(&self, path: &str, flash: Option<(Tone, &'static str)>) -> Response {
        let mut response = Redirect::to(path).into_response();
        if let Some((tone, key)) = flash {
            let cookie = self.cookie(FLASH, &format!("{}.{key}", tone.class()), Some(60));
            response.headers_mut().append(axum::http::header::SET_COOKIE, cookie);
        }
        if self.visit.fragment {
            // htmx follows a redirect inside its request; the whole page is meant to change.
            response = ([("hx-redirect", path.to_owned())], axum::http::StatusCode::NO_CONTENT).into_response();
        }
        response
    }

    /// A cookie for the whole site, for `seconds` or until the browser closes.
    pub fn cookie(&self, name: &str, value: &str, seconds: Option<i64>) -> axum::http::HeaderValue {
        cookie_text(name, value, seconds, self.app.config.insecure_cookies)
    }
}

/// What somebody is, in words: their first role, or a worker.
fn role_words(t: T, actor: &Actor) -> &'static str {
    t.get(actor.grants.first().map_or("role-worker", |grant| role_key(grant.role)))
}

/// Who is signed in, for a page that no handler draws; nobody when the database does not answer either.
pub(crate) async fn person_of(app: &App, visit: &Visit) -> Option<Person<'static>> {
    let known = who(app, visit, app.clock.now()).await.ok()??;
    let role = role_words(app.t(visit.looks().locale), &known.actor);
    Some(Person { name: known.actor.name.into(), unit: known.unit_name.into(), role: role.into() })
}

/// The message that names a role.
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::TeamLeader => "role-team-leader",
        Role::InnovationOfficer => "role-innovation-officer",
        Role::Reviewer => "role-reviewer",
        Role::FinanceAuditor => "role-finance-auditor",
        Role::Implementer => "role-implementer",
        Role::Approver => "role-approver",
        Role::Payroll => "role-payroll",
        Role::UnionOfficer => "role-union-officer",
        Role::Auditor => "role-auditor",
        Role::Administrator => "role-administrator",
    }
}

/// The text of a `Set-Cookie` header: never readable by scripts unless it is a display setting.
pub(crate) fn cookie_text(name: &str, value: &str, seconds: Option<i64>, insecure: bool) -> axum::http::HeaderValue {
    let open = matches!(name, "theme" | "text" | "lang");
    let text = format!(
        "{name}={value}; Path=/; SameSite=Lax{}{}{}",
        if open { "" } else { "; HttpOnly" },
        if insecure { "" } else { "; Secure" },
        seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default(),
    );
    // Values are ours: hex, words and digits.
    axum::http::HeaderValue::from_str(&text).unwrap_or_else(|_| axum::http::HeaderValue::from_static(""))
}

fn tone_of(class: &str) -> Tone {
    match class {
        "good" => Tone::Good,
        "wait" => Tone::Wait,
        "bad" => Tone::Bad,
        _ => Tone::Plain,
    }
}
