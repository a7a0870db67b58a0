//! Addresses of pages.

/// A text as the value of a query in an address (RFC 3986, 2.1): everything but letters and digits escaped.
pub fn escaped(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_but_letters_and_digits_is_escaped() {
        assert_eq!(escaped("lys & ø1"), "lys%20%26%20%C3%B81");
    }
}
