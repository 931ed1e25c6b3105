//! Waves: setting terms and intent, opening, writing to people, closing.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::service::WaveTrouble;
use crate::service::{ServiceError, invitation, release, wave};
use crate::ui::pages::admin::{self, Confirm, WavePage};
use crate::web::error::{Result, WebError};
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::segment::Segments;
use crate::web::state::{AppState, PublicAddress, ReachedAt};
use crate::web::visitor::Admin;
use footing_core::survey::WaveId;
use footing_core::wave::{IntentFault, IntentForm, Occasion, TermsFault, TermsForm, Wave};

pub async fn new(State(state): State<AppState>, admin: Admin) -> Response {
    let surveys = wave::offer(&state.context).surveys.iter().map(|survey| survey.id().to_string()).collect();
    let form = TermsForm { surveys, ..TermsForm::usual() };
    show_terms(&state, &admin, None, &form, &[])
}

pub async fn draft(State(state): State<AppState>, admin: Admin, body: String) -> Result<Response> {
    let form = terms_of(&Form::parse(&body));
    match wave::offer(&state.context).terms(&form, state.context.today()) {
        Err(faults) => Ok(show_terms(&state, &admin, None, &form, &faults)),
        Ok(terms) => {
            let wave = wave::draft(&state.context, &admin.right, terms).await?;
            Ok(to(&wave))
        }
    }
}

pub async fn terms(State(state): State<AppState>, admin: Admin, Segments(id): Segments<WaveId>) -> Result<Response> {
    let wave = draft_with_id(&state, &admin, id).await?;
    let terms = wave.terms();
    let form = TermsForm {
        name: terms.name.clone(),
        purpose: terms.purpose.clone(),
        contact: terms.contact.clone(),
        surveys: terms.surveys.iter().map(ToString::to_string).collect(),
        threshold: terms.threshold.get().to_string(),
        anonymous_threshold: terms.anonymous_threshold.get().to_string(),
        cuts: terms.cuts.iter().map(|cut| cut.id().to_owned()).collect(),
        closes: terms.closes.to_string(),
        retention_months: terms.retention_months.to_string(),
    };
    Ok(show_terms(&state, &admin, Some(&wave), &form, &[]))
}

pub async fn set_terms(
    State(state): State<AppState>,
    admin: Admin,
    Segments(id): Segments<WaveId>,
    body: String,
) -> Result<Response> {
    let wave = draft_with_id(&state, &admin, id).await?;
    let form = terms_of(&Form::parse(&body));
    match wave::offer(&state.context).terms(&form, state.context.today()) {
        Err(faults) => Ok(show_terms(&state, &admin, Some(&wave), &form, &faults)),
        Ok(terms) => Ok(to(&wave::set_terms(&state.context, &admin.right, wave.id, terms).await?)),
    }
}

pub async fn intent(State(state): State<AppState>, admin: Admin, Segments(id): Segments<WaveId>) -> Result<Response> {
    let wave = draft_with_id(&state, &admin, id).await?;
    let form = wave.intent().map(|intent| IntentForm {
        build: intent.build.clone(),
        work: intent.work.iter().map(|(work, rung)| (work.to_string(), rung.to_string())).collect(),
        tasks: intent.tasks.iter().map(ToString::to_string).collect(),
    });
    Ok(show_intent(&state, &admin, &wave, &form.unwrap_or_default(), &[]))
}

pub async fn set_intent(
    State(state): State<AppState>,
    admin: Admin,
    Segments(id): Segments<WaveId>,
    body: String,
) -> Result<Response> {
    let wave = draft_with_id(&state, &admin, id).await?;
    let fields = Form::parse(&body);
    let form = IntentForm {
        build: fields.first("build").unwrap_or_default().to_owned(),
        work: fields.beginning("work."),
        tasks: fields.all("tasks"),
    };
    match wave::offer(&state.context).intent(&form) {
        Err(faults) => Ok(show_intent(&state, &admin, &wave, &form, &faults)),
        Ok(intent) => Ok(to(&wave::set_intent(&state.context, &admin.right, wave.id, intent).await?)),
    }
}

pub async fn show(
    State(state): State<AppState>,
    ReachedAt(address): ReachedAt,
    admin: Admin,
    Segments(id): Segments<WaveId>,
) -> Result<Response> {
    let found = wave_with_id(&state, &admin, id).await?;
    state
        .clone()
        .render_pool
        .make(async move {
            let trouble = state.troubles.of(found.id);
            page(&state, &admin, &found, &address, trouble).await
        })
        .await?
}

/// Everybody who is invited is counted for it, or for a draft everybody who would be.
async fn page(
    state: &AppState,
    admin: &Admin,
    found: &Wave,
    address: &PublicAddress,
    trouble: Option<WaveTrouble>,
) -> Result<Response> {
    let by = &admin.right;
    let count = wave::participation(&state.context, by, found.id);
    let (participation, trouble) = match state.render_pool.turnout.of(found, count).await {
        Ok(participation) => (participation, trouble),
        // A wave that cannot be read is the one an administrator has to see.
        Err(ServiceError::Store(error)) => {
            tracing::error!(wave = %found.id, %error, "participation cannot be counted");
            (Default::default(), trouble.or(Some(WaveTrouble::Store)))
        }
        Err(error) => return Err(error.into()),
    };
    let text = state.catalog.text(admin.language);
    let named = |id| state.context.instruments.current(id).map(|survey| text.of(survey.title())).unwrap_or_default();
    let page = WavePage {
        wave: found,
        titles: participation.iter().map(|figures| named(&figures.survey)).collect(),
        participation: &participation,
        link: format!("{}/w/{}", address.as_str(), found.id),
        letters: invitation::letters(&state.context, by, found.id).await?,
        outlook: match found.opening() {
            Some(_) => None,
            None => Some(wave::outlook(&state.context, by, found).await?),
        },
        trouble,
    };
    Ok(Page::for_user(state, admin, found.terms().name.clone()).render(|| admin::wave(text, &page)))
}

