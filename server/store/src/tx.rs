//! A transaction: what shall be written, all of it or nothing.

use jiff::Timestamp;
use serde::Serialize;
use surrealdb::types::{Object, SurrealValue as _, Value, Variables};

use crate::changes::Change;
use crate::guard::{GUARD, Guard};
use crate::receipt::{RECEIPT, Receipt};
use crate::{AuditEntry, Key, StoreError, Table, audit, jobs, row};

/// Collects writes; [`crate::Store::commit`] carries them out together. A row that cannot be written as JSON is reported there.
///
/// ```no_run
/// # use store::{Store, Table, Tx, StoreError};
/// # const GROUP: Table = Table::new("discussion_group");
/// # async fn save(store: &Store, row: &serde_json::Value) -> Result<(), StoreError> {
/// let mut tx = Tx::new();
/// tx.create(GROUP, "01J…", row).update_versioned(GROUP, "01K…", 3, row);
/// store.commit(tx).await
/// # }
/// ```
#[derive(Debug, Default)]
pub struct Tx {
    steps: Vec<Step>,
    binds: Variables,
    changes: Vec<Change>,
    failed: Option<StoreError>,
}

/// One statement and what its failure means.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) text: String,
    pub(crate) table: Table,
    pub(crate) key: Key,
    pub(crate) expected: Option<u64>,
    /// Keys and expected versions of a statement for many rows.
    pub(crate) batch: Vec<(Key, u64)>,
}

/// Thrown inside the database, read back in `commit`.
pub(crate) const MISSING: &str = "handlingsrom:missing";
pub(crate) const STALE: &str = "handlingsrom:stale";
pub(crate) const GUARDED: &str = "handlingsrom:guarded";

impl Tx {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there is anything to write.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Writes a new row; [`StoreError::Taken`] if the key is there.
    pub fn create<T: Serialize + ?Sized>(&mut self, table: Table, key: impl Into<Key>, row: &T) -> &mut Self {
        let content = row::content(row);
        self.write(table, key.into(), content, |n| {
            format!("CREATE $k{n} CONTENT $v{n} RETURN NONE")
        })
    }

    /// Writes many new rows in one statement; [`StoreError::Taken`] with the key of the row that is there already. Where it is a
    /// value in a unique index that is taken, the key is that of the first row.
    pub fn create_all<K: Into<Key>, T: Serialize>(
        &mut self,
        table: Table,
        rows: impl IntoIterator<Item = (K, T)>,
    ) -> &mut Self {
        let rows = rows
            .into_iter()
            .map(|(key, row)| (key.into(), row::content(&row), None));
        self.each(table, rows.collect(), |row| {
            format!("CREATE {row}.key CONTENT {row}.content RETURN NONE")
        })
    }

    /// Writes the whole row over the one that is there; [`StoreError::NotFound`] if there is none.
    pub fn replace<T: Serialize + ?Sized>(&mut self, table: Table, key: impl Into<Key>, row: &T) -> &mut Self {
        let content = row::content(row);
        self.write(table, key.into(), content, |n| {
            format!("IF array::len((UPDATE $k{n} CONTENT $v{n} RETURN VALUE true)) != 1 {{ THROW '{MISSING}' }}")
        })
    }

    /// Writes the whole row, new or not. For rows without a history of their own: settings, read models.
    pub fn put<T: Serialize + ?Sized>(&mut self, table: Table, key: impl Into<Key>, row: &T) -> &mut Self {
        let content = row::content(row);
        self.write(table, key.into(), content, |n| {
            format!("UPSERT $k{n} CONTENT $v{n} RETURN NONE")
        })
    }

    /// Writes the given fields and leaves the others; null takes a field away. [`StoreError::NotFound`] if there is no row.
    pub fn merge<T: Serialize + ?Sized>(&mut self, table: Table, key: impl Into<Key>, fields: &T) -> &mut Self {
        let content = row::to_json(fields);
        let n = self.steps.len();
        match content {
            Ok(json) => self.binds.insert(format!("v{n}"), row::merge_value(json)),
            Err(error) => self.failed = Some(error),
        }
        let text = format!("IF array::len((UPDATE $k{n} MERGE $v{n} RETURN VALUE true)) != 1 {{ THROW '{MISSING}' }}");
        self.step(table, key.into(), text, None, true)
    }

