//! A module's document read back, after somebody has adapted it in a word processor: each part is known by the heading or the label that
//! [`super::document`] gave it, in any of our languages.

use domain::modules::document::{ReadBlock, ReadModule};
use i18n::{Language, Text, groups, modules, printouts as text};

use super::document::Part;

/// What the parts say of a module. What comes after the second title is the pupils' sheet, which follows from the rest.
pub fn of_parts(parts: &[Part]) -> ReadModule {
    let mut read = ReadModule::default();
    let mut at = Section::Top;
    // The label whose lines go on.
    let mut label = None;
    let mut goals = Goals::default();
    for part in parts {
        match part {
            Part::Title(_) if read.title.is_some() => break,
            Part::Title(title) => read.title = Some(title.trim().to_owned()),
            Part::Heading(words) => {
                at = Section::of(words);
                label = None;
                at.begin(&mut read);
            }
            Part::Text(words) if is_as_of(words) => {}
            Part::Text(words) => match at {
                Section::Top | Section::Safety => label = labelled(&mut read, at, label, words),
                Section::Goals => goals.lines.push(words.trim().to_owned()),
                _ => {}
            },
            Part::Fact(word, value) => label = labelled(&mut read, at, label, &format!("{word}: {value}")),
            Part::Bullet(words) => match at {
                Section::Goals => goals.bullets.push(words.trim().to_owned()),
                Section::Aims => read.aims.get_or_insert_default().push(parted(words, ' ')),
                Section::Links => read.links.get_or_insert_default().push(addressed(words)),
                _ => {}
            },
            Part::Table(head, rows) if at == Section::RunSheet => {
                let rows = rows.iter().map(|row| block(head, row));
                read.blocks = Some(rows.collect());
            }
            Part::Table(..) | Part::Line | Part::NewPage => {}
        }
    }
    if read.goals.is_some() {
        read.goals = Some(goals.joined());
    }
    read
}

/// The part of a document that a heading begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Top,
    Goals,
    Safety,
    RunSheet,
    Aims,
    Links,
    /// What follows from the rest, or is somebody's own.
    Other,
}

impl Section {
    fn of(heading: &str) -> Self {
        let known: [(Text, Self); 5] = [
            (modules::goals, Self::Goals),
            (modules::safety, Self::Safety),
            (groups::run_sheet, Self::RunSheet),
            (modules::aims, Self::Aims),
            (modules::links, Self::Links),
        ];
        let found = known.into_iter().find(|(word, _)| is(heading, *word));
        found.map_or(Self::Other, |(_, section)| section)
    }

    /// A part that is there and empty was emptied.
    fn begin(self, read: &mut ReadModule) {
        match self {
            Self::Goals => read.goals = Some(String::new()),
            Self::Aims => read.aims = Some(Vec::new()),
            Self::Links => read.links = Some(Vec::new()),
            Self::Top | Self::Safety | Self::RunSheet | Self::Other => {}
        }
    }
}

/// A list is what has marks before it; where nothing has, it is the lines.
#[derive(Default)]
struct Goals {
    bullets: Vec<String>,
    lines: Vec<String>,
}

impl Goals {
    fn joined(self) -> String {
        let lines = if self.bullets.is_empty() {
            self.lines
        } else {
            self.bullets
        };
        lines.join("\n")
    }
}

/// Whether words are one of ours in any language.
fn is(words: &str, ours: Text) -> bool {
    let words = words.trim().trim_end_matches(':').to_lowercase();
    Language::ALL
        .into_iter()
        .any(|language| ours(language).to_lowercase() == words)
}

/// Whether words are the last line of the guide: of when it is.
fn is_as_of(words: &str) -> bool {
    const HOLE: char = '\u{1}';
    let lines = Language::ALL.into_iter().flat_map(|language| {
        [
            text::module_as_of(language, HOLE),
            text::edition_as_of(language, HOLE, HOLE),
        ]
    });
    lines.into_iter().any(|line| {
        let mut pieces = line.split(HOLE);
        let begins = pieces.next().is_some_and(|piece| words.starts_with(piece));
        begins && pieces.all(|piece| words.contains(piece))
    })
}

/// What a line says after one of our labels.
fn after(words: &str, label: Text) -> Option<&str> {
    Language::ALL.into_iter().find_map(|language| {
        let rest = words.strip_prefix(label(language))?.trim_start();
        rest.strip_prefix(':').map(str::trim)
    })
}

