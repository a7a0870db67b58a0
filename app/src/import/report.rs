//! What a dry run found, or what an import did.

use domain::import::{FileShape, ImportFault, ImportNote, ImportReport, RowFault, RowNote, TextEncoding};
use i18n::{Language, format, import as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Alert, DataTable, Tone};

/// Counts, and the rows that are refused.
#[component]
pub(super) fn Report(report: ImportReport) -> impl IntoView {
    let language = use_language();
    let (tone, sentence): (Tone, fn(Language) -> &'static str) = if report.saved {
        (Tone::Success, text::done)
    } else if report.refused > 0 {
        (Tone::Danger, text::refused_all)
    } else if report.is_ready() {
        (Tone::Info, text::ready)
    } else {
        (Tone::Info, text::nothing_to_do)
    };
    let counts: [(i18n::Text, usize); 5] = [
        (text::new, report.new),
        (text::changed, report.changed),
        (text::unchanged, report.unchanged),
        (text::skipped, report.skipped),
        (text::refused, report.refused),
    ];
    let read_as = report.shape.zip(report.encoding);
    let more = report.refused - report.faults.len();
    view! {
        <section class="hr-section" id="import-result">
            <h2 class="ds-heading" data-size="sm">{say(language, text::result)}</h2>
            <Alert tone=tone is_answer=true>
                <p>{move || sentence(language.get())}</p>
            </Alert>
            <dl class="hr-pairs">
                {counts
                    .into_iter()
                    .map(|(name, count)| view! {
                        <dt>{move || name(language.get())}</dt>
                        <dd>{move || number(language.get(), count)}</dd>
                    })
                    .collect_view()}
            </dl>
            {read_as
                .map(|(shape, encoding)| view! {
                    <p class="hr-muted">
                        {move || {
                            let language = language.get();
                            text::read_as(language, shape_name(language, shape), encoding_name(language, encoding))
                        }}
                    </p>
                })}
            {(!report.notes.is_empty()).then(|| view! { <Notes notes=report.notes /> })}
            {(!report.faults.is_empty()).then(|| view! { <Faults faults=report.faults more /> })}
        </section>
    }
}

fn number(language: Language, count: usize) -> String {
    format::number(language, i64::try_from(count).unwrap_or(i64::MAX))
}

#[component]
fn Faults(faults: Vec<RowFault>, more: usize) -> impl IntoView {
    let language = use_language();
    view! {
        <DataTable id="faults" caption=told(language, text::refused) hide_caption=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::row)}</th>
                    <th scope="col">{say(language, text::about)}</th>
                    <th scope="col">{say(language, text::fault)}</th>
                </tr>
            </thead>
            <tbody>
                {faults
                    .into_iter()
                    .map(|RowFault { row, about, fault }| view! {
                        <tr>
                            <th scope="row">
                                {move || row.map_or_else(|| text::whole_file(language.get()).to_owned(), |row| row.to_string())}
                            </th>
                            <td>{about}</td>
                            <td>{move || sentence(language.get(), &fault)}</td>
                        </tr>
                    })
                    .collect_view()}
            </tbody>
        </DataTable>
        {(more > 0).then(|| view! { <p>{move || text::more_faults(language.get(), number(language.get(), more))}</p> })}
    }
}

/// What is no fault, and to be known before it is saved.
#[component]
fn Notes(notes: Vec<RowNote>) -> impl IntoView {
    let language = use_language();
    view! {
        <h3 class="ds-heading" data-size="xs">{say(language, text::notes)}</h3>
        <DataTable id="notes" caption=told(language, text::notes) hide_caption=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::row)}</th>
                    <th scope="col">{say(language, text::about)}</th>
                    <th scope="col">{say(language, text::note)}</th>
                </tr>
            </thead>
            <tbody>
                {notes
                    .into_iter()
                    .map(|RowNote { row, about, note }| view! {
                        <tr>
                            <th scope="row">{row}</th>
                            <td>{about}</td>
                            <td>{move || noted(language.get(), &note)}</td>
                        </tr>
                    })
                    .collect_view()}
            </tbody>
        </DataTable>
    }
    .into_any()
}

fn noted(language: Language, note: &ImportNote) -> String {
    match note {
        ImportNote::StaysMerged { into, from } => {
            text::note_stays_merged(language, into, format::date_medium(language, *from))
        }
        ImportNote::ClosesByMerger { into, from } => {
            text::note_closes_by_merger(language, into, format::date_medium(language, *from))
        }
        ImportNote::ClosesWithOthers { others } => text::note_closes_with_others(language, number(language, *others)),
    }
}

fn shape_name(language: Language, shape: FileShape) -> &'static str {
    match shape {
        FileShape::Json => text::shape_json(language),
        FileShape::SemicolonCsv => text::shape_semicolon_csv(language),
        FileShape::CommaCsv => text::shape_comma_csv(language),
        FileShape::TabCsv => text::shape_tab_csv(language),
    }
}

fn encoding_name(language: Language, encoding: TextEncoding) -> &'static str {
    match encoding {
        TextEncoding::Utf8 => text::utf8(language),
        TextEncoding::Windows1252 => text::windows1252(language),
    }
}

fn sentence(language: Language, fault: &ImportFault) -> String {
    match fault {
        ImportFault::Empty => text::fault_empty(language).to_owned(),
        ImportFault::TooLarge => text::fault_too_large(language).to_owned(),
        ImportFault::TooManyRows => text::fault_too_many_rows(language).to_owned(),
        ImportFault::NotText => text::fault_not_text(language).to_owned(),
        ImportFault::NotJson { line, column } => text::fault_not_json(language, line, column),
        ImportFault::NoAimList => text::fault_no_aim_list(language).to_owned(),
        ImportFault::NoUnitList => text::fault_no_unit_list(language).to_owned(),
        ImportFault::MissingColumn { name } => text::fault_missing_column(language, name),
        ImportFault::CellCount { expected, found } => text::fault_cell_count(language, found, expected),
        ImportFault::MissingValue { column } => text::fault_missing_value(language, column),
        ImportFault::BadValue { column, value } => text::fault_bad_value(language, value, column),
        ImportFault::BadOrgNumber { value } => text::fault_bad_org_number(language, value),
        ImportFault::Duplicate { first } => text::fault_duplicate(language, first),
        ImportFault::UnknownMunicipality { code } => text::fault_unknown_municipality(language, code),
        ImportFault::PartedMunicipality { code } => text::fault_parted_municipality(language, code),
        ImportFault::UnknownOwner { value } => text::fault_unknown_owner(language, value),
        ImportFault::EndBeforeStart => text::fault_end_before_start(language).to_owned(),
        ImportFault::OutsideSchoolYear => text::fault_outside_school_year(language).to_owned(),
        ImportFault::MergerAhead { name } => text::fault_merger_ahead(language, name),
        ImportFault::UnitInUse => text::fault_unit_in_use(language).to_owned(),
    }
}
