//! JSON on the wire, as the server functions speak it: `#[server(…, input = Json, output = Json)]`.
//!
//! The same as server_fn's own, but the answer is read as text. What a page brings along for its takeover is read as text too, and
//! `serde_json` has its reading code twice for each type that is read both from text and from bytes: in the browser that was a
//! twelfth of all code.

use serde::Serialize;
use serde::de::{DeserializeOwned, Error as _};
use server_fn::codec::Post;
use server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};

/// Arguments and answer are JSON in the body.
pub type Json = Post<JsonText>;

/// JSON that is read as text.
pub struct JsonText;

impl ContentType for JsonText {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for JsonText {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for JsonText {
    type Error = serde_json::Error;

    fn encode(value: &T) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(value).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for JsonText {
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        let text = std::str::from_utf8(&bytes).map_err(serde_json::Error::custom)?;
        serde_json::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let written = JsonText::encode(&Some("blåbær")).unwrap();
        let read: Option<String> = JsonText::decode(written).unwrap();
        assert_eq!(read.as_deref(), Some("blåbær"));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let read: Result<String, _> = JsonText::decode(Bytes::from_static(b"\"\xff\""));
        assert!(read.is_err());
    }
}