    /// Deletes the row; [`StoreError::NotFound`] if there is none.
    pub fn delete(&mut self, table: Table, key: impl Into<Key>) -> &mut Self {
        let n = self.steps.len();
        let text = format!("IF array::len((DELETE $k{n} RETURN BEFORE)) != 1 {{ THROW '{MISSING}' }}");
        self.step(table, key.into(), text, None, true)
    }

    /// Writes the whole row over version `expected` and stores it as `expected + 1` in the field `version`.
    /// [`StoreError::Stale`] if the row has moved on, [`StoreError::NotFound`] if it is gone.
    pub fn update_versioned<T: Serialize + ?Sized>(
        &mut self,
        table: Table,
        key: impl Into<Key>,
        expected: u64,
        row: &T,
    ) -> &mut Self {
        let content = next_version(row, expected);
        let n = self.steps.len();
        self.binds.insert(format!("e{n}"), serde_json::Value::from(expected));
        self.versioned(table, key.into(), expected, content, |n| {
            let change = format!("UPDATE $k{n} CONTENT $v{n} WHERE version = $e{n} RETURN VALUE true");
            at_version(&change, &format!("$k{n}"), "")
        })
    }

    /// The same for many rows in one statement, each with its key and the version expected of it; the error names the row.
    pub fn update_all_versioned<K: Into<Key>, T: Serialize>(
        &mut self,
        table: Table,
        rows: impl IntoIterator<Item = (K, u64, T)>,
    ) -> &mut Self {
        let rows = rows
            .into_iter()
            .map(|(key, expected, row)| (key.into(), next_version(&row, expected), Some(expected)));
        self.each(table, rows.collect(), |row| {
            let change =
                format!("UPDATE {row}.key CONTENT {row}.content WHERE version = {row}.expected RETURN VALUE true");
            at_version(&change, &format!("{row}.key"), &format!(" + <string>{row}.number"))
        })
    }

    /// Deletes the row at version `expected`; [`StoreError::Stale`] or [`StoreError::NotFound`] otherwise.
    pub fn delete_versioned(&mut self, table: Table, key: impl Into<Key>, expected: u64) -> &mut Self {
        let n = self.steps.len();
        self.binds.insert(format!("e{n}"), serde_json::Value::from(expected));
        let change = format!("DELETE $k{n} WHERE version = $e{n} RETURN BEFORE");
        let text = at_version(&change, &format!("$k{n}"), "");
        self.step(table, key.into(), text, Some(expected), true)
    }

    /// Holds a rule across records: fails with [`StoreError::Conflict`] if anyone has committed under the same guard since it was
    /// read ([`crate::Store::guard`]), and makes whoever read it earlier fail in turn.
    pub fn guard(&mut self, guard: &Guard) -> &mut Self {
        let n = self.steps.len();
        self.binds.insert(format!("e{n}"), serde_json::Value::from(guard.seen));
        self.binds
            .insert(format!("v{n}"), serde_json::json!({ "count": guard.seen + 1 }));
        let text = format!(
            "{{ LET $seen{n} = (SELECT VALUE count FROM ONLY $k{n}) ?? 0; \
             IF $seen{n} != $e{n} {{ THROW '{GUARDED}' }}; \
             UPSERT $k{n} CONTENT $v{n} RETURN NONE }}"
        );
        self.step(GUARD, guard.key.clone(), text, None, false)
    }

    /// Notes that this actor's command was carried out, with its answer. A second time gives [`StoreError::Repeated`], whatever
    /// else the transaction holds.
    pub fn receipt<T: Serialize + ?Sized>(
        &mut self,
        actor: &str,
        command: &str,
        answer: &T,
        at: Timestamp,
    ) -> &mut Self {
        match row::to_json(answer) {
            Ok(answer) => {
                let row = Receipt {
                    answer: answer.to_string(),
                    at,
                };
                let content = row::content(&row);
                self.write(RECEIPT, Key::from([actor, command]), content, |n| {
                    format!("CREATE $k{n} CONTENT $v{n} RETURN NONE")
                })
            }
            Err(error) => {
                self.failed = Some(error);
                self
            }
        }
    }

