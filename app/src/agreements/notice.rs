//! Agreements that have ended, told where people come: on the front page and on the page of a unit.

use domain::agreements::AgreementStanding;
use domain::agreements::view::{Notice, UnitAgreement};
use domain::ids::AgreementId;
use i18n::{agreements as text, format, say, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Alert, Tone};

use super::api::agreement_notices;

/// For the front page of those who look after agreements. Says nothing while there is nothing to say.
#[component]
pub(crate) fn AgreementNotices() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| agreement_notices());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                // What can't be told now is told by the list.
                let notices = loaded.await.unwrap_or_default();
                notices.into_iter().map(|notice| view! { <Expired notice /> }).collect_view()
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Expired(notice: Notice) -> impl IntoView {
    let language = use_language();
    let Notice {
        id,
        owner_name,
        last_day,
        units,
        is_ended,
    } = notice;
    let units = units.join(", ");
    let words = move || {
        let language = language.get();
        let day = format::date_short(language, last_day);
        if is_ended {
            text::uncovered_of(language, &owner_name, day, &units)
        } else {
            text::expired_of(language, &owner_name, day)
        }
    };
    view! {
        <Alert tone=Tone::Danger>
            <p>{words} " " <SeeAgreement id /></p>
        </Alert>
    }
    .into_any()
}

#[component]
fn SeeAgreement(id: AgreementId) -> impl IntoView {
    let language = use_language();
    view! { <A href=format!("/agreements/{id}")>{say(language, text::see_agreement)}</A> }.into_any()
}

/// What a unit's page says of its agreement.
#[component]
pub(crate) fn UnitStanding(standing: UnitAgreement) -> impl IntoView {
    let language = use_language();
    let said = match standing {
        UnitAgreement::Missing => {
            view! { <Alert tone=Tone::Warning>{say(language, text::missing_notice)}</Alert> }.into_any()
        }
        UnitAgreement::Stands {
            standing: AgreementStanding::Active { agreement },
        } => view! {
            <p>{say(language, text::unit_active)} " " <SeeAgreement id=agreement /></p>
        }
        .into_any(),
        UnitAgreement::Stands {
            standing: AgreementStanding::Ends {
                agreement, last_day, ..
            },
        } => view! {
            <Alert tone=Tone::Warning>
                <p>
                    {move || text::ends_notice(language.get(), format::date_short(language.get(), last_day))} " "
                    <SeeAgreement id=agreement />
                </p>
            </Alert>
        }
        .into_any(),
        UnitAgreement::Stands {
            standing: AgreementStanding::Expired { agreement, last_day },
        } => view! {
            <Alert tone=Tone::Danger>
                <p>
                    {move || text::expired_notice(language.get(), format::date_short(language.get(), last_day))} " "
                    <SeeAgreement id=agreement />
                </p>
            </Alert>
        }
        .into_any(),
    };
    view! {
        <h2 class="ds-heading" data-size="sm">{say(language, text::unit_heading)}</h2>
        {said}
    }
    .into_any()
}
