//! What the path of an address names, as checked types. An address that names nothing leads nowhere.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::ui::pages::admin::Confirm;
use footing_core::guidance::StepId;
use footing_core::organisation::{KeyHash, Secret, TeamId};
use footing_core::survey::{ResponseId, SurveyId, WaveId};
use footing_report::File;

/// The segments of an address that differ from page to page, in its order.
#[derive(Clone, Copy, Debug)]
pub struct Segments<T>(pub T);

/// What one segment can be.
pub trait Segment: Sized {
    /// `None` for a segment that names nothing of the kind.
    fn read(segment: &str) -> Option<Self>;
}

/// What all segments of an address can be.
pub trait Address: Sized {
    fn read(segments: &[&str]) -> Option<Self>;
}

impl<T: Address, S: Send + Sync> FromRequestParts<S> for Segments<T> {
    /// The layers make of it what somebody reads: a page, or a problem of the API.
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let segments = RawPathParams::from_request_parts(parts, state).await.map_err(|_| StatusCode::NOT_FOUND)?;
        let segments: Vec<&str> = segments.iter().map(|(_, segment)| segment).collect();
        T::read(&segments).map(Segments).ok_or(StatusCode::NOT_FOUND)
    }
}

/// How single segments are read.
macro_rules! segments {
    ($($name:ty: $read:expr;)+) => {$(
        impl $crate::web::segment::Segment for $name {
            fn read(segment: &str) -> Option<Self> {
                let read: fn(&str) -> Option<Self> = $read;
                read(segment)
            }
        }

        impl $crate::web::segment::Address for $name {
            fn read(segments: &[&str]) -> Option<Self> {
                let [segment] = segments else { return None };
                $crate::web::segment::Segment::read(segment)
            }
        }
    )+};
}
pub(super) use segments;

segments! {
    Confirm: Confirm::parse;
    File: File::parse;
    KeyHash: |segment| segment.parse().ok();
    ResponseId: ResponseId::parse;
    Secret: Secret::parse;
    StepId: StepId::parse;
    SurveyId: SurveyId::parse;
    TeamId: TeamId::parse;
    WaveId: WaveId::parse;
    // What only a survey can tell: its questions.
    String: |segment| Some(segment.to_owned());
}

impl<A: Segment, B: Segment> Address for (A, B) {
    fn read(segments: &[&str]) -> Option<Self> {
        let [first, second] = segments else { return None };
        Some((A::read(first)?, B::read(second)?))
    }
}

impl<A: Segment, B: Segment, C: Segment> Address for (A, B, C) {
    fn read(segments: &[&str]) -> Option<Self> {
        let [first, second, third] = segments else { return None };
        Some((A::read(first)?, B::read(second)?, C::read(third)?))
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::Request;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    async fn status(path: &str) -> StatusCode {
        let router: Router = Router::new()
            .route("/w/{wave}", get(async |Segments(wave): Segments<WaveId>| wave.to_string()))
            .route("/s/{survey}/q/{question}", get(async |_: Segments<(SurveyId, String)>| ()));
        let request = Request::get(path).body(Body::empty()).unwrap();
        router.oneshot(request).await.unwrap().status()
    }

    #[tokio::test]
    async fn an_address_that_names_something_is_read_and_any_other_is_not_there() {
        let wave = format!("/w/{}", "0f".repeat(16));
        for good in [wave.as_str(), "/s/ai-proficiency/q/which-part", "/s/a/q/%E3%81%82"] {
            assert_eq!(status(good).await, StatusCode::OK, "{good}");
        }
        let upper = wave.to_uppercase().replace("/W/", "/w/");
        for wrong in ["/w/1", upper.as_str(), "/w/%FF", "/s/AI/q/x", "/s/a%0D%0Ab/q/x", "/s/a/q/%FF"] {
            assert_eq!(status(wrong).await, StatusCode::NOT_FOUND, "{wrong}");
        }
    }
}
