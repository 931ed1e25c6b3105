//! Taking part in a wave: the contract, the questions of its surveys in one flow, and the thanks.
//!
//! Answers to an anonymous survey stay in the browser until the ballot is cast: a cookie carries them from page to
//! page, and nothing half-filled is ever kept here.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use crate::service::taking_part::{self, SurveyPart, TakingPart};
use crate::service::{self, ServiceError, SignedIn, assessment, proof, wave};
use crate::store::Occasion;
use crate::ui::pages::{self, CourseEnd, Failure, QuestionPage, SurveyFlow};
use footing_core::organisation::Secret;
use footing_core::survey::{AnswerError, AnswerSheet, Privacy, Question, Survey, SurveyId, WaveId};

use super::answers::show;
use super::cookies::{ballot_of, forget_ballot, keep_ballot};
use super::error::{Result, WebError};
use super::form::Form;
use super::page::Page;
use super::segment::Segments;
use super::state::AppState;
use super::visitor::{RespondingVisitor, SignedInUser};

impl From<SignedInUser> for RespondingVisitor {
    fn from(user: SignedInUser) -> RespondingVisitor {
        let SignedInUser { language, session, signed_in } = user;
        let respondent = signed_in.respondent();
        RespondingVisitor { language, session: Some((session, signed_in)), respondent }
    }
}

pub async fn contract(
    State(state): State<AppState>,
    user: SignedInUser,
    Segments(wave): Segments<WaveId>,
) -> Result<Response> {
    let member = RespondingVisitor::from(user);
    let taking = taking(&state, &member, wave).await?;
    let text = state.catalog.text(member.language);
    let title = taking.opening.contract.terms.name.clone();
    let offer = wave::offer(&state.context);
    Ok(Page::for_member(&state, &member, title)
        .render(|| pages::contract(text, &taking, &offer, &state.context.team_library)))
}

/// For everybody of the organisation, asked or not: somebody of a works council need not be.
pub async fn proof(
    State(state): State<AppState>,
    user: SignedInUser,
    Segments(wave): Segments<WaveId>,
) -> Result<Response> {
    let proof = proof::proof(&state.context, &user.signed_in, wave).await?;
    let text = state.catalog.text(user.language);
    let title = text.with("proof-title", [("name", proof.opening.contract.terms.name.clone().into())]);
    Ok(Page::for_user(&state, &user, title).render(|| pages::proof(text, &proof)))
}

/// Begins, or goes on where somebody left off. What was begun in another session is begun anew only where that was
/// said.
pub async fn begin(
    State(state): State<AppState>,
    headers: HeaderMap,
    user: SignedInUser,
    Segments(wave): Segments<WaveId>,
    body: String,
) -> Result<Response> {
    let member = RespondingVisitor::from(user);
    let taking = taking(&state, &member, wave).await?;
    let elsewhere = taking.next().filter(|part| part.begun_elsewhere);
    if let Some(part) = elsewhere.filter(|_| Form::parse(&body).first("anew") == Some("yes")) {
        assessment::begin_anew(&state.context, member.respondent, &occasion(&taking, part.survey.id())).await?;
    }
    go_on(&state, &member, &taking, &headers).await
}

pub async fn question(
    State(state): State<AppState>,
    headers: HeaderMap,
    user: SignedInUser,
    Segments((wave, survey, question)): Segments<(WaveId, SurveyId, String)>,
) -> Result<Response> {
    let member = RespondingVisitor::from(user);
    let taking = taking(&state, &member, wave).await?;
    let part = part(&taking, &survey)?;
    if part.is_done {
        return Ok(to_contract(&taking));
    }
    let asked = part.survey.question(&question).ok_or(WebError::NOT_FOUND)?;
    let sheet = sheet(&state, &member, &taking, part, &headers);
    Ok(show(&state, &member, page(&taking, part, &sheet, asked, None)))
}

pub async fn answer(
    State(state): State<AppState>,
    headers: HeaderMap,
    user: SignedInUser,
    Segments((wave, survey, question)): Segments<(WaveId, SurveyId, String)>,
    body: String,
) -> Result<Response> {
    let member = RespondingVisitor::from(user);
    let taking = taking(&state, &member, wave).await?;
    let form = Form::parse(&body);
    let part = part(&taking, &survey)?;
    let id = part.survey.id();
    if part.is_done {
        // The last page sent twice: the first one counted, and both lead to the same place.
        return match form.first("then") {
            Some("submit") => go_on(&state, &member, &taking, &headers).await,
            _ => Ok(to_contract(&taking)),
        };
    }
    let asked = part.survey.question(&question).ok_or(WebError::NOT_FOUND)?;
    let selected = form.all("answer");
    let kept = match record(&state, &member, &taking, part, &headers, &question, &selected).await {
        Ok(kept) => kept,
        Err(ServiceError::Answer(error)) => {
            let sheet = sheet(&state, &member, &taking, part, &headers);
            let page = page(&taking, part, &sheet, asked, Some((error, &selected)));
            return Ok(show(&state, &member, page));
        }
        Err(ServiceError::BegunElsewhere) => return Ok(to_contract(&taking)),
        Err(error) => return Err(error.into()),
    };
    let next = part.survey.questions().skip_while(|other| other.id() != question).nth(1);
    let next = next.or_else(|| kept.sheet.first_open(&part.survey));
    if let Some(next) = next {
        let address = format!("/w/{}/{id}/q/{}", taking.wave, next.id());
        return Ok(kept.answer(Redirect::to(&address).into_response()));
    }
    hand_in(&state, &member, &taking, part, &kept.sheet).await
}