/// Asks once more.
pub async fn confirm(
    State(state): State<AppState>,
    admin: Admin,
    Segments((id, what)): Segments<(WaveId, Confirm)>,
) -> Result<Response> {
    let found = wave_with_id(&state, &admin, id).await?;
    let letters = match what {
        Confirm::Retry => invitation::letters(&state.context, &admin.right, found.id).await?,
        _ => None,
    };
    let people = match found.opening() {
        _ if what == Confirm::Retry => letters.map(|letters| letters.refused.len()).unwrap_or_default(),
        Some(opening) => opening.invited as usize,
        None => {
            let (context, by, draft) = (state.context.clone(), admin.right.clone(), found.clone());
            let outlook = state.render_pool.make(async move { wave::outlook(&context, &by, &draft).await }).await??;
            outlook.people.map_err(ServiceError::from)?
        }
    };
    let text = state.catalog.text(admin.language);
    let title = text.say_for("confirm-title", what.word());
    Ok(Page::for_user(&state, &admin, title).render(|| admin::confirm(text, &found, what, people)))
}

pub async fn go_on(
    State(state): State<AppState>,
    ReachedAt(address): ReachedAt,
    admin: Admin,
    Segments((id, what)): Segments<(WaveId, Confirm)>,
) -> Result<Response> {
    state.clone().render_pool.make(gone_on(state, admin, address, id, what)).await?
}

async fn gone_on(state: AppState, admin: Admin, address: PublicAddress, id: WaveId, what: Confirm) -> Result<Response> {
    let (context, by) = (&state.context, &admin.right);
    let done = match what {
        Confirm::Open => wave::open(context, by, id).await.map(drop),
        Confirm::Close => wave::close(context, by, id).await.map(drop),
        Confirm::Release => release::release(context, by, id).await.map(drop),
        Confirm::Invite => invitation::invite(context, by, id, Occasion::Opening).await.map(drop),
        Confirm::Remind => invitation::invite(context, by, id, Occasion::Reminder).await.map(drop),
        Confirm::Retry => invitation::try_again(context, by, id).await.map(drop),
    };
    match done {
        Ok(()) => {
            state.troubles.forget(id, |_| true);
            Ok(Redirect::to(&format!("/admin/waves/{id}")).into_response())
        }
        Err(ServiceError::NotReleasable(obstacle)) => {
            tracing::error!(wave = %id, %obstacle, "a wave could not be released");
            let found = wave::wave(context, by, id).await?;
            let mut response = page(&state, &admin, &found, &address, Some(WaveTrouble::of(&obstacle))).await?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

async fn wave_with_id(state: &AppState, admin: &Admin, id: WaveId) -> Result<Wave> {
    Ok(wave::wave(&state.context, &admin.right, id).await?)
}

async fn draft_with_id(state: &AppState, admin: &Admin, id: WaveId) -> Result<Wave> {
    let wave = wave_with_id(state, admin, id).await?;
    if wave.opening().is_some() {
        return Err(WebError::from(ServiceError::Changed));
    }
    Ok(wave)
}

fn to(wave: &Wave) -> Response {
    Redirect::to(&format!("/admin/waves/{}", wave.id)).into_response()
}

fn terms_of(form: &Form) -> TermsForm {
    let line = |name: &str| form.first(name).unwrap_or_default().to_owned();
    TermsForm {
        name: line("name"),
        purpose: line("purpose"),
        contact: line("contact"),
        surveys: form.all("surveys"),
        threshold: line("least"),
        anonymous_threshold: line("least_anonymous"),
        cuts: form.all("cuts"),
        closes: line("closes"),
        retention_months: line("retention_months"),
    }
}

fn show_terms(
    state: &AppState,
    admin: &Admin,
    wave: Option<&Wave>,
    form: &TermsForm,
    faults: &[TermsFault],
) -> Response {
    let text = state.catalog.text(admin.language);
    let (action, back) = match wave {
        Some(wave) => (format!("/admin/waves/{}/terms", wave.id), format!("/admin/waves/{}", wave.id)),
        None => ("/admin/waves/new".to_owned(), "/admin".to_owned()),
    };
    let offer = wave::offer(&state.context);
    let page = Page::for_user(state, admin, text.say("terms-title")).refused(!faults.is_empty());
    page.render(|| admin::terms_form(text, &offer, form, faults, action, back))
}

fn show_intent(state: &AppState, admin: &Admin, wave: &Wave, form: &IntentForm, faults: &[IntentFault]) -> Response {
    let text = state.catalog.text(admin.language);
    let address = format!("/admin/waves/{}", wave.id);
    let offer = wave::offer(&state.context);
    let page = Page::for_user(state, admin, text.say("intent-title")).refused(!faults.is_empty());
    page.render(|| admin::intent_form(text, &offer, form, faults, address))
}
