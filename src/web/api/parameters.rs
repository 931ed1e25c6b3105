//! What stands behind the question mark of an address. Every parameter is known, comes once and is in its bounds, or the
//! request is refused: a `limt=` that did nothing would be taken for a bug.

use std::fmt;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use utoipa::IntoParams;

use footing_core::survey::{Language, bytes_from_hex};

use super::problem::{Problem, Result};

/// The parameters of a request, checked.
#[derive(Debug)]
pub struct Parameters<T>(pub T);

/// A set of parameters that an address can have.
pub trait Known: Sized {
    const NAMES: &'static [&'static str];

    /// # Errors
    /// The first parameter that is wrong.
    fn read(written: &Written) -> Result<Self>;
}

/// The parameters as they were written, each known and none twice.
#[derive(Debug)]
pub struct Written {
    pairs: Vec<(String, String)>,
    accept_language: String,
}

impl<T: Known, S: Sync> FromRequestParts<S> for Parameters<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let query = parts.uri.query().unwrap_or_default();
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()).into_owned() {
            if !T::NAMES.contains(&name.as_str()) {
                let fix = match T::NAMES {
                    [] => "this address has no parameters".to_owned(),
                    names => format!("there is no such parameter here, but {}", names.join(", ")),
                };
                return Err(Problem::parameter(&name, fix));
            }
            if pairs.iter().any(|(other, _)| *other == name) {
                return Err(Problem::parameter(&name, "give it once"));
            }
            pairs.push((name, value));
        }
        let accept_language = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        T::read(&Written { pairs, accept_language: accept_language.unwrap_or_default().to_owned() }).map(Parameters)
    }
}

impl Written {
    fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// `None` where it was not written.
    pub fn parsed<T: FromStr>(&self, name: &'static str, fix: &str) -> Result<Option<T>> {
        self.get(name).map(|value| value.parse().map_err(|_| Problem::parameter(name, fix))).transpose()
    }

    pub fn flag(&self, name: &'static str) -> Result<bool> {
        Ok(self.parsed(name, "write true or false")?.unwrap_or(false))
    }

    /// The language that was asked for in the address, or else by the header.
    pub fn language(&self) -> Result<Language> {
        let written = self.parsed("language", "write en, de or ja")?;
        Ok(written.unwrap_or_else(|| Language::preferred(&self.accept_language)))
    }
}

/// An address without parameters.
impl Known for () {
    const NAMES: &'static [&'static str] = &[];

    fn read(_: &Written) -> Result<Self> {
        Ok(())
    }
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InLanguage {
    /// The language of texts; without it the header `Accept-Language` decides, and English if that names none of them.
    #[param(value_type = Option<String>, pattern = "^(en|de|ja)$")]
    pub language: Language,
}

impl Known for InLanguage {
    const NAMES: &'static [&'static str] = &["language"];

    fn read(written: &Written) -> Result<Self> {
        Ok(InLanguage { language: written.language()? })
    }
}

/// A page of a list.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// How many entries a page has.
    #[param(minimum = 1, maximum = 1000, default = 100, required = false)]
    pub limit: usize,
    /// Where the page begins. It stands in `next` of the page before; do not make one up.
    #[param(value_type = Option<String>, pattern = "^[0-9a-f]{32}$")]
    pub cursor: Option<Cursor>,
}

impl Paging {
    pub const MOST: usize = 1000;
    const USUAL: usize = 100;

    /// The address of another page of the list at `path`.
    pub fn next(&self, path: &str, cursor: Cursor) -> String {
        format!("{path}?limit={}&cursor={cursor}", self.limit)
    }
}

impl Known for Paging {
    const NAMES: &'static [&'static str] = &["limit", "cursor"];

    fn read(written: &Written) -> Result<Self> {
        let limit = written.parsed("limit", "write a number from 1 to 1000")?.unwrap_or(Paging::USUAL);
        if !(1..=Paging::MOST).contains(&limit) {
            return Err(Problem::parameter("limit", "write a number from 1 to 1000"));
        }
        let cursor =
            written.parsed("cursor", "take it from `next` of the page before, or leave it out to begin anew")?;
        Ok(Paging { limit, cursor })
    }
}

/// A place in a list, which means nothing to clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor(pub u128);

/// What [`Display`](fmt::Display) writes, and nothing else.
impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        bytes_from_hex(text).map(|bytes| Cursor(u128::from_be_bytes(bytes))).ok_or(())
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    async fn read<T: Known>(query: &str) -> Result<T> {
        let request =
            Request::get(format!("/api/v1/figures?{query}")).header("accept-language", "ja").body(()).unwrap();
        let (mut parts, ()) = request.into_parts();
        Ok(Parameters::from_request_parts(&mut parts, &()).await?.0)
    }

    #[tokio::test]
    async fn good_parameters_are_taken_and_missing_ones_have_a_meaning() {
        let usual: Paging = read("").await.unwrap();
        assert_eq!((usual.limit, usual.cursor), (100, None));
        let cursor = Cursor(7 << 100);
        let paging: Paging = read(&format!("limit=1000&cursor={cursor}")).await.unwrap();
        assert_eq!((paging.limit, paging.cursor), (1000, Some(cursor)));
        assert_eq!(read::<InLanguage>("language=de").await.unwrap().language, Language::De);
        assert_eq!(read::<InLanguage>("").await.unwrap().language, Language::Ja);
    }

    #[tokio::test]
    async fn what_is_unknown_comes_twice_or_is_out_of_bounds_is_refused_by_name() {
        let long = format!("cursor={}", "f".repeat(33));
        for query in ["limit=0", "limit=1001", "limit=-1", "limit=1e2", "limit=", "limit=99999999999999999999999"] {
            assert!(
                matches!(read::<Paging>(query).await, Err(Problem::Parameter(name, _)) if name == "limit"),
                "{query}"
            );
        }
        for query in ["cursor=", "cursor=7", "cursor=../../etc", "cursor=%00", &long] {
            assert!(
                matches!(read::<Paging>(query).await, Err(Problem::Parameter(name, _)) if name == "cursor"),
                "{query}"
            );
        }
        for query in ["limit=1&limit=1", "limt=1", "token=footing_1", "language=de"] {
            assert!(read::<Paging>(query).await.is_err(), "{query}");
        }
        assert!(read::<InLanguage>("language=fr").await.is_err());
        assert!(read::<()>("x").await.is_err());
    }
}
