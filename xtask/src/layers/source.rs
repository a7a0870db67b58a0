//! Just enough of Rust's grammar to find paths: what is code, and which words it has.

/// Identifiers, `::`, and every other sign by itself.
pub fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphanumeric() || first == '_' {
            rest.find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        words.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    words
}

/// The source with the insides of comments and string literals blanked; line breaks stay, so that line numbers do.
pub fn code_only(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = literal_or_comment(rest);
        if length == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            code.push(' ');
            code.extend(rest[..length].chars().filter(|c| *c == '\n'));
            rest = &rest[length..];
        }
    }
    code
}

/// How many bytes the comment or literal that begins here takes; 0 when none begins here.
fn literal_or_comment(text: &str) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return block_comment(text);
    }
    if let Some(raw) = text.strip_prefix('r').filter(|raw| raw.starts_with(['"', '#'])) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let Some(inside) = raw[hashes..].strip_prefix('"') else {
            return 0;
        };
        let end = format!("\"{}", "#".repeat(hashes));
        return inside
            .find(&end)
            .map_or(text.len(), |at| 1 + hashes + 1 + at + end.len());
    }
    if text.starts_with('"') {
        return quoted(text, '"').unwrap_or(text.len());
    }
    if text.starts_with('\'') {
        // A character literal closes soon; a lifetime does not close at all.
        return quoted(text, '\'')
            .filter(|length| *length > 2 && (*length <= 6 || text[1..].starts_with('\\')))
            .map_or(0, |length| {
                let inside = &text[1..length - 1];
                if inside.starts_with('\\') || inside.chars().count() == 1 {
                    length
                } else {
                    0
                }
            });
    }
    0
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

/// Length up to and with the closing sign; a backslash takes the next character with it.
fn quoted(text: &str, sign: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == sign {
            return Some(at + c.len_utf8());
        }
    }
    None
}