/// A field that a label names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Summary,
    Minutes,
    Subject,
    Prerequisites,
    Duties,
    Present,
    Afterwards,
    OptOut,
    /// Chosen on the module's page, not read.
    Choice,
}

/// Takes a line of facts or of the summary, and tells which field its next lines belong to.
fn labelled(read: &mut ReadModule, at: Section, before: Option<Label>, words: &str) -> Option<Label> {
    let words = words.trim();
    let top: [(Text, Label); 7] = [
        (modules::length, Label::Minutes),
        (modules::subject, Label::Subject),
        (modules::prerequisites, Label::Prerequisites),
        (modules::grades, Label::Choice),
        (i18n::themes::title, Label::Choice),
        (modules::author, Label::Choice),
        (modules::licence, Label::Choice),
    ];
    let safety: [(Text, Label); 4] = [
        (modules::duties, Label::Duties),
        (modules::present, Label::Present),
        (modules::afterwards, Label::Afterwards),
        (modules::opt_out, Label::OptOut),
    ];
    let labels: &[(Text, Label)] = match at {
        Section::Top => &top,
        Section::Safety => &safety,
        _ => return before,
    };
    if words.is_empty() || is(words, text::guide) {
        return before;
    }
    let found = labels
        .iter()
        .find_map(|(word, label)| after(words, *word).map(|value| (*label, value)));
    if let Some((label, value)) = found {
        let value = match label {
            Label::Minutes => minutes_of(value),
            _ => value.to_owned(),
        };
        if let Some(field) = field(read, label) {
            *field = Some(value);
        }
        return Some(label);
    }
    // More of what is above: of the summary before the first label, of a label's value after it.
    let label = match (before, at) {
        // Of one line, or chosen: what follows is somebody's own.
        (Some(Label::Minutes | Label::Subject | Label::Choice), _) => return Some(Label::Choice),
        (Some(label), _) => label,
        (None, Section::Top) => Label::Summary,
        (None, _) => return None,
    };
    if let Some(field) = field(read, label) {
        let lines = field.get_or_insert_default();
        if !lines.is_empty() {
            lines.push('\n');
        }
        lines.push_str(words);
    }
    Some(label)
}

const fn field(read: &mut ReadModule, label: Label) -> Option<&mut Option<String>> {
    Some(match label {
        Label::Summary => &mut read.summary,
        Label::Minutes => &mut read.minutes,
        Label::Subject => &mut read.subject,
        Label::Prerequisites => &mut read.prerequisites,
        Label::Duties => &mut read.duties,
        Label::Present => &mut read.present,
        Label::Afterwards => &mut read.afterwards,
        Label::OptOut => &mut read.opt_out,
        Label::Choice => return None,
    })
}

/// «1 t 30 min» and «1 h» as minutes; what is no length stays, so that it is told as a fault.
fn minutes_of(words: &str) -> String {
    let mut sum: u32 = 0;
    let mut number = None;
    for word in words.split_whitespace() {
        match (word.parse::<u32>(), number) {
            (Ok(given), None) => number = Some(given),
            (Err(_), Some(given)) => {
                let factor = match word.to_lowercase().trim_end_matches('.') {
                    "t" | "h" | "time" | "timer" | "timar" | "hour" | "hours" => 60,
                    "min" | "minutt" | "minutter" | "minutes" => 1,
                    _ => return words.to_owned(),
                };
                sum = sum.saturating_add(factor * given.min(10_000));
                number = None;
            }
            _ => return words.to_owned(),
        }
    }
    sum.saturating_add(number.unwrap_or_default()).to_string()
}

/// «10–35 min» as the minutes between, «25 min» and «25» as they are.
fn span_of(words: &str) -> String {
    let bounds = words
        .trim()
        .trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '.' || letter.is_whitespace());
    match bounds.split_once(['–', '-', '—']) {
        Some((from, to)) => match (from.trim().parse::<u32>(), to.trim().parse::<u32>()) {
            (Ok(from), Ok(to)) if from <= to => (to - from).to_string(),
            _ => words.trim().to_owned(),
        },
        None => bounds.to_owned(),
    }
}

