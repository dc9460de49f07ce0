//! What was typed. The extractors check the CSRF token, so a form cannot be read without the check;
//! they keep every value as typed, so that it can be shown again.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use bytes::{Bytes, BytesMut};
use kernel::{Error, Reason};

use crate::app::App;
use crate::fail::{Fail, Reply};
use crate::visit::Visit;

/// Most bytes in a form without files.
pub const FORM_LIMIT: usize = 256 * 1024;
/// Most bytes in a form with files: nine photos as a phone takes them.
pub const UPLOAD_LIMIT: usize = 64 * 1024 * 1024;
/// Most fields in a form.
const FIELDS: usize = 2000;

/// The fields of a form, as typed, in order; a name may come several times.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Fields made in code: a form with values to start from.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Fields {
        Fields(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// The first value of `name`, empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// The version of the record that the form was drawn from, if it says one.
    pub fn version(&self) -> Option<i64> {
        self.get("version").parse().ok()
    }

    /// Every value of `name`.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> + 'f {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// Whether `name` was sent with this value: a chosen box or radio.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|found| found == value)
    }

    /// Whether `name` was sent at all: the button that was pressed.
    pub fn sent(&self, name: &str) -> bool {
        self.0.iter().any(|(found, _)| found == name)
    }

    /// Sets `name` to one value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(found, _)| found != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// All pairs, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The query of a URL as fields.
    pub fn from_query(query: &str) -> Fields {
        Fields(serde_urlencoded::from_str(query).unwrap_or_default())
    }

    /// The fields as the query of a URL.
    pub fn to_query(&self) -> String {
        serde_urlencoded::to_string(&self.0).unwrap_or_default()
    }
}

/// A form without files.
pub struct Form(pub Fields);

impl FromRequest<App> for Form {
    type Rejection = Fail;

    async fn from_request(request: Request, _: &App) -> Reply<Form> {
        let visit = visit(&request)?;
        let body = axum::body::to_bytes(request.into_body(), FORM_LIMIT).await.map_err(|_| too_large(FORM_LIMIT))?;
        let fields: Vec<(String, String)> =
            serde_urlencoded::from_bytes(&body).map_err(|_| Error::invalid("form", "form-unreadable"))?;
        let fields = Fields(fields);
        check(&visit, &fields)?;
        Ok(Form(fields))
    }
}

/// A file of a form.
#[derive(Clone, Debug)]
pub struct Part {
    /// The field.
    pub field: String,
    /// The file's name as the browser tells it.
    pub name: String,
    /// The type the browser claims.
    pub claimed: Option<String>,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A form with files. Also reads a form without, so that a page works either way.
pub struct Upload {
    /// The fields.
    pub fields: Fields,
    /// The files, the empty ones left out.
    pub files: Vec<Part>,
}

impl FromRequest<App> for Upload {
    type Rejection = Fail;

    async fn from_request(request: Request, app: &App) -> Reply<Upload> {
        let kind =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            let Form(fields) = Form::from_request(request, app).await?;
            return Ok(Upload { fields, files: Vec::new() });
        }
        let visit = visit(&request)?;
        let unreadable = |_| Error::invalid("form", "form-unreadable");
        let mut form =
            Multipart::from_request(request, app).await.map_err(|_| Error::invalid("form", "form-unreadable"))?;
        let mut upload = Upload { fields: Fields::default(), files: Vec::new() };
        let mut taken = 0;
        while let Some(mut part) = form.next_field().await.map_err(unreadable)? {
            let field = part.name().unwrap_or_default().to_owned();
            let name = part.file_name().map(str::to_owned);
            let claimed = part.content_type().map(str::to_owned);
            // Piece by piece: what is too large is refused before it is held.
            let mut whole = BytesMut::new();
            while let Some(piece) = part.chunk().await.map_err(unreadable)? {
                taken += piece.len();
                if taken > UPLOAD_LIMIT || upload.fields.0.len() > FIELDS {
                    return Err(too_large(UPLOAD_LIMIT).into());
                }
                whole.extend_from_slice(&piece);
            }
            let bytes = whole.freeze();
            match name {
                None => upload.fields.0.push((field, String::from_utf8_lossy(&bytes).into_owned())),
                Some(_) if bytes.is_empty() => {}
                Some(name) => upload.files.push(Part { field, name, claimed, bytes }),
            }
        }
        check(&visit, &upload.fields)?;
        Ok(upload)
    }
}

fn visit(request: &Request) -> Result<(Visit, String), Error> {
    let visit = request.extensions().get::<Visit>().cloned();
    let token = request.headers().get("x-csrf-token").and_then(|value| value.to_str().ok()).unwrap_or_default();
    visit.map(|visit| (visit, token.to_owned())).ok_or_else(|| Error::broken("no visit: `around` is not mounted"))
}

/// The token stands in the form, or in a header where a script sends it.
fn check((visit, header): &(Visit, String), fields: &Fields) -> Result<(), Error> {
    if visit.csrf_matches(fields.get("csrf")) || visit.csrf_matches(header) {
        Ok(())
    } else {
        Err(Error::Denied(Reason::new("form-stale")))
    }
}

fn too_large(limit: usize) -> Error {
    Error::Invalid(kernel::Faults::one("form", Reason::new("form-too-large").with("limit", limit / 1024 / 1024)))
}
