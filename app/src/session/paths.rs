//! Where the pages of this slice are, for links, forms and the server's gate.

/// E-mail and password.
pub const SIGN_IN: &str = "/sign-in";
/// The mailed code.
pub const CODE: &str = "/sign-in/code";
/// Sign in as a person of the demonstration.
pub const DEMO: &str = "/demo/sign-in";
/// The declaration of secrecy.
pub const DECLARATION: &str = "/declaration";
/// Choose a password, by a mailed link.
pub const PASSWORD: &str = "/password";
/// Ask for such a link.
pub const FORGOTTEN: &str = "/password/forgotten";
/// Where the form of the own password is sent.
pub const CHANGE_PASSWORD: &str = "/account/password";
/// Own account.
pub const ACCOUNT: &str = "/account";

/// A place inside Handlingsrom to go to after signing in, if the text is one: a path of ours, never another site.
pub fn local(to: &str) -> Option<&str> {
    let inside = to.starts_with('/')
        && !to.starts_with("//")
        && !to.starts_with("/api/")
        && !to.starts_with(SIGN_IN)
        && to.len() <= 500
        && to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    inside.then_some(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_of_ours_is_gone_to() {
        assert_eq!(local("/groups/01J?tab=plan"), Some("/groups/01J?tab=plan"));
        for bad in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\r\nSet-Cookie: x",
            "/sign-in",
            "/api/x",
        ] {
            assert_eq!(local(bad), None, "{bad}");
        }
    }
}
