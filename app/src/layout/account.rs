//! Own account: devices and signing out.

use i18n::say;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::person::use_person;
use crate::terms::{is_adviser, role_title};
use ui::{Icon, Menu, MenuAlign};

/// The menu with the person's name; a link to sign in for nobody. Opens without scripts.
#[component]
pub fn AccountMenu() -> impl IntoView {
    let language = i18n::use_language();
    let person = use_person();
    let title = role_title();
    view! {
        <Suspense>
            {move || {
                person
                    .get()
                    .map(|me| {
                        let name = me.name.clone();
                        // Not `RoleLabel`: it waits by itself, and a `Suspense` in here would not be found again by the browser.
                        let role = is_adviser(&me).then(|| view! { <span class="hr-role">{title}</span> });
                        let label = Signal::derive(move || i18n::shell::account(language.get(), &name));
                        view! {
                            <Menu
                                id="account-menu"
                                label=label
                                text=me.name
                                icon=Icon::Person
                                align=MenuAlign::End
                            >
                                <p class="hr-menu__who">
                                    <strong>{move || label.get()}</strong>
                                    {role}
                                </p>
                                <ul class="hr-menu__list">
                                    <li>
                                        <A href="/account">{say(language, i18n::shell::own_devices)}</A>
                                    </li>
                                    <li>
                                        <form method="post" action="/api/session/sign_out">
                                            <button type="submit" class="hr-menu__button">
                                                {say(language, i18n::shell::sign_out)}
                                            </button>
                                        </form>
                                    </li>
                                </ul>
                            </Menu>
                        }
                    })
            }}
        </Suspense>
    }
}
