//! Units as the national school register writes them, in JSON or as cells.

use domain::import::{ImportFault, ImportReport, MAX_ROWS, shortened};
use domain::places::codes::{CodeError, municipality_on};
use domain::places::{MunicipalityCode, OrgNumber, UnitKind};
use domain::text::Title;
use jiff::civil::Date;
use serde_json::Value;

use super::table::{CellTable, Row};

/// The columns every file must have, as the register names them.
const NEEDED: [&str; 3] = ["organisasjonsnummer", "navn", "kommunenummer"];

/// What a row says about a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) row: usize,
    pub(super) org_number: OrgNumber,
    pub(super) name: Title,
    pub(super) municipality: MunicipalityCode,
    /// None for what is not a school of the kinds that advisers serve.
    pub(super) kind: Option<UnitKind>,
    pub(super) active: bool,
    pub(super) private: bool,
    pub(super) pupils: Option<u16>,
    pub(super) staff: Option<u16>,
}

/// The rows of a file; what can't be read is refused in the report.
pub(super) fn listed(text: &str, today: Date, report: &mut ImportReport) -> Vec<Listed> {
    if text.trim_start().starts_with(['{', '[']) {
        from_json(text, today, report)
    } else {
        from_cells(text, today, report)
    }
}

fn from_json(text: &str, today: Date, report: &mut ImportReport) -> Vec<Listed> {
    let Some(value) = super::json(text, report) else {
        return Vec::new();
    };
    let list = match &value {
        Value::Array(list) => Some(list),
        Value::Object(_) => field(&value, "enhetliste").and_then(Value::as_array),
        _ => None,
    };
    let Some(list) = list else {
        report.refuse(None, "", ImportFault::NoUnitList);
        return Vec::new();
    };
    if list.len() > MAX_ROWS {
        report.refuse(None, "", ImportFault::TooManyRows);
        return Vec::new();
    }
    let mut found = Vec::with_capacity(list.len());
    for (item, row) in list.iter().zip(1..) {
        found.extend(one(row, &|column| cell_of(item, column), today, report));
    }
    found
}

fn from_cells(text: &str, today: Date, report: &mut ImportReport) -> Vec<Listed> {
    let Some(table) = CellTable::read(text, report) else {
        return Vec::new();
    };
    if !table.need(&NEEDED, report) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in table.rows() {
        let cell = |column: &str| Row::cell(&row, column).to_owned();
        found.extend(one(row.number, &cell, today, report));
    }
    found
}

/// A field of a JSON object, however its name is capitalised.
fn field<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    let fields = object.as_object()?;
    fields
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

fn cell_of(item: &Value, column: &str) -> String {
    match field(item, column) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Bool(yes)) => yes.to_string(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn one(row: usize, cell: &dyn Fn(&str) -> String, today: Date, report: &mut ImportReport) -> Option<Listed> {
    match parts(row, cell, today) {
        Ok(listed) => Some(listed),
        Err(fault) => {
            let name = cell("navn");
            let about = if name.is_empty() {
                cell("organisasjonsnummer")
            } else {
                name
            };
            report.refuse(Some(row), &about, fault);
            None
        }
    }
}

fn parts(row: usize, cell: &dyn Fn(&str) -> String, today: Date) -> Result<Listed, ImportFault> {
    let number = needed(cell, "Organisasjonsnummer")?;
    let org_number = OrgNumber::parse(&number).map_err(|_| ImportFault::BadOrgNumber {
        value: shortened(&number),
    })?;
    let name = needed(cell, "Navn")?;
    Ok(Listed {
        row,
        org_number,
        name: Title::parse(&name).map_err(|_| bad("Navn", &name))?,
        municipality: municipality(&needed(cell, "Kommunenummer")?, today)?,
        kind: kind(cell)?,
        active: mark(cell, "ErAktiv")?.unwrap_or(true),
        private: mark(cell, "ErPrivatskole")?.unwrap_or(false),
        pupils: count(cell, "Elevtall", 10_000)?,
        staff: count(cell, "Ansatte", 2_000)?,
    })
}

fn needed(cell: &dyn Fn(&str) -> String, column: &str) -> Result<String, ImportFault> {
    let value = cell(&column.to_lowercase());
    if value.is_empty() {
        let column = column.to_owned();
        return Err(ImportFault::MissingValue { column });
    }
    Ok(value)
}

fn municipality(code: &str, today: Date) -> Result<MunicipalityCode, ImportFault> {
    // A spreadsheet takes the zero off 0301.
    let code = if code.len() == 3 {
        format!("0{code}")
    } else {
        shortened(code)
    };
    match municipality_on(&code, today) {
        Ok(place) => Ok(place.into()),
        Err(CodeError::Parted) => Err(ImportFault::PartedMunicipality { code }),
        Err(CodeError::Unknown | CodeError::NotYet) => Err(ImportFault::UnknownMunicipality { code }),
    }
}

/// What kind of unit the register's marks make it. A row without any mark is of no concern.
fn kind(cell: &dyn Fn(&str) -> String) -> Result<Option<UnitKind>, ImportFault> {
    let marked = |column| mark(cell, column).map(|mark| mark.unwrap_or(false));
    if marked("ErVideregaaendeSkole")? {
        return Ok(Some(UnitKind::UpperSecondary));
    }
    if marked("ErVoksenopplaering")? {
        return Ok(Some(UnitKind::AdultEducation));
    }
    let school = marked("ErGrunnskole")? || marked("ErSkole")?;
    // Where the register says the highest grade, a school without lower secondary grades is of no concern.
    let highest = count(cell, "SkoletrinnGSTil", 13)?;
    Ok((school && highest.is_none_or(|grade| grade >= 8)).then_some(UnitKind::LowerSecondary))
}

fn mark(cell: &dyn Fn(&str) -> String, column: &str) -> Result<Option<bool>, ImportFault> {
    let text = cell(&column.to_lowercase());
    match text.to_lowercase().as_str() {
        "" => Ok(None),
        "true" | "ja" | "1" | "sann" | "j" | "yes" => Ok(Some(true)),
        "false" | "nei" | "0" | "usann" | "n" | "no" => Ok(Some(false)),
        _ => Err(bad(column, &text)),
    }
}

fn count(cell: &dyn Fn(&str) -> String, column: &str, max: u16) -> Result<Option<u16>, ImportFault> {
    let text = cell(&column.to_lowercase());
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<u16>() {
        Ok(number) if number <= max => Ok(Some(number)),
        _ => Err(bad(column, &text)),
    }
}

pub(super) fn bad(column: &str, value: &str) -> ImportFault {
    ImportFault::BadValue {
        column: column.to_owned(),
        value: shortened(value),
    }
}