    /// Writes an audit entry and marks it for sealing.
    pub fn audit(&mut self, entry: AuditEntry) -> &mut Self {
        let id = entry.id.clone();
        let content = row::content(&entry);
        self.write(audit::ENTRY, Key::from(&id), content, |n| {
            format!("CREATE $k{n} CONTENT $v{n} RETURN NONE")
        });
        let marker = Ok(serde_json::json!({}));
        self.write(audit::UNSEALED, Key::One(id), marker, |n| {
            format!("CREATE $k{n} CONTENT $v{n} RETURN NONE")
        })
    }

    /// The same for many entries at once.
    pub fn audit_all(&mut self, entries: Vec<AuditEntry>) -> &mut Self {
        let marks: Vec<_> = entries
            .iter()
            .map(|entry| (entry.id.clone(), serde_json::json!({})))
            .collect();
        self.create_all(audit::ENTRY, entries.into_iter().map(|entry| (entry.id.clone(), entry)))
            .create_all(audit::UNSEALED, marks)
    }

    /// Queues an effect outside the database, such as a mail. `dedupe` names the effect: queued twice, it happens once.
    pub fn outbox<T: Serialize + ?Sized>(
        &mut self,
        kind: &str,
        dedupe: &str,
        payload: &T,
        due: Timestamp,
    ) -> &mut Self {
        let content = row::to_json(payload).and_then(|payload| row::content(&jobs::JobRow::new(kind, payload, due)));
        let n = self.steps.len();
        self.binds.insert(format!("d{n}"), Key::from(dedupe).record(jobs::DONE));
        self.write(jobs::OUTBOX, Key::from(dedupe), content, |n| {
            format!("IF !record::exists($k{n}) AND !record::exists($d{n}) {{ CREATE $k{n} CONTENT $v{n} RETURN NONE }}")
        })
    }

    /// The same for many effects of one kind, each with its dedupe key, payload and due time.
    pub fn outbox_all<T: Serialize>(
        &mut self,
        kind: &str,
        effects: impl IntoIterator<Item = (String, T, Timestamp)>,
    ) -> &mut Self {
        let rows = effects.into_iter().map(|(dedupe, payload, due)| {
            let content =
                row::to_json(&payload).and_then(|payload| row::content(&jobs::JobRow::new(kind, payload, due)));
            (Key::One(dedupe), content, None)
        });
        let done = jobs::DONE;
        self.each(jobs::OUTBOX, rows.collect(), |row| {
            format!(
                "IF !record::exists({row}.key) AND !record::exists(type::record('{done}', record::id({row}.key))) \
                 {{ CREATE {row}.key CONTENT {row}.content RETURN NONE }}"
            )
        })
    }

    /// Receipts of many commands of one actor, each with its key and answer.
    pub fn receipts<T: Serialize>(
        &mut self,
        actor: &str,
        answers: impl IntoIterator<Item = (String, T)>,
        at: Timestamp,
    ) -> &mut Self {
        let rows = answers.into_iter().map(|(command, answer)| {
            let content = row::to_json(&answer).and_then(|answer| {
                let answer = answer.to_string();
                row::content(&Receipt { answer, at })
            });
            (Key::from([actor, &command]), content, None)
        });
        self.each(RECEIPT, rows.collect(), |row| {
            format!("CREATE {row}.key CONTENT {row}.content RETURN NONE")
        })
    }

    fn write(
        &mut self,
        table: Table,
        key: Key,
        content: crate::Result<serde_json::Value>,
        text: impl FnOnce(usize) -> String,
    ) -> &mut Self {
        let n = self.steps.len();
        match content {
            Ok(json) => self.binds.insert(format!("v{n}"), json),
            Err(error) => self.failed = Some(error),
        }
        self.step(table, key, text(n), None, !is_internal(table))
    }

