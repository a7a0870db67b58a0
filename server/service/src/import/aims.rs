//! Competence aims as the national curriculum's register (Grep) writes them: one element of `kompetansemaal-lk20`, or a list of
//! them. Fields that are not needed here are passed over.

use std::collections::HashMap;

use domain::access::{Action, Subject};
use domain::curriculum::{AimWords, CurriculumAim, Plan};
use domain::ids::CommandId;
use domain::import::{ImportFault, ImportReport, ImportText, MAX_ROWS, shortened};
use domain::text::{Note, ShortText};
use serde_json::Value;
use store::curriculum::{self as rows, AIM, LastImport};
use store::{AuditEntry, Tx};

use super::register::bad;
use crate::once::once_by_key;
use crate::{Ctx, ServiceError};

/// What an import would do. Nothing is written.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`. Faults of the file are in the report.
pub async fn preview_aims(ctx: &Ctx, file: &ImportText) -> Result<ImportReport, ServiceError> {
    ctx.authorise(Action::ImportAims, &Subject::general())?;
    Ok(decide(ctx, file).await?.report)
}

/// Imports the file if every element is sound, under the command's key. Aims that the file does not have stay.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`. Faults of the file are in the report, which then says that nothing was saved.
pub async fn import_aims(ctx: &Ctx, key: CommandId, file: &ImportText) -> Result<ImportReport, ServiceError> {
    let actor = ctx.authorise(Action::ImportAims, &Subject::general())?;
    once_by_key(ctx, actor, key, || async {
        let Decision {
            mut report,
            written,
            before,
        } = decide(ctx, file).await?;
        let mut tx = Tx::new();
        if report.is_ready() {
            let import = LastImport {
                at: ctx.now(),
                key: key.to_string(),
            };
            rows::put(&mut tx, &written, &import);
            let entry = |aim: &CurriculumAim| -> AuditEntry {
                let entry = ctx.audit(actor, "import_aims", AIM, aim.code.as_str()).after(aim);
                match before.get(&aim.code) {
                    Some(before) => entry.before(before),
                    None => entry,
                }
            };
            tx.audit_all(written.iter().map(entry).collect::<Vec<_>>());
            report.saved = true;
        }
        Ok((tx, report))
    })
    .await
}

#[derive(Default)]
struct Decision {
    report: ImportReport,
    /// New and changed.
    written: Vec<CurriculumAim>,
    before: HashMap<ShortText, CurriculumAim>,
}

async fn decide(ctx: &Ctx, file: &ImportText) -> Result<Decision, ServiceError> {
    let mut decision = Decision::default();
    let Some(text) = super::read(file, &mut decision.report) else {
        return Ok(decision);
    };
    let found = listed(&text, &mut decision.report);
    decision.before = rows::all(ctx.store())
        .await?
        .into_iter()
        .map(|aim| (aim.code.clone(), aim))
        .collect();
    for aim in found {
        match decision.before.get(&aim.code) {
            Some(before) if *before == aim => decision.report.unchanged += 1,
            Some(_) => {
                decision.report.changed += 1;
                decision.written.push(aim);
            }
            None => {
                decision.report.new += 1;
                decision.written.push(aim);
            }
        }
    }
    Ok(decision)
}

/// The aims of a file; what can't be read is refused in the report.
pub(crate) fn listed(text: &str, report: &mut ImportReport) -> Vec<CurriculumAim> {
    let Some(value) = super::json(text, report) else {
        return Vec::new();
    };
    let list = match &value {
        Value::Array(list) => list.as_slice(),
        Value::Object(one) if one.contains_key("kode") => std::slice::from_ref(&value),
        _ => &[],
    };
    if list.is_empty() {
        report.refuse(None, "", ImportFault::NoAimList);
        return Vec::new();
    }
    if list.len() > MAX_ROWS {
        report.refuse(None, "", ImportFault::TooManyRows);
        return Vec::new();
    }
    let mut first: HashMap<ShortText, usize> = HashMap::new();
    let mut found = Vec::with_capacity(list.len());
    for (item, row) in list.iter().zip(1..) {
        match one(item) {
            Ok(aim) => match first.get(&aim.code) {
                Some(earlier) => {
                    let fault = ImportFault::Duplicate { first: *earlier };
                    report.refuse(Some(row), aim.code.as_str(), fault);
                }
                None => {
                    first.insert(aim.code.clone(), row);
                    found.push(aim);
                }
            },
            Err(fault) => report.refuse(Some(row), &shortened(text_at(item, "kode")), fault),
        }
    }
    found
}

