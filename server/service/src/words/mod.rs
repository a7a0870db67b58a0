//! Words, found by stem in bokmål and nynorsk, and with small slips: of the library's modules, of the curriculum's aims.

use std::collections::HashMap;
use std::sync::LazyLock;

use store::StoreError;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};

use crate::ServiceError;

/// Nynorsk words that bokmål writes so differently that no stem brings them together.
static IN_BOKMAL: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("words.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The name of our chain of tokens.
const NORWEGIAN: &str = "norwegian";
/// What the writer may hold before it writes out: the least that the library takes.
const WRITER_BYTES: usize = 15_000_000;

/// What is found of one thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Counts most.
    pub title: String,
    /// All else.
    pub text: String,
}

/// An index of words in memory. Each thing has a number of its own in it.
pub struct WordIndex {
    index: Index,
    reader: IndexReader,
    writer: IndexWriter,
    slot: Field,
    title: Field,
    text: Field,
}

/// What the reader is told when an index fails. It lies in memory: something is wrong with the program.
pub fn broken(error: tantivy::TantivyError) -> ServiceError {
    tracing::error!(%error, "an index of words failed");
    ServiceError::Unavailable(StoreError::Refused(Box::new(error)))
}

impl std::fmt::Debug for WordIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WordIndex").finish_non_exhaustive()
    }
}

impl WordIndex {
    /// An empty one.
    ///
    /// # Errors
    /// The library's own.
    pub fn new() -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(NORWEGIAN)
            .set_index_option(IndexRecordOption::WithFreqs);
        let words = TextOptions::default().set_indexing_options(indexing);
        let slot = schema.add_u64_field("slot", INDEXED | FAST);
        let title = schema.add_text_field("title", words.clone());
        let text = schema.add_text_field("text", words);
        let index = Index::create_in_ram(schema.build());
        let chain = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(60))
            .filter(LowerCaser)
            .filter(Stemmer::new(Language::Norwegian))
            .build();
        index.tokenizers().register(NORWEGIAN, chain);
        let writer = index.writer_with_num_threads(1, WRITER_BYTES)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self {
            index,
            reader,
            writer,
            slot,
            title,
            text,
        })
    }

    /// Puts the words of some modules in place of what they had.
    ///
    /// # Errors
    /// The library's own.
    pub fn put(&mut self, changed: impl IntoIterator<Item = (u64, Words)>) -> tantivy::Result<()> {
        for (slot, words) in changed {
            self.writer.delete_term(Term::from_field_u64(self.slot, slot));
            let mut document = TantivyDocument::default();
            document.add_u64(self.slot, slot);
            document.add_text(self.title, in_bokmal(&words.title));
            document.add_text(self.text, in_bokmal(&words.text));
            self.writer.add_document(document)?;
        }
        self.writer.commit()?;
        self.reader.reload()
    }

    /// The modules that have all the words, with how well they fit; `None` when nothing is asked.
    ///
    /// # Errors
    /// The library's own.
    pub fn find(&self, asked: &str, most: usize) -> tantivy::Result<Option<HashMap<u64, f32>>> {
        let Some(query) = self.query(asked)? else {
            return Ok(None);
        };
        let searcher = self.reader.searcher();
        let found = searcher.search(&query, &TopDocs::with_limit(most.max(1)).order_by_score())?;
        let slots = searcher
            .segment_readers()
            .iter()
            .map(|segment| segment.fast_fields().u64("slot"))
            .collect::<tantivy::Result<Vec<_>>>()?;
        let hit = |(score, address): (f32, tantivy::DocAddress)| {
            let column = slots.get(address.segment_ord as usize)?;
            Some((column.first(address.doc_id)?, score))
        };
        Ok(Some(found.into_iter().filter_map(hit).collect()))
    }

    fn query(&self, asked: &str) -> tantivy::Result<Option<BooleanQuery>> {
        let mut chain = self.index.tokenizer_for_field(self.text)?;
        let asked = in_bokmal(asked);
        let mut tokens = chain.token_stream(&asked);
        let mut words = Vec::new();
        while let Some(token) = tokens.next() {
            words.push((Occur::Must, self.word(&token.text)));
        }
        Ok((!words.is_empty()).then(|| BooleanQuery::new(words)))
    }

    /// A word, exactly, as a beginning, or with slips; the nearer the better.
    fn word(&self, stem: &str) -> Box<dyn Query> {
        let slips = match stem.chars().count() {
            ..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        let mut ways: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (field, weight) in [(self.title, 3.0), (self.text, 1.0)] {
            let term = Term::from_field_text(field, stem);
            let exact = TermQuery::new(term.clone(), IndexRecordOption::WithFreqs);
            let begins = FuzzyTermQuery::new_prefix(term.clone(), 0, true);
            let near = FuzzyTermQuery::new(term, slips, true);
            ways.push((Occur::Should, Box::new(BoostQuery::new(Box::new(exact), 4.0 * weight))));
            ways.push((Occur::Should, Box::new(BoostQuery::new(Box::new(begins), 2.0 * weight))));
            if slips > 0 {
                ways.push((Occur::Should, Box::new(BoostQuery::new(Box::new(near), weight))));
            }
        }
        Box::new(BooleanQuery::new(ways))
    }
}