/// A row by the headings of its columns; one that was renamed by its place, where none was added or taken out.
fn block(head: &[String], row: &[String]) -> ReadBlock {
    let ours: [Text; 5] = [
        text::minutes,
        groups::block_step,
        groups::block_method,
        groups::block_material,
        text::note,
    ];
    let of = |at: usize| {
        let word = ours.get(at).copied()?;
        let named = head.iter().position(|heading| is(heading, word));
        let place = named.or_else(|| (head.len() == ours.len()).then_some(at))?;
        row.get(place).map(|cell| cell.trim())
    };
    let what = of(1).unwrap_or_default();
    let (step, goal) = what.split_once('\n').unwrap_or((what, ""));
    let on_one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    ReadBlock {
        minutes: span_of(of(0).unwrap_or_default()),
        step: step.trim().to_owned(),
        goal: on_one_line(goal),
        method: of(2).map(on_one_line),
        material: of(3).map(on_one_line),
        note: of(4).map(str::to_owned),
    }
}

/// «KM2092 forklare …»
fn parted(words: &str, at: char) -> (String, String) {
    let (one, other) = words.trim().split_once(at).unwrap_or((words.trim(), ""));
    (one.trim().to_owned(), other.trim().to_owned())
}

/// «Film: https://…»
fn addressed(words: &str) -> (String, String) {
    match words.find("http") {
        Some(at) => {
            let (title, address) = words.split_at(at);
            (
                title.trim().trim_end_matches(':').trim_end().to_owned(),
                address.trim().to_owned(),
            )
        }
        None => (words.trim().to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Part {
        Part::Text(words.to_owned())
    }

    fn heading(words: &str) -> Part {
        Part::Heading(words.to_owned())
    }

    #[test]
    fn lengths_are_read_as_they_are_written() {
        for (words, minutes) in [
            ("1\u{a0}t", "60"),
            ("1 t 30 min", "90"),
            ("45\u{a0}min", "45"),
            ("2 h", "120"),
            ("90", "90"),
            ("en time", "en time"),
        ] {
            assert_eq!(minutes_of(words), minutes, "{words}");
        }
        for (words, minutes) in [
            ("10–35 min", "25"),
            ("10-35", "25"),
            ("25 minutter", "25"),
            ("25", "25"),
            ("35–10 min", "35–10 min"),
            ("", ""),
        ] {
            assert_eq!(span_of(words), minutes, "{words}");
        }
    }

    #[test]
    fn each_part_is_known_by_its_heading_in_any_language_and_the_pupils_sheet_is_left() {
        let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
        let parts = [
            Part::Title("Grenser".to_owned()),
            text("Lærarrettleiing"),
            text("Omsorg eller kontroll?"),
            text("To timar."),
            text("Lengde: 1 t 30 min"),
            text("Fag: KRLE"),
            heading("Læringsmål"),
            Part::Bullet("Kjenne eigne grenser".to_owned()),
            Part::Bullet("Vite kven som hjelper".to_owned()),
            heading("Mine egne tanker"),
            text("Husk kaffe."),
            heading("Materiell på nettet"),
            Part::Bullet("Film: https://www.imdi.no/nora".to_owned()),
            heading("Kjøreplan"),
            Part::Table(
                row(["Tid", "Hva skjer", "", "", ""]),
                vec![row(["0–10 min", "Åpning\nTrygghet", "runde", "tau", "Ro"])],
            ),
            Part::Title("Grenser".to_owned()),
            heading("Læringsmål"),
            Part::Bullet("Noe annet".to_owned()),
        ];
        let read = of_parts(&parts);
        assert_eq!(read.title.as_deref(), Some("Grenser"));
        assert_eq!(read.summary.as_deref(), Some("Omsorg eller kontroll?\nTo timar."));
        assert_eq!(
            (read.minutes.as_deref(), read.subject.as_deref()),
            (Some("90"), Some("KRLE"))
        );
        assert_eq!(
            read.goals.as_deref(),
            Some("Kjenne eigne grenser\nVite kven som hjelper")
        );
        assert_eq!(
            read.links,
            Some(vec![("Film".to_owned(), "https://www.imdi.no/nora".to_owned())])
        );
        let blocks = read.blocks.unwrap();
        assert_eq!((blocks[0].minutes.as_str(), blocks[0].step.as_str()), ("10", "Åpning"));
        assert_eq!((blocks[0].goal.as_str(), read.duties), ("Trygghet", None));
        assert_eq!(blocks[0].material.as_deref(), Some("tau"), "by its place");
    }
}
