//! Own account: where the person is signed in, the password, and the calendar in other programs.

use domain::people::view::Device;
use i18n::{say, session as text, told};
use leptos::prelude::*;
use ui::PageHeader;

use super::api::own_devices;
use super::own_password::OwnPassword;
use crate::calendar_feed::CalendarFeed;
use crate::failure::FailurePage;
use crate::title::PageTitle;

/// The person's devices, each with a button to sign it out.
#[component]
pub fn AccountPage() -> impl IntoView {
    let language = i18n::use_language();
    let devices = Resource::new(|| (), |()| own_devices());
    let title = told(language, text::account_title);
    view! {
        <PageTitle text=title />
        <PageHeader title=title />
        <h2 class="ds-heading" data-size="sm">{say(language, text::devices_title)}</h2>
        <p>{say(language, text::devices_lead)}</p>
        <Suspense>
            {move || Suspend::new(async move {
                match devices.await {
                    Ok(devices) => view! { <Devices devices /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Suspense>
        <OwnPassword />
        <CalendarFeed />
    }
}

#[component]
fn Devices(devices: Vec<Device>) -> impl IntoView {
    let language = i18n::use_language();
    let has_others = devices.len() > 1;
    view! {
        <ul class="hr-stack">
            {devices.into_iter().map(|device| view! { <DeviceItem device /> }).collect_view()}
        </ul>
        {has_others
            .then(|| view! {
                <form method="post" action="/api/session/revoke_others">
                    <button type="submit" class="ds-button" data-variant="secondary">
                        {say(language, text::revoke_others)}
                    </button>
                </form>
            })}
    }
}

/// The form is sent by the browser itself: signing out this device ends with the sign-in page, another with this page anew.
#[component]
fn DeviceItem(device: Device) -> impl IntoView {
    let language = i18n::use_language();
    let at = move |when: jiff::Timestamp| {
        let local = when.to_zoned(domain::time::zone()).datetime();
        let language = language.get();
        format!(
            "{} {}",
            i18n::format::day_month(language, local.date()),
            i18n::format::time(language, local.time())
        )
    };
    let name = StoredValue::new(device.name.clone());
    let called = move || match name.get_value().as_str() {
        "?" => text::device_unknown(language.get()).to_owned(),
        known => known.to_owned(),
    };
    let (since, seen) = (at, at);
    view! {
        <li class="ds-card">
            <p>
                <strong>{called}</strong>
                {device.is_this.then(|| view! { " – " {say(language, text::device_this)} })}
            </p>
            <p class="hr-muted">{move || text::device_since(language.get(), since(device.since))}</p>
            <p class="hr-muted">{move || text::device_seen(language.get(), seen(device.last_seen))}</p>
            <form method="post" action="/api/session/revoke_device">
                <input type="hidden" name="id" value=device.id.to_string() />
                <button type="submit" class="ds-button" data-variant="secondary">
                    {move || text::device_revoke(language.get(), called())}
                </button>
            </form>
        </li>
    }
}
