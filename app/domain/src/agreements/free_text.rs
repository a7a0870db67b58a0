//! Which fields of agreements and expenses people write freely. Contact persons have names, addresses and telephones of their own
//! kinds, of colleagues alone; references hold no sentence.

use super::agreement::{Agreement, Contact, NewAgreement, Renewal, Termination, Terms};
use super::amendment::Amendment;
use super::apply::AgreementCommand;
use super::expense::{ExpenseCommand, NewExpense};
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for NewAgreement {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self { id: _, owner: _, terms } = self;
        of_terms(terms)
    }
}

impl FreeTexts for Renewal {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self { id: _, of: _ } = self;
        Vec::new()
    }
}

impl FreeTexts for AgreementCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Edit { terms } => of_terms(terms),
            Self::Amend {
                terms,
                signed_on: _,
                reference: _,
                reason,
            } => {
                let mut texts = of_terms(terms);
                texts.push(FreeText::naming("amend_reason", reason.as_str()));
                texts
            }
            Self::Terminate {
                given_on: _,
                last_day: _,
                is_agreed: _,
                reason,
            } => vec![FreeText::naming("reason", reason.as_str())],
            Self::Send
            | Self::TakeBack
            | Self::Sign
            | Self::Renegotiate
            | Self::Resume
            | Self::Withdraw
            | Self::Expire
            | Self::AddMeeting { date: _ }
            | Self::TickMeeting { date: _, is_held: _ }
            | Self::RemoveMeeting { date: _ } => Vec::new(),
        }
    }
}

/// All that stands in an agreement.
impl FreeTexts for Agreement {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            owner: _,
            terms,
            state: _,
            amendments,
            termination,
            meetings: _,
            renews: _,
            history: _,
            version: _,
        } = self;
        let mut texts = of_terms(terms);
        for one in amendments {
            let Amendment {
                signed_on: _,
                reference: _,
                reason,
                on: _,
                by: _,
                before,
            } = one;
            texts.push(FreeText::naming("amend_reason", reason.as_str()));
            texts.extend(of_terms(before));
        }
        if let Some(Termination {
            given_on: _,
            last_day: _,
            is_agreed: _,
            reason,
        }) = termination
        {
            texts.push(FreeText::naming("reason", reason.as_str()));
        }
        texts
    }
}

impl FreeTexts for ExpenseCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Record {
                expense:
                    NewExpense {
                        id: _,
                        category: _,
                        date: _,
                        amount: _,
                        activity: _,
                        receipt: _,
                        reason,
                    },
            } => vec![FreeText::asked("over-reason", reason.as_str())],
            Self::Remove { id: _ } => Vec::new(),
        }
    }
}

fn of_terms(terms: &Terms) -> Vec<FreeText<'_>> {
    let Terms {
        units: _,
        nearby: _,
        positions: _,
        from: _,
        to: _,
        notice_months: _,
        responsibilities: _,
        lines: _,
        contacts,
        document: _,
    } = terms;
    let role = |(at, contact)| {
        let Contact {
            party: _,
            name: _,
            role,
            email: _,
            phone: _,
        }: &Contact = contact;
        FreeText::naming(format!("contacts[{at}].role"), role.as_str())
    };
    contacts.iter().enumerate().map(role).collect()
}
