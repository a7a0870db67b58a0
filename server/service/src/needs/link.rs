//! The way to a survey's questions: the survey and a proof that the server made it, so that nobody finds one by trying.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::SurveyId;
use subtle::ConstantTimeEq as _;

use crate::session::code::Key;

/// The page behind the link.
pub const SURVEY: &str = "/survey";
const PURPOSE: &str = "needs survey";

/// The address of a survey's questions below the public address.
pub fn survey(key: &Key, id: SurveyId) -> String {
    format!("{SURVEY}/{}", written(key, id))
}

/// The survey of an address's last part, if the proof in it is right.
pub fn opened(key: &Key, text: &str) -> Option<SurveyId> {
    let id: SurveyId = text.split_once('.')?.0.parse().ok()?;
    let right: bool = written(key, id).as_bytes().ct_eq(text.as_bytes()).into();
    right.then_some(id)
}

fn written(key: &Key, id: SurveyId) -> String {
    let proof = URL_SAFE_NO_PAD.encode(&key.mac(PURPOSE, &id.to_string())[..9]);
    format!("{id}.{proof}")
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    #[test]
    fn a_link_opens_its_own_survey_with_this_servers_key_alone() {
        let (key, id) = (Key::new([7; 32]), SurveyId::new(Ulid(5)));
        let address = survey(&key, id);
        let text = address.strip_prefix("/survey/").unwrap();
        assert_eq!(opened(&key, text), Some(id));
        assert_eq!(opened(&Key::new([8; 32]), text), None);
        let (_, proof) = text.split_once('.').unwrap();
        let another = format!("{}.{proof}", SurveyId::new(Ulid(6)));
        for bad in ["", ".", another.as_str(), &text[..text.len() - 1]] {
            assert_eq!(opened(&key, bad), None, "{bad}");
        }
    }
}
