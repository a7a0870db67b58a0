//! A registration that is changed by whoever has the link of its mail.

use app::training::{self as pages, Look, Outcome, Trouble};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::courses::sign_up::SignUpForm;
use domain::courses::view::OwnRegistration;
use domain::ids::EventId;
use http::{HeaderMap, StatusCode, Uri};
use service::courses;
use service::{Ctx, ServiceError};

use super::{bad_link, drawn, failed, hidden, log, look, show_own};
use crate::form::PlainForm;
use crate::identify::Address;
use crate::state::AppState;

/// What is said when somebody else comes instead.
pub const REPLACED: &str = "/registration/replaced";
/// The form.
pub const PAGE: &str = "/registration/{link}/change";

/// `GET /registration/{link}/change`
pub async fn form(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(link): Path<String>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    match found(&state, &ctx, &link).await {
        Ok((_, own)) if own.registration.state.has_ended() => {
            show_own(&state, &ctx, &look, &link, StatusCode::OK, Outcome::None).await
        }
        Ok((_, own)) => {
            let form = SignUpForm {
                key: own.registration.version.to_string(),
                ..SignUpForm::of(&own.registration.given)
            };
            let page = pages::change_page(&look, &own, &link, &form, &Trouble::None, ctx.today());
            hidden(drawn(StatusCode::OK, page))
        }
        Err(error) => not_there(&look, &error),
    }
}

/// `POST /registration/{link}/change`
pub async fn save(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Extension(Address(address)): Extension<Address>,
    uri: Uri,
    headers: HeaderMap,
    Path(link): Path<String>,
    PlainForm(mut form): PlainForm<SignUpForm>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let ((event, number), own) = match found(&state, &ctx, &link).await {
        Ok(found) => found,
        Err(error) => return not_there(&look, &error),
    };
    let again = |form: &SignUpForm, status, trouble: &Trouble| {
        let page = pages::change_page(&look, &own, &link, form, trouble, ctx.today());
        hidden(drawn(status, page))
    };
    let new = match form.parse(ctx.language, ctx.today(), own.registration.awaits_leader()) {
        Ok(new) => new,
        Err(issues) => return again(&form, StatusCode::UNPROCESSABLE_ENTITY, &Trouble::Fields(issues)),
    };
    if state.desk.limits().registration(address).is_err() {
        return again(&form, StatusCode::TOO_MANY_REQUESTS, &Trouble::Throttled);
    }
    let seen = form.key.parse().unwrap_or_default();
    let is_another = new.contact.email != own.registration.given.contact.email;
    match courses::amend(&state.desk, &ctx.services, (event, number), (new, seen)).await {
        Ok(()) if is_another => Redirect::to(REPLACED).into_response(),
        Ok(()) => Redirect::to(&format!("{}/{link}?done=changed", pages::OWN)).into_response(),
        Err(ServiceError::Stale) => {
            // What stands there now is looked over, and saved over with the next press.
            form.key = own.registration.version.to_string();
            again(&form, StatusCode::CONFLICT, &Trouble::Stale)
        }
        Err(ServiceError::Throttled { .. }) => again(&form, StatusCode::TOO_MANY_REQUESTS, &Trouble::Throttled),
        Err(ServiceError::Invalid(issues)) => again(&form, StatusCode::UNPROCESSABLE_ENTITY, &Trouble::Fields(issues)),
        Err(ServiceError::Rule(_)) => show_own(&state, &ctx, &look, &link, StatusCode::CONFLICT, Outcome::NotNow).await,
        Err(ServiceError::NotFound) => bad_link(&look),
        Err(error) => {
            log(&error);
            again(&form, StatusCode::SERVICE_UNAVAILABLE, &Trouble::Unavailable)
        }
    }
}

/// `GET /registration/replaced`
pub async fn replaced(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    hidden(drawn(StatusCode::OK, pages::replaced_page(&look)))
}

async fn found(state: &AppState, ctx: &Ctx, link: &str) -> Result<((EventId, u32), OwnRegistration), ServiceError> {
    let (event, number) = courses::opened(&ctx.services, state.desk.key(), link).await?;
    let own = courses::own(&ctx.services, event, number).await?;
    Ok(((event, number), own))
}

fn not_there(look: &Look, error: &ServiceError) -> Response {
    match error {
        ServiceError::NotFound => bad_link(look),
        error => failed(look, error),
    }
}
