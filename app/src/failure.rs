//! What the reader is told when something did not go: a sentence by what they can do about it, and the request's name.

use i18n::{Language, say, shell as text};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use ui::{Alert, LinkButton, PageHeader, Tone};

use crate::connection::use_connection;
use crate::error::{AppError, ErrorCode};
use crate::title::PageTitle;

/// Turns a rule's name into a sentence; nothing for a rule it does not know. Each slice has its own.
pub type RuleText = fn(Language, &str) -> Option<&'static str>;

/// In place of a page that can't be shown.
#[component]
pub fn FailurePage(
    /// What happened.
    error: AppError,
) -> impl IntoView {
    let language = i18n::use_language();
    let code = error.code;
    use_connection().note::<()>(&Err(error.clone()));
    #[cfg(feature = "ssr")]
    crate::server::set_status(code);
    let heading = Signal::derive(move || title(language.get(), code).to_owned());
    view! {
        <PageTitle text=heading />
        <PageHeader title=heading />
        <div class="hr-prose">
            {if code == ErrorCode::SignedOut {
                view! { <SignInHere /> }.into_any()
            } else {
                view! {
                    <Explanation error=error.clone() rule=None />
                    <p><A href="/">{say(language, text::to_front_page)}</A></p>
                }
                    .into_any()
            }}
        </div>
    }
}

/// Nothing was typed on a page that is not there: one signs in here, and comes back.
#[component]
fn SignInHere() -> impl IntoView {
    let language = i18n::use_language();
    let sign_in = sign_in_address();
    view! {
        <p>{say(language, text::failure_signed_out_page)}</p>
        <p>
            <a class="ds-button" href=move || sign_in.get() rel="external">
                {say(language, text::failure_sign_in_here)}
            </a>
        </p>
    }
}

/// The page to sign in on, which leads back to this one.
fn sign_in_address() -> Signal<String> {
    let pathname = use_location().pathname;
    Signal::derive(move || format!("/sign-in?to={}", pathname.get()))
}

/// In a page, beside what the reader tried to do. Nothing while there is nothing to say; read out when there is.
#[component]
pub fn Failure(
    /// What happened.
    #[prop(into)]
    error: Signal<Option<AppError>>,
    /// Sentences of the slice's rules.
    #[prop(optional)]
    rule: Option<RuleText>,
) -> impl IntoView {
    let language = i18n::use_language();
    move || {
        error.get().map(|error| {
            let code = error.code;
            let tone = if code == ErrorCode::Unexpected {
                Tone::Danger
            } else {
                Tone::Warning
            };
            view! {
                <Alert
                    tone=tone
                    is_answer=true
                    title=Signal::derive(move || title(language.get(), code).to_owned())
                >
                    <Explanation error=error.clone() rule=rule />
                </Alert>
            }
        })
    }
}

/// The sentence, the way on, and the request's name.
#[component]
fn Explanation(error: AppError, rule: Option<RuleText>) -> impl IntoView {
    let language = i18n::use_language();
    let code = error.code;
    let id = error.request_id.clone();
    let told = error.clone();
    let sign_in = sign_in_address();
    view! {
        <p>{move || sentence(language.get(), &told, rule)}</p>
        {(code == ErrorCode::SignedOut)
            .then(|| {
                view! {
                    <p>
                        <a class="ds-button" data-variant="secondary" href=move || sign_in.get() target="_blank" rel="external">
                            {say(language, text::failure_sign_in)}
                        </a>
                    </p>
                }
            })}
        {(code == ErrorCode::PledgeNeeded)
            .then(|| {
                view! {
                    <p>
                        <LinkButton href="/declaration">{say(language, text::failure_to_pledge)}</LinkButton>
                    </p>
                }
            })}
        {(!id.is_empty())
            .then(|| {
                view! { <p class="hr-muted hr-failure__id">{move || text::failure_reference(language.get(), &id)}</p> }
            })}
    }
}

fn title(language: Language, code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::SignedOut => text::failure_signed_out_title(language),
        ErrorCode::PledgeNeeded => text::failure_pledge_title(language),
        ErrorCode::Denied => text::failure_denied_title(language),
        ErrorCode::NotFound => text::failure_not_found_title(language),
        ErrorCode::Invalid => text::failure_invalid_title(language),
        ErrorCode::Rule => text::failure_rule_title(language),
        ErrorCode::Stale => text::failure_stale_title(language),
        ErrorCode::Throttled => text::failure_throttled_title(language),
        ErrorCode::Unavailable => text::failure_unavailable_title(language),
        ErrorCode::Offline => text::failure_offline_title(language),
        ErrorCode::Unexpected => text::failure_unexpected_title(language),
    }
}

/// Rules that several slices meet.
fn of_all(language: Language, name: &str) -> Option<&'static str> {
    match name {
        "hours_closed" => Some(i18n::hours::rule_hours_closed(language)),
        _ => None,
    }
}

/// What happened and what to do, in a sentence or two.
pub fn sentence(language: Language, error: &AppError, rule: Option<RuleText>) -> String {
    let told = match error.code {
        ErrorCode::SignedOut => text::failure_signed_out(language),
        ErrorCode::PledgeNeeded => text::failure_pledge(language),
        ErrorCode::Denied => text::failure_denied(language),
        ErrorCode::NotFound => text::failure_not_found(language),
        ErrorCode::Invalid => text::failure_invalid(language),
        ErrorCode::Rule => error
            .detail
            .as_deref()
            .and_then(|name| {
                rule.and_then(|rule| rule(language, name))
                    .or_else(|| of_all(language, name))
            })
            .unwrap_or_else(|| text::failure_rule(language)),
        ErrorCode::Stale => text::failure_stale(language),
        ErrorCode::Throttled => return text::failure_throttled(language, minutes_to_wait(error)),
        ErrorCode::Unavailable => text::failure_unavailable(language),
        ErrorCode::Offline => text::failure_offline(language),
        ErrorCode::Unexpected => text::failure_unexpected(language),
    };
    told.to_owned()
}

/// Whole minutes, rounded up, at least one.
fn minutes_to_wait(error: &AppError) -> u64 {
    let seconds = error
        .detail
        .as_deref()
        .and_then(|seconds| seconds.parse().ok())
        .unwrap_or(60_u64);
    seconds.div_ceil(60).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: ErrorCode, detail: &str) -> AppError {
        AppError {
            detail: Some(detail.to_owned()),
            ..AppError::new(code)
        }
    }

    #[test]
    fn a_wait_is_told_in_minutes_rounded_up() {
        assert_eq!(
            sentence(Language::En, &error(ErrorCode::Throttled, "61"), None),
            "Wait 2 min and try again."
        );
        assert_eq!(
            sentence(Language::En, &error(ErrorCode::Throttled, "0"), None),
            "Wait 1 min and try again."
        );
    }

    #[test]
    fn a_known_rule_has_its_own_sentence_and_an_unknown_one_the_general() {
        fn rule(_: Language, name: &str) -> Option<&'static str> {
            (name == "full").then_some("It is full.")
        }
        assert_eq!(
            sentence(Language::En, &error(ErrorCode::Rule, "full"), Some(rule)),
            "It is full."
        );
        assert_eq!(
            sentence(Language::En, &error(ErrorCode::Rule, "other"), Some(rule)),
            text::failure_rule(Language::En)
        );
    }
}
