//! Terminology: the words of a day, and the administrator's changes. Nothing is kept in memory, so a change is seen by the
//! next page that is asked for.

use domain::access::{Action, Subject};
use domain::command::Envelope;
use domain::people::Language;
use domain::terms::{Term, TermCommand, TermHistory, TermKey, TermText, Terms, TermsView};
use domain::text::{ShortText, Title};
use i18n::terms as words;
use jiff::civil::{Date, date};
use store::terms::{self as rows, TERM};
use store::{Store, StoreError, Tx};

use crate::once::once;
use crate::{Ctx, ServiceError};

/// The wordings that come with the program hold from here until a row says otherwise.
const FROM_THE_START: Date = date(2000, 1, 1);

/// The words of a day: today's for a page, the day of a document for a document. Words are no secret: nobody needs to be
/// signed in, since the sign-in page bears them too.
///
/// # Errors
/// `Unavailable`.
pub async fn on(ctx: &Ctx, day: Date) -> Result<Terms, ServiceError> {
    Ok(Terms::on(&all(ctx.store()).await?, day))
}

/// Every wording, as the administrator sees them.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn view(ctx: &Ctx) -> Result<TermsView, ServiceError> {
    ctx.authorise(Action::EditTerms, &Subject::general())?;
    let all = all(ctx.store()).await?;
    Ok(TermsView {
        terms: TermKey::ALL
            .into_iter()
            .map(|key| {
                let mut wordings: Vec<Term> = all.iter().filter(|term| term.key == key).cloned().collect();
                wordings.sort_by_key(|term| term.valid_from);
                TermHistory { key, wordings }
            })
            .collect(),
        today: ctx.today(),
    })
}

/// Sets a wording from a day on; with an expected version it corrects the wording of that very day.
///
/// # Errors
/// As [`Ctx::authorise`]; `Stale` when the day has a wording already or another version; `Unavailable`.
pub async fn change(ctx: &Ctx, envelope: Envelope<TermCommand>) -> Result<Terms, ServiceError> {
    let actor = ctx.authorise(Action::EditTerms, &Subject::general())?;
    once(ctx, actor, &envelope, || async {
        let TermCommand::Set {
            key,
            valid_from,
            nb,
            nn,
            en,
        } = envelope.command.clone();
        let stored = rows::all(ctx.store()).await?;
        let before = stored
            .iter()
            .find(|term| term.key == key && term.valid_from == valid_from);
        if before.map(|term| term.version) != envelope.expected_version {
            return Err(ServiceError::Stale);
        }
        let version = before.map_or(1, |term| term.version + 1);
        let after = Term {
            key,
            valid_from,
            nb,
            nn,
            en,
            version,
        };
        let mut tx = Tx::new();
        let record = rows::key(key, valid_from);
        match before {
            None => {
                rows::create(&mut tx, &after);
                tx.audit(ctx.audit(actor, "create_term", TERM, record).after(&after));
            }
            Some(before) => {
                rows::save(&mut tx, &after, before.version);
                tx.audit(ctx.audit(actor, "edit_term", TERM, record).before(before).after(&after));
            }
        }
        let mut all = with_defaults(stored.clone());
        all.retain(|term| (term.key, term.valid_from) != (key, valid_from));
        all.push(after);
        Ok((tx, Terms::on(&all, ctx.today())))
    })
    .await
    .map_err(|error| match error {
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::Stale,
        other => other,
    })
}

async fn all(store: &Store) -> Result<Vec<Term>, StoreError> {
    Ok(with_defaults(rows::all(store).await?))
}

/// A row of the first day takes the place of what comes with the program.
fn with_defaults(stored: Vec<Term>) -> Vec<Term> {
    let mut all: Vec<Term> = TermKey::ALL
        .into_iter()
        .filter(|key| {
            !stored
                .iter()
                .any(|term| (term.key, term.valid_from) == (*key, FROM_THE_START))
        })
        .filter_map(default_wording)
        .collect();
    all.extend(stored);
    all
}

/// The words of the mandate (domain brief, 0.2).
fn default_wording(key: TermKey) -> Option<Term> {
    let text = |language: Language| {
        let (singular, plural) = match key {
            TermKey::AdviserTitle => (words::adviser_title(language), words::adviser_title_plural(language)),
            TermKey::EmbassyAdviser => (
                words::embassy_adviser(language),
                words::embassy_adviser_plural(language),
            ),
            TermKey::ExpertTeam => (words::expert_team(language), ""),
            TermKey::FagTeam => (words::fag_team(language), ""),
            TermKey::HonourViolence => (words::honour_violence(language), ""),
        };
        Some(TermText {
            singular: Title::parse(singular).ok()?,
            plural: ShortText::parse(plural).ok()?,
        })
    };
    Some(Term {
        key,
        valid_from: FROM_THE_START,
        nb: text(Language::Nb)?,
        nn: text(Language::Nn)?,
        en: text(Language::En)?,
        version: 0,
    })
}
