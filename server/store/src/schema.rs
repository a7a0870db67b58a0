//! The schema as files: one for each table, in a folder for each slice.

include!(concat!(env!("OUT_DIR"), "/schema.rs"));

/// All schema files as one text, in path order. As long as the first release is not out, this is migration 0001.
pub fn present() -> String {
    let mut text = String::new();
    for (path, content) in SCHEMA {
        text.push_str("-- ");
        text.push_str(path);
        text.push('\n');
        text.push_str(content);
        if !content.ends_with('\n') {
            text.push('\n');
        }
    }
    text
}

/// Names of the tables that the schema files define, sorted.
pub fn tables() -> Vec<&'static str> {
    let mut names: Vec<_> = SCHEMA
        .iter()
        .flat_map(|(_, content)| content.lines())
        .filter_map(|line| line.strip_prefix("DEFINE TABLE OVERWRITE "))
        .filter_map(|rest| rest.split_whitespace().next())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