fn one(item: &Value) -> Result<CurriculumAim, ImportFault> {
    let code = text_at(item, "kode").trim();
    let is_code =
        |code: &str| code.len() <= 20 && code.starts_with('K') && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if code.is_empty() {
        return Err(missing("kode"));
    }
    if !is_code(code) {
        return Err(bad("kode", code));
    }
    let words = words_of(item.get("tittel"))?;
    if words == AimWords::default() {
        return Err(missing("tittel"));
    }
    let plan = item.get("tilhoerer-laereplan");
    let stage = item.get("tilhoerer-kompetansemaalsett").map(title_of);
    Ok(CurriculumAim {
        code: short("kode", code)?,
        plan: Plan {
            code: short(
                "tilhoerer-laereplan",
                plan.map(|plan| text_at(plan, "kode")).unwrap_or_default(),
            )?,
            title: short("tilhoerer-laereplan", plan.map(title_of).unwrap_or_default())?,
        },
        stage: short("tilhoerer-kompetansemaalsett", stage.unwrap_or_default())?,
        words,
        // An address that ends in the state's name; lists of the register leave it out.
        in_force: {
            let status = text_at(item, "status");
            status.is_empty() || status.ends_with("publisert")
        },
    })
}

/// The words of an aim: the register has them by language where it tells all of an aim, and as one text in its lists.
fn words_of(title: Option<&Value>) -> Result<AimWords, ImportFault> {
    let mut words = AimWords::default();
    let mut default = Note::default();
    match title {
        Some(Value::String(text)) => default = note(text)?,
        Some(title) => {
            for (language, text) in by_language(title) {
                let text = note(text)?;
                match language {
                    "nob" => words.nb = text,
                    "nno" => words.nn = text,
                    "eng" => words.en = text,
                    "default" => default = text,
                    // Sámi forms are not offered by the pages yet.
                    _ => {}
                }
            }
        }
        None => {}
    }
    // What it is written in first is bokmål or nynorsk; which, the register does not say.
    if words.nb.as_str().is_empty() && words.nn.as_str().is_empty() {
        words.nb = default;
    }
    Ok(words)
}

fn by_language(title: &Value) -> impl Iterator<Item = (&str, &str)> {
    let list = match title {
        Value::Array(list) => Some(list),
        other => other.get("tekst").and_then(Value::as_array),
    };
    let list = list.map(Vec::as_slice).unwrap_or_default();
    list.iter().map(|one| (text_at(one, "spraak"), text_at(one, "verdi")))
}

/// The title of something that an aim belongs to: one text, or one for each language.
fn title_of(thing: &Value) -> &str {
    match thing.get("tittel") {
        Some(Value::String(text)) => text,
        Some(title) => {
            let all: Vec<(&str, &str)> = by_language(title).collect();
            let wanted = ["nob", "default", "nno"];
            let best = wanted
                .into_iter()
                .find_map(|language| all.iter().find(|(one, _)| *one == language));
            best.map(|(_, text)| *text).unwrap_or_default()
        }
        None => "",
    }
}

fn text_at<'a>(item: &'a Value, field: &str) -> &'a str {
    item.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn missing(column: &str) -> ImportFault {
    ImportFault::MissingValue {
        column: column.to_owned(),
    }
}

fn note(text: &str) -> Result<Note, ImportFault> {
    Note::parse(text).map_err(|_| bad("tittel", text))
}