/// Saves without leaving the page, for the island, which reads nothing but the status.
pub async fn save(
    State(state): State<AppState>,
    headers: HeaderMap,
    user: SignedInUser,
    Segments((wave, survey, question)): Segments<(WaveId, SurveyId, String)>,
    body: String,
) -> Result<Response> {
    let member = RespondingVisitor::from(user);
    let taking = taking(&state, &member, wave).await?;
    let part = part(&taking, &survey)?;
    if part.is_done {
        return Err(WebError::from(ServiceError::Closed));
    }
    let selected = Form::parse(&body).all("answer");
    match record(&state, &member, &taking, part, &headers, &question, &selected).await {
        Ok(kept) => Ok(kept.answer(StatusCode::NO_CONTENT.into_response())),
        Err(ServiceError::Answer(_)) => Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response()),
        Err(error) => Err(error.into()),
    }
}

pub async fn thanks(
    State(state): State<AppState>,
    user: SignedInUser,
    Segments(wave): Segments<WaveId>,
) -> Result<Response> {
    let member = RespondingVisitor::from(user);
    let taking = taking(&state, &member, wave).await?;
    let text = state.catalog.text(member.language);
    let is_whole = member.session.as_ref().is_some_and(|(_, signed_in)| signed_in.is_whole());
    Ok(Page::for_member(&state, &member, text.say("thanks-title")).render(|| pages::thanks(text, &taking, is_whole)))
}

async fn taking(state: &AppState, member: &RespondingVisitor, wave: WaveId) -> Result<TakingPart> {
    match taking_part::taking_part(&state.context, member.respondent, wave).await {
        Err(ServiceError::Closed) => Err(WebError(Failure::Over)),
        taking => Ok(taking?),
    }
}

fn part<'t>(taking: &'t TakingPart, survey: &SurveyId) -> Result<&'t SurveyPart> {
    taking.part(survey).ok_or(WebError::NOT_FOUND)
}

/// Which says what is handed in and leads on to what is not: somebody went back, has an old tab, or began elsewhere.
fn to_contract(taking: &TakingPart) -> Response {
    Redirect::to(&format!("/w/{}", taking.wave)).into_response()
}

/// Leads to the first question without an answer, of the first survey that is not handed in.
async fn go_on(
    state: &AppState,
    member: &RespondingVisitor,
    taking: &TakingPart,
    headers: &HeaderMap,
) -> Result<Response> {
    let Some(part) = taking.next() else {
        return Ok(Redirect::to(&format!("/w/{}/thanks", taking.wave)).into_response());
    };
    let sheet = match part.survey.privacy() {
        Privacy::Anonymous => sheet(state, member, taking, part, headers),
        Privacy::Confidential | Privacy::Private => {
            let occasion = occasion(taking, part.survey.id());
            match assessment::begin(&state.context, member.respondent, &occasion).await {
                // The contract says so, and asks what to do.
                Err(ServiceError::BegunElsewhere) => return Ok(to_contract(taking)),
                sitting => sitting?.draft.sheet,
            }
        }
    };
    // Where all are answered and not handed in, the last one leads on.
    let open = sheet.first_open(&part.survey).or_else(|| part.survey.questions().last());
    let question = open.map(|question| question.id().to_owned()).unwrap_or_default();
    Ok(Redirect::to(&format!("/w/{}/{}/q/{question}", taking.wave, part.survey.id())).into_response())
}

/// Answers that were recorded, and the cookie that holds them if they are kept in the browser.
struct Kept {
    sheet: AnswerSheet,
    cookie: Option<axum::http::HeaderValue>,
}

