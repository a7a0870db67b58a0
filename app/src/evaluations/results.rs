//! What may be seen of the answers: how many there are, or a table and bars for each question.
//!
//! Counts, and shares of the whole from ten answers on (domain brief, 4.4). No mean: three faces have an order but no distance.

use domain::evaluations::view::EvaluationView;
use domain::evaluations::{FEWEST, Question, Results, Smiley, Tally};
use i18n::{Language, evaluations as text, format, say, use_language};
use leptos::prelude::*;
use ui::DataTable;

use super::smiley::SmileyFace;
use super::words;

/// From how many answers on a share is told in per cent.
const FEWEST_FOR_SHARES: u8 = 10;

/// The results of an evaluation.
#[component]
pub fn ResultsView(view: RwSignal<EvaluationView>) -> impl IntoView {
    let language = use_language();
    let results = Memo::new(move |_| view.with(|view| view.results));
    move || match results.get() {
        Results::Hidden { answers: 0 } => ().into_any(),
        Results::Hidden { answers } => {
            let sentence = move || match answers {
                ..FEWEST => text::hidden_few(language.get(), answers),
                _ => text::hidden_open(language.get(), answers),
            };
            view! { <p class="hr-evaluation-hidden">{sentence}</p> }.into_any()
        }
        Results::Shown { tally, waiting } => {
            let answers = tally.answers();
            view! {
                <div class="hr-stack" data-gap="small">
                    <p><strong>{move || text::shown_answers(language.get(), answers)}</strong></p>
                    {(waiting > 0).then(|| view! { <p>{move || text::waiting(language.get(), waiting)}</p> })}
                    <div class="hr-evaluation-tables">
                        {Question::ALL.into_iter().map(|question| view! { <QuestionTable question asked=words::question tally /> }).collect_view()}
                    </div>
                </div>
            }
            .into_any()
        }
    }
}

/// How a question was answered: a table with bars.
#[component]
pub(crate) fn QuestionTable(
    question: Question,
    /// The question in words.
    asked: fn(Language, Question) -> &'static str,
    tally: Tally,
) -> impl IntoView {
    let language = use_language();
    let row = move |smiley: Smiley| {
        let (count, answers) = (tally.of(question).of(smiley), tally.answers());
        view! {
            <tr>
                <th scope="row">
                    <span class="hr-evaluation-answer">
                        <SmileyFace smiley />
                        {move || words::smiley(language.get(), smiley)}
                    </span>
                </th>
                <td>
                    <span>{move || count_of(language.get(), count, answers)}</span>
                    <svg class="hr-bar" width="100%" height="12" aria-hidden="true" focusable="false">
                        <rect class="hr-bar__whole" width="100%" height="100%" rx="3" />
                        <rect class="hr-bar__part" width=format!("{}%", share(count, answers)) height="100%" rx="3" />
                    </svg>
                </td>
            </tr>
        }
    };
    view! {
        <DataTable
            id=format!("results-{}", question.name())
            caption=Signal::derive(move || asked(language.get(), question).to_owned())
        >
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_answer)}</th>
                    <th scope="col">{say(language, text::col_count)}</th>
                </tr>
            </thead>
            <tbody>{Smiley::ALL.into_iter().rev().map(row).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

fn count_of(language: Language, count: u8, answers: u8) -> String {
    if answers < FEWEST_FOR_SHARES {
        return text::count_of(language, count, answers);
    }
    let share = format::percent(language, i64::from(share(count, answers)));
    text::count_share(language, count, answers, share)
}

/// Per cent, rounded to the nearest whole.
fn share(count: u8, answers: u8) -> u16 {
    let answers = u16::from(answers.max(1));
    (u16::from(count) * 200 + answers) / (2 * answers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_and_told_from_ten_answers_on() {
        assert_eq!([share(1, 3), share(2, 3), share(0, 5), share(5, 5)], [33, 67, 0, 100]);
        assert_eq!(count_of(Language::En, 4, 9), "4 of 9");
        assert_eq!(count_of(Language::En, 7, 11), "7 of 11 (64%)");
    }
}
