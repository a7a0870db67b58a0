//! Sign-in, the declaration of secrecy, and a person's own account.

mod account_page;
pub mod api;
mod code_page;
mod declaration_page;
mod demo_page;
mod field;
pub mod form;
mod own_password;
mod password_page;
pub mod paths;
mod sign_in_page;

pub use account_page::AccountPage;
pub use code_page::CodePage;
pub use declaration_page::DeclarationPage;
pub use demo_page::DemoPage;
pub use password_page::{ForgottenPage, PasswordPage};
pub use sign_in_page::SignInPage;
