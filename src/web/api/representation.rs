//! An answer with its entity tag: made from the content, so that a client that has it already is told so and nothing else.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    LINK, VARY,
};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::jobs::EntityTag;
use footing_core::survey::Language;

use super::problem::{Problem, Result};

pub const JSON: &str = "application/json";

/// The tags of what the client has already.
#[derive(Debug, Default)]
pub struct Kept(Vec<String>);

impl<S: Sync> FromRequestParts<S> for Kept {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> std::result::Result<Self, Infallible> {
        let headers = parts.headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        // A proxy that compresses makes a tag weak; for reading, weak is good enough (RFC 9110 §13.1.2).
        let tags = headers.flat_map(|value| value.split(',')).map(|tag| tag.trim().trim_start_matches("W/").to_owned());
        Ok(Kept(tags.collect()))
    }
}

impl Kept {
    pub fn has(&self, tag: &EntityTag) -> bool {
        self.0.iter().any(|kept| kept == tag.as_str() || kept == "*")
    }
}

/// Content with what its headers say.
#[derive(Debug)]
pub struct Representation {
    pub content: Vec<u8>,
    pub media_type: &'static str,
    pub language: Option<Language>,
    /// What a browser would save it as.
    pub file_name: Option<String>,
    /// Where the list goes on.
    pub next: Option<String>,
}

impl Representation {
    /// # Errors
    /// None that a value of texts and numbers could have.
    pub fn json(value: &impl Serialize) -> Result<Representation> {
        let content = serde_json::to_vec(value).map_err(|_| Problem::Unavailable)?;
        Ok(Representation { content, media_type: JSON, language: None, file_name: None, next: None })
    }

    pub fn in_language(self, language: Language) -> Representation {
        Representation { language: Some(language), ..self }
    }

    pub fn followed_by(self, next: Option<String>) -> Representation {
        Representation { next, ..self }
    }

    /// The whole answer, or that nothing has changed.
    pub fn answer(self, kept: &Kept) -> Response {
        let tag = EntityTag::of(&self.content);
        if kept.has(&tag) {
            return not_modified(&tag);
        }
        let mut response = self.content.into_response();
        let mut set = |name: HeaderName, value: Option<&str>| {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
                response.headers_mut().insert(name, value);
            }
        };
        set(CONTENT_TYPE, Some(self.media_type));
        set(CONTENT_LANGUAGE, self.language.map(Language::tag));
        set(CONTENT_DISPOSITION, self.file_name.map(|name| format!("attachment; filename=\"{name}\"")).as_deref());
        set(LINK, self.next.map(|next| format!("<{next}>; rel=\"next\"")).as_deref());
        // Nothing here is a page: should a browser show it as one, it runs nothing.
        set(CONTENT_SECURITY_POLICY, Some("default-src 'none'; frame-ancestors 'none'"));
        tagged(response, &tag)
    }
}

pub fn not_modified(tag: &EntityTag) -> Response {
    tagged(StatusCode::NOT_MODIFIED.into_response(), tag)
}

fn tagged(mut response: Response, tag: &EntityTag) -> Response {
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(tag.as_str()) {
        headers.insert(ETAG, tag);
    }
    // It may be kept by the client itself, which asks each time whether it still holds and whether it still may.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(VARY, HeaderValue::from_static("Authorization, Accept-Language"));
    response
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    async fn kept(header: &str) -> Kept {
        let (mut parts, ()) = Request::get("/").header(IF_NONE_MATCH, header).body(()).unwrap().into_parts();
        Kept::from_request_parts(&mut parts, &()).await.unwrap()
    }

    #[tokio::test]
    async fn a_tag_is_found_among_several_weak_or_strong_and_a_star_is_any() {
        let tag = EntityTag::of(b"content");
        for header in [tag.as_str().to_owned(), format!("\"a\", W/{}", tag.as_str()), "*".to_owned()] {
            assert!(kept(&header).await.has(&tag), "{header}");
        }
        for header in [tag.as_str().trim_matches('"').to_owned(), "\"a\"".to_owned(), String::new()] {
            assert!(!kept(&header).await.has(&tag), "{header}");
        }
        assert_ne!(tag, EntityTag::of(b"other content"));
    }
}
