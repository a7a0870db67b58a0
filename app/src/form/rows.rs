//! Rows of a form that come and go, as the parts of a course, and how a draft keeps them.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The fields of a row.
pub trait Row: Copy + Send + Sync + 'static {
    /// The row as the domain reads it.
    type Form: Serialize + DeserializeOwned;

    /// Fields with what the form says. The key is never used twice, so that a row keeps its fields when another goes.
    fn new(key: usize, form: Self::Form) -> Self;

    /// What tells rows apart.
    fn key(self) -> usize;

    /// As typed now; followed.
    fn form(self) -> Self::Form;

    /// Puts what the form says into the fields that are there.
    fn put(self, form: Self::Form);
}

/// The rows of a form. Cheap to copy into closures.
///
/// The fields of a row live as long as the form: one that comes with a draft is made in an effect, which would take its fields along when
/// it runs again.
pub struct Rows<R: Row> {
    rows: RwSignal<Vec<R>>,
    form: StoredValue<Option<Owner>>,
}

impl<R: Row> Clone for Rows<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Row> Copy for Rows<R> {}

impl<R: Row> Rows<R> {
    /// Rows with what the forms say.
    pub fn new(forms: Vec<R::Form>) -> Self {
        let rows = forms.into_iter().enumerate().map(|(key, form)| R::new(key, form));
        Self {
            rows: RwSignal::new(rows.collect()),
            form: StoredValue::new(Owner::current()),
        }
    }

    /// The rows now; followed.
    pub fn get(self) -> Vec<R> {
        self.rows.get()
    }

    /// How many there are; followed.
    pub fn many(self) -> usize {
        self.rows.with(Vec::len)
    }

    /// The place of a row among the others, from 0; followed.
    pub fn place(self, key: usize) -> usize {
        self.rows
            .with(|rows| rows.iter().position(|row| row.key() == key).unwrap_or_default())
    }

    /// As typed now; followed.
    pub fn forms(self) -> Vec<R::Form> {
        self.get().into_iter().map(R::form).collect()
    }

    /// Adds a row at the end.
    pub fn push(self, form: R::Form) {
        let key = |rows: &Vec<R>| rows.iter().map(|row| row.key() + 1).max().unwrap_or_default();
        let key = self.rows.with_untracked(key);
        let row = match self.form.get_value() {
            Some(owner) => owner.with(|| R::new(key, form)),
            None => R::new(key, form),
        };
        self.rows.update(|rows| rows.push(row));
    }

    /// Takes a row away.
    pub fn remove(self, key: usize) {
        self.rows.update(|rows| rows.retain(|row| row.key() != key));
    }

    /// All rows as one field of a draft.
    pub fn as_field(self) -> RwSignal<String> {
        let read = move || serde_json::to_string(&self.forms()).unwrap_or_default();
        mirrored(read, move |kept| {
            // What cannot be read is of another edition of the form.
            if let Ok(forms) = serde_json::from_str::<Vec<R::Form>>(kept) {
                self.put(forms);
            }
        })
    }

    /// Fields that are there stay, so that neither the focus nor a colleague's row is lost.
    fn put(self, forms: Vec<R::Form>) {
        let there = self.rows.get_untracked();
        let many = forms.len();
        let mut forms = forms.into_iter();
        for (row, form) in there.iter().zip(forms.by_ref()) {
            row.put(form);
        }
        if many < there.len() {
            self.rows.update(|rows| rows.truncate(many));
        }
        forms.for_each(|form| self.push(form));
    }
}

/// A field of text that says what something else on the form says, for a draft: followed one way as it is typed, the other when the
/// draft is brought back or forgotten.
pub fn mirrored(read: impl Fn() -> String + Copy + 'static, put: impl Fn(&str) + 'static) -> RwSignal<String> {
    let field = RwSignal::new(untrack(read));
    Effect::new(move |_| {
        let now = read();
        if field.with_untracked(|field| *field != now) {
            field.set(now);
        }
    });
    Effect::new(move |_| {
        let kept = field.get();
        if kept != untrack(read) {
            put(&kept);
        }
    });
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy)]
    struct Word {
        key: usize,
        text: RwSignal<String>,
    }

    impl Row for Word {
        type Form = String;

        fn new(key: usize, form: String) -> Self {
            Self {
                key,
                text: RwSignal::new(form),
            }
        }

        fn key(self) -> usize {
            self.key
        }

        fn form(self) -> String {
            self.text.get()
        }

        fn put(self, form: String) {
            self.text.set(form);
        }
    }

    fn words(all: &[&str]) -> Vec<String> {
        all.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn rows_that_are_put_back_keep_the_fields_that_are_there_and_use_no_key_twice() {
        Owner::new().with(|| {
            let rows: Rows<Word> = Rows::new(words(&["a", "b"]));
            let first = rows.get()[0];
            rows.remove(0);
            rows.push("c".to_owned());
            assert_eq!(untrack(|| rows.forms()), ["b", "c"]);
            rows.put(words(&["x", "y", "z"]));
            assert_eq!(untrack(|| rows.forms()), ["x", "y", "z"]);
            let keys: Vec<usize> = rows.get().iter().map(|row| row.key()).collect();
            assert_eq!(keys, [1, 2, 3]);
            assert_eq!(first.text.get_untracked(), "a", "what was taken away is not written to");
            rows.put(words(&["only"]));
            assert_eq!(untrack(|| rows.forms()), ["only"]);
        });
    }
}