fn short(column: &str, text: &str) -> Result<ShortText, ImportFault> {
    ShortText::parse(text).map_err(|_| bad(column, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Vec<CurriculumAim>, ImportReport) {
        let mut report = ImportReport::default();
        let found = listed(text, &mut report);
        (found, report)
    }

    #[test]
    fn one_aim_is_read_as_the_register_tells_all_of_it() {
        let (found, report) = told(
            r#"{"kode":"KM1643","grep-type":"http://psi.udir.no/ontologi/kl06/kompetansemaal_lk20",
            "status":"https://data.udir.no/kl06/v201906/status/status_publisert","rekkefoelge":13,
            "tittel":{"tekst":[{"spraak":"default","verdi":"reflektere over likskapar"},{"spraak":"nob","verdi":"reflektere over likheter"},
            {"spraak":"nno","verdi":"reflektere over likskapar"},{"spraak":"sme","verdi":"…"}]},
            "tilhoerer-laereplan":{"kode":"SAF01-04","tittel":"Læreplan i samfunnsfag"},
            "tilhoerer-kompetansemaalsett":{"kode":"KV150","tittel":[{"spraak":"nob","verdi":"Kompetansemål og vurdering 10. trinn"}]},
            "tilknyttede-kjerneelementer":[{"referanse":{"kode":"KE139"}}],"forklaring":null}"#,
        );
        assert_eq!(report.refused, 0, "{:?}", report.faults);
        let [aim] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(aim.words.nb.as_str(), "reflektere over likheter");
        assert_eq!(aim.words.nn.as_str(), "reflektere over likskapar");
        assert_eq!((aim.plan.code.as_str(), aim.in_force), ("SAF01-04", true));
        assert_eq!(aim.stage.as_str(), "Kompetansemål og vurdering 10. trinn");
    }

    #[test]
    fn a_list_has_one_text_an_aim_and_what_is_replaced_is_known_to_be() {
        let (found, _) = told(
            r#"[{"kode":"KM1","tittel":"en","status":"https://x/status_utgaatt"},{"kode":"KM12074B","tittel":"to"}]"#,
        );
        let read: Vec<(&str, &str, bool)> = found
            .iter()
            .map(|aim| (aim.code.as_str(), aim.words.nb.as_str(), aim.in_force))
            .collect();
        assert_eq!(read, [("KM1", "en", false), ("KM12074B", "to", true)]);
    }

    #[test]
    fn each_fault_is_told_by_its_element() {
        let long = "x".repeat(2001);
        let (found, report) = told(&format!(
            r#"[{{"tittel":"uten kode"}},{{"kode":"KM2"}},{{"kode":"../KM3","tittel":"x"}},{{"kode":"KM4","tittel":"{long}"}},
            {{"kode":"KM5","tittel":"x"}},{{"kode":"KM5","tittel":"y"}},7]"#
        ));
        assert_eq!(found.len(), 1);
        let faults: Vec<(Option<usize>, &ImportFault)> =
            report.faults.iter().map(|fault| (fault.row, &fault.fault)).collect();
        assert_eq!(
            faults,
            [
                (Some(1), &missing("kode")),
                (Some(2), &missing("tittel")),
                (Some(3), &bad("kode", "../KM3")),
                (Some(4), &bad("tittel", &long)),
                (Some(6), &ImportFault::Duplicate { first: 5 }),
                (Some(7), &missing("kode")),
            ]
        );
        for nothing in ["{}", "[]", "7", r#"{"EnhetListe":[]}"#] {
            assert_eq!(told(nothing).1.faults[0].fault, ImportFault::NoAimList, "{nothing}");
        }
        assert!(matches!(
            told("[{").1.faults[0].fault,
            ImportFault::NotJson { line: 1, .. }
        ));
    }

    #[test]
    fn the_excerpt_that_ships_is_sound() {
        let (found, report) = told(crate::curriculum::EXCERPT);
        assert_eq!(
            (report.refused, found.len()),
            (0, crate::curriculum::EXCERPT.matches("\"kode\": \"KM").count())
        );
        assert!(found.len() > 50);
        assert!(
            found
                .iter()
                .all(|aim| !aim.words.nb.as_str().is_empty() && !aim.plan.title.as_str().is_empty())
        );
    }
}
