//! Words of a course's mails.

use domain::courses::Notice;
use domain::courses::mails::{MailTrouble, Planned};
use i18n::{Language, course_mails as text};

/// What a mail tells.
pub(super) fn notice(language: Language, notice: Notice) -> &'static str {
    match notice {
        Notice::Held => text::notice_held(language),
        Notice::Waiting => text::notice_waiting(language),
        Notice::Confirmed => text::notice_confirmed(language),
        Notice::Offered => text::notice_offered(language),
        Notice::Asked => text::notice_asked(language),
        Notice::Leader => text::notice_leader(language),
        Notice::LeaderAgain => text::notice_leader_again(language),
        Notice::Left => text::notice_left(language),
        Notice::Ended => text::notice_ended(language),
        Notice::Changed => text::notice_changed(language),
        Notice::Cancelled => text::notice_cancelled(language),
        Notice::Week => text::notice_week(language),
        Notice::Tomorrow => text::notice_tomorrow(language),
        Notice::Soon => text::notice_soon(language),
        Notice::Evaluation => text::notice_evaluation(language),
        Notice::EvaluationAgain => text::notice_evaluation_again(language),
        Notice::Later => text::notice_later(language),
        Notice::Certificate => text::notice_certificate(language),
    }
}

/// What is planned.
pub(super) fn planned(language: Language, what: Planned) -> &'static str {
    match what {
        Planned::Mail(told) => notice(language, told),
        Planned::SeatLapses => text::seat_lapses(language),
        Planned::OfferLapses => text::offer_lapses(language),
        Planned::AnswerLapses => text::answer_lapses(language),
    }
}

/// Why a mail did not go out, and what one can do.
pub(super) fn trouble(language: Language, trouble: MailTrouble) -> &'static str {
    match trouble {
        MailTrouble::Address => text::trouble_address(language),
        MailTrouble::Unreachable => text::trouble_unreachable(language),
        MailTrouble::Other => text::trouble_other(language),
    }
}