impl Kept {
    fn answer(self, mut response: Response) -> Response {
        if let Some(cookie) = self.cookie {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        response
    }
}

async fn record(
    state: &AppState,
    member: &RespondingVisitor,
    taking: &TakingPart,
    part: &SurveyPart,
    headers: &HeaderMap,
    question: &str,
    selected: &[String],
) -> service::Result<Kept> {
    let survey = &part.survey;
    if survey.privacy() == Privacy::Anonymous {
        let entry = survey.parse_entry(question, selected).map_err(|error| match error {
            AnswerError::UnknownQuestion => ServiceError::NotFound,
            error => error.into(),
        })?;
        let mut sheet = sheet(state, member, taking, part, headers);
        sheet.record(entry);
        let cookie = Some(keep_ballot(state, &written(&mark(member, taking), survey, &sheet)));
        return Ok(Kept { sheet, cookie });
    }
    let occasion = occasion(taking, survey.id());
    // Somebody may come to a question by its address, before anything was begun.
    assessment::begin(&state.context, member.respondent, &occasion).await?;
    let sitting = assessment::answer(&state.context, member.respondent, &occasion, question, selected).await?;
    Ok(Kept { sheet: sitting.draft.sheet, cookie: None })
}

async fn hand_in(
    state: &AppState,
    member: &RespondingVisitor,
    taking: &TakingPart,
    part: &SurveyPart,
    sheet: &AnswerSheet,
) -> Result<Response> {
    let survey = part.survey.id();
    let is_ballot = part.survey.privacy() == Privacy::Anonymous;
    if is_ballot {
        taking_part::cast(&state.context, member.respondent, taking, survey, sheet).await?;
    } else {
        let occasion = occasion(taking, survey);
        let sitting = assessment::resume(&state.context, member.respondent, &occasion).await?;
        let id = sitting.ok_or(ServiceError::Closed)?.draft.id;
        assessment::submit(&state.context, member.respondent, &occasion, id, member.language).await?;
    }
    let taking = taking_part::taking_part(&state.context, member.respondent, taking.wave).await?;
    let mut response = go_on(state, member, &taking, &HeaderMap::new()).await?;
    if is_ballot {
        response.headers_mut().append(SET_COOKIE, forget_ballot(state));
    }
    Ok(response)
}

fn page<'a>(
    taking: &TakingPart,
    part: &'a SurveyPart,
    sheet: &'a AnswerSheet,
    question: Question<'a>,
    refused: Option<(AnswerError, &'a [String])>,
) -> QuestionPage<'a> {
    let survey = part.survey.as_ref();
    let start = format!("/w/{}", taking.wave);
    let more_follows = taking.parts.iter().any(|other| !other.is_done && other.survey.id() != survey.id());
    let flow = SurveyFlow {
        base: format!("{start}/{}", survey.id()),
        start,
        others: Some(taking.before(survey.id())),
        end: CourseEnd::HandIn { response: part.draft.as_ref().map(|draft| draft.id), more_follows },
    };
    QuestionPage { survey, sheet, question, refused, flow }
}

/// What has been answered so far: in the draft, or for a ballot in the browser.
fn sheet(
    state: &AppState,
    member: &RespondingVisitor,
    taking: &TakingPart,
    part: &SurveyPart,
    headers: &HeaderMap,
) -> AnswerSheet {
    match part.survey.privacy() {
        Privacy::Anonymous => {
            let kept = ballot_of(state, headers).unwrap_or_default();
            read(&mark(member, taking), &part.survey, kept)
        }
        Privacy::Confidential | Privacy::Private => part.draft.clone().map(|draft| draft.sheet).unwrap_or_default(),
    }
}

fn occasion(taking: &TakingPart, survey: &SurveyId) -> Occasion {
    Occasion { survey: survey.clone(), wave: Some(taking.wave) }
}

/// Ties the answers in a browser to one wave and one session: anyone who signs in after somebody else on the same
/// device never sees theirs.
fn mark(member: &RespondingVisitor, taking: &TakingPart) -> String {
    let session = member.session.as_ref().map(|(session, _): &(Secret, SignedIn)| session.hash());
    let digits = session.iter().flat_map(|hash| &hash.0[..8]).map(|byte| format!("{byte:02x}"));
    format!("{}{}", digits.collect::<String>(), taking.wave)
}

/// The answers in the order of the items, with dots between them; a dash for none yet.
fn written(mark: &str, survey: &Survey, sheet: &AnswerSheet) -> String {
    let words =
        survey.items().iter().map(|item| sheet.answer(&item.id).map_or_else(|| "-".to_owned(), |answer| answer.word()));
    let words: Vec<String> = [format!("{mark}.{}", survey.id())].into_iter().chain(words).collect();
    words.join(".")
}

/// Reads what [`written`] wrote; anything else is a sheet without answers.
fn read(mark: &str, survey: &Survey, kept: &str) -> AnswerSheet {
    let mut sheet = AnswerSheet::default();
    let Some(words) = kept.strip_prefix(&format!("{mark}.{}.", survey.id())) else { return sheet };
    for (item, word) in survey.items().iter().zip(words.split('.')) {
        if let Ok(entry) = survey.parse_entry(item.id.as_str(), &[word.to_owned()]) {
            sheet.record(entry);
        }
    }
    sheet
}