fn in_bokmal(text: &str) -> String {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let words: Vec<String> = words
        .map(|word| {
            let word = word.to_lowercase();
            IN_BOKMAL.get(word.as_str()).map_or(word, |same| (*same).to_owned())
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> WordIndex {
        let mut index = WordIndex::new().unwrap();
        let words = |title: &str, text: &str| Words {
            title: title.to_owned(),
            text: text.to_owned(),
        };
        index
            .put([
                (
                    1,
                    words(
                        "Retten til å velge selv",
                        "Tvangsekteskap og rettigheter. Film og samtale.",
                    ),
                ),
                (2, words("Mobilen min", "Kontroll på telefonen, bilder som blir delt")),
                (
                    3,
                    words("Kven kan hjelpe?", "Hjelpeapparatet, skulen og helsesjukepleiaren"),
                ),
            ])
            .unwrap();
        index
    }

    fn found(asked: &str) -> Vec<u64> {
        let hits = index().find(asked, 10).unwrap().unwrap();
        let mut hits: Vec<(u64, f32)> = hits.into_iter().collect();
        hits.sort_by(|one, other| other.1.total_cmp(&one.1));
        hits.into_iter().map(|(slot, _)| slot).collect()
    }

    #[test]
    fn words_are_found_by_stem_in_both_languages_and_with_slips() {
        assert_eq!(found("rettighet"), [1]);
        assert_eq!(found("rettar"), [1]);
        assert_eq!(found("velje sjølv"), [1]);
        assert_eq!(found("hvem hjelper"), [3]);
        assert_eq!(found("skole"), [3]);
        assert_eq!(found("bilde"), [2]);
        assert_eq!(found("tvangsektskap"), [1]);
        assert_eq!(found("mobli"), [2]);
        assert_eq!(found("tvangsek"), [1]);
        assert_eq!(found("ski"), Vec::<u64>::new());
        assert_eq!(found("film mobil"), Vec::<u64>::new());
    }

    #[test]
    fn nothing_asked_is_no_search_and_a_changed_module_is_found_by_its_new_words_alone() {
        let mut index = index();
        assert_eq!(index.find("  ?! ", 10).unwrap(), None);
        let new = Words {
            title: "Skjermen min".to_owned(),
            ..Words::default()
        };
        index.put([(2, new)]).unwrap();
        let slots = |asked: &str| index.find(asked, 10).unwrap().unwrap().len();
        assert_eq!((slots("mobilen"), slots("skjerm")), (0, 1));
    }
}
