//! What the figures were taken on.

use std::fs;
use std::thread;

/// A line for the head of a table: `2 cores (…), 23 GB, load 0.41 as it began`.
///
/// The load is that of the last minute: above nothing, something else was running too, and times say little.
pub fn conditions() -> String {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let model = of_file("/proc/cpuinfo", |text| field(text, "model name"));
    let memory = of_file("/proc/meminfo", |text| {
        let kilobytes: u64 = field(text, "MemTotal")?.split_whitespace().next()?.parse().ok()?;
        Some(format!("{} GB", kilobytes / 1_000_000))
    });
    let load = of_file("/proc/loadavg", |text| text.split(' ').next().map(str::to_owned));
    format!("{cores} cores ({model}), {memory}, load {load} as it began")
}

fn of_file(path: &str, find: impl Fn(&str) -> Option<String>) -> String {
    fs::read_to_string(path)
        .ok()
        .and_then(|text| find(&text))
        .unwrap_or_else(|| "unknown".to_owned())
}

/// The value of `name : value` or `name: value`, as the files of `/proc` have it.
pub fn field(text: &str, name: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        (found.trim() == name).then(|| value.trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_its_whole_name() {
        let text = "VmRSSx: 1 kB\nVmRSS:\t  2 kB\nmodel name\t: Some Processor\n";
        assert_eq!(field(text, "VmRSS").as_deref(), Some("2 kB"));
        assert_eq!(field(text, "model name").as_deref(), Some("Some Processor"));
        assert_eq!(field(text, "VmHWM"), None);
    }
}