    fn versioned(
        &mut self,
        table: Table,
        key: Key,
        expected: u64,
        content: crate::Result<serde_json::Value>,
        text: impl FnOnce(usize) -> String,
    ) -> &mut Self {
        let n = self.steps.len();
        match content {
            Ok(json) => self.binds.insert(format!("v{n}"), json),
            Err(error) => self.failed = Some(error),
        }
        self.step(table, key, text(n), Some(expected), true)
    }

    /// One statement for many rows. `body` writes the statement for the row that is bound under the name it is given.
    ///
    /// A loop, and not one `INSERT`: for each row of an `INSERT` the engine in memory copies everything that the transaction has
    /// written so far. Nor a statement a row: for each block of statements the database copies every bound value's place.
    fn each(
        &mut self,
        table: Table,
        rows: Vec<(Key, crate::Result<serde_json::Value>, Option<u64>)>,
        body: impl FnOnce(&str) -> String,
    ) -> &mut Self {
        let Some((first, ..)) = rows.first() else {
            return self;
        };
        let (first, n) = (first.clone(), self.steps.len());
        let mut values: Vec<Value> = Vec::with_capacity(rows.len());
        let mut batch: Vec<(Key, u64)> = Vec::with_capacity(rows.len());
        for (number, (key, content, expected)) in rows.into_iter().enumerate() {
            match content {
                Ok(json) => values.push(Value::Object(Object::from_iter([
                    ("key".to_owned(), key.record(table)),
                    ("content".to_owned(), json.into_value()),
                    ("expected".to_owned(), expected.into_value()),
                    ("number".to_owned(), number.into_value()),
                ]))),
                Err(error) => self.failed = Some(error),
            }
            if !is_internal(table) && number > 0 {
                let key = key.clone();
                self.changes.push(Change { table, key });
            }
            batch.push((key, expected.unwrap_or_default()));
        }
        self.binds.insert(format!("v{n}"), values);
        let text = format!("FOR $row IN $v{n} {{ {} }}", body("$row"));
        self.step(table, first, text, None, !is_internal(table));
        if let Some(step) = self.steps.last_mut() {
            step.batch = batch;
        }
        self
    }

    fn step(&mut self, table: Table, key: Key, text: String, expected: Option<u64>, told: bool) -> &mut Self {
        let n = self.steps.len();
        self.binds.insert(format!("k{n}"), key.record(table));
        if told {
            self.changes.push(Change {
                table,
                key: key.clone(),
            });
        }
        self.steps.push(Step {
            text,
            table,
            key,
            expected,
            batch: Vec::new(),
        });
        self
    }

    /// The steps in the order they run (receipts first, so that a repeated command says so before anything else), the values,
    /// and the hints to send afterwards.
    pub(crate) fn into_parts(self) -> crate::Result<(Vec<Step>, Variables, Vec<Change>)> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let (first, rest): (Vec<_>, Vec<_>) = self.steps.into_iter().partition(|step| step.table == RECEIPT);
        let mut steps = first;
        steps.extend(rest);
        let mut changes = self.changes;
        changes.dedup();
        Ok((steps, self.binds, changes))
    }
}

/// The row as it will be stored over version `expected`.
fn next_version<T: Serialize + ?Sized>(row: &T, expected: u64) -> crate::Result<serde_json::Value> {
    let mut json = row::content(row)?;
    if let serde_json::Value::Object(fields) = &mut json {
        fields.insert("version".to_owned(), (expected + 1).into());
    }
    Ok(json)
}

/// A change that is filtered by the version it expects, and says why where it did not apply; `number` is an expression that is
/// added to the message.
fn at_version(change: &str, key: &str, number: &str) -> String {
    format!(
        "IF array::len(({change})) != 1 {{ \
         IF record::exists({key}) {{ THROW '{STALE} '{number} }} ELSE {{ THROW '{MISSING} '{number} }} }}"
    )
}

/// Tables of the store itself, of which no hints are sent.
fn is_internal(table: Table) -> bool {
    [GUARD, RECEIPT, audit::ENTRY, audit::UNSEALED, jobs::OUTBOX, jobs::DONE].contains(&table)
}
