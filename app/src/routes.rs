//! Every page's address, a group of lines a slice.
//!
//! Pages are drawn whole before they are sent (`SsrMode::Async`): then they read without scripts, and a page that finds
//! nothing can still answer 404.

use leptos::prelude::*;
use leptos_router::components::{Route, Routes};
use leptos_router::{SsrMode, path};

use crate::groups::{GroupPage, GroupsPage, HomePage, NewGroupPage, SessionPage};
use crate::pages::{AccessibilityPage, EmergencyPage, GalleryPage, NotFoundPage};
use crate::session::{AccountPage, CodePage, DeclarationPage, DemoPage, SignInPage};

/// What stands between header and footer.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFoundPage>
            // pages for everyone
            <Route path=path!("/emergency") view=EmergencyPage ssr=SsrMode::Async />
            <Route path=path!("/accessibility") view=AccessibilityPage ssr=SsrMode::Async />
            <Route path=path!("/gallery") view=GalleryPage ssr=SsrMode::Async />
            // groups and the week
            <Route path=path!("/") view=HomePage ssr=SsrMode::Async />
            <Route path=path!("/groups") view=GroupsPage ssr=SsrMode::Async />
            <Route path=path!("/groups/new") view=NewGroupPage ssr=SsrMode::Async />
            <Route path=path!("/groups/:id") view=GroupPage ssr=SsrMode::Async />
            <Route path=path!("/groups/:id/sessions/:number") view=SessionPage ssr=SsrMode::Async />
            // session
            <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async />
            <Route path=path!("/sign-in/code") view=CodePage ssr=SsrMode::Async />
            <Route path=path!("/demo/sign-in") view=DemoPage ssr=SsrMode::Async />
            <Route path=path!("/declaration") view=DeclarationPage ssr=SsrMode::Async />
            <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async />
        </Routes>
    }
}
