//! The one thing that leads on from a gap, for a coordinator: somebody is asked, or what closes it is done where it is done.

use serde::{Deserialize, Serialize};

use super::GapRule;
use crate::ids::AgreementId;

/// What leads on from a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum NextStep {
    /// Whoever works there is asked.
    Send,
    /// Somebody is placed there.
    Place,
    /// The agreement that ends or has ended is renewed.
    Renew {
        /// Which.
        agreement: AgreementId,
        /// As it was seen: it is renewed as it stands.
        version: u64,
    },
    /// Its renewal is begun and not signed, or does not cover the unit.
    OpenRenewal {
        /// The renewal.
        agreement: AgreementId,
    },
    /// An agreement is written, for there never was one.
    WriteAgreement,
    /// A measure is planned that answers to the need.
    PlanMeasure {
        /// The need, as a form's choice: `survey.area`.
        need: String,
    },
    /// Months are looked at: whoever has not confirmed is told in the own week, and by nobody else.
    SeeMonths,
}

/// What is known of where a gap is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether somebody works there.
    pub is_staffed: bool,
    /// Whether they are asked and have not answered.
    pub is_asked: bool,
    /// The agreement that the gap is about, and its version.
    pub agreement: Option<(AgreementId, u64)>,
    /// The one that renews it.
    pub renewal: Option<AgreementId>,
    /// The need that no measure answers to, where the reader may plan one.
    pub need: Option<String>,
}

/// What leads on from a gap that a rule has found; nothing while an answer is waited for.
pub fn next_step(rule: GapRule, there: Surroundings) -> Option<NextStep> {
    match (rule, there) {
        (GapRule::Vacant, _) => Some(NextStep::Place),
        (GapRule::Hours, _) => Some(NextStep::SeeMonths),
        (
            GapRule::Agreement,
            Surroundings {
                renewal: Some(agreement),
                ..
            },
        ) => Some(NextStep::OpenRenewal { agreement }),
        (
            GapRule::Agreement,
            Surroundings {
                agreement: Some((agreement, version)),
                ..
            },
        ) => Some(NextStep::Renew { agreement, version }),
        (GapRule::Agreement, _) => Some(NextStep::WriteAgreement),
        (GapRule::Need, Surroundings { need: Some(need), .. }) => Some(NextStep::PlanMeasure { need }),
        (_, Surroundings { is_staffed: false, .. }) => Some(NextStep::Place),
        (_, Surroundings { is_asked: true, .. }) => None,
        (
            GapRule::NoActivity
            | GapRule::NoStaffTraining
            | GapRule::NoSurvey
            | GapRule::Need
            | GapRule::Routine
            | GapRule::TravelRoutine,
            _,
        ) => Some(NextStep::Send),
    }
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    const OLD: AgreementId = AgreementId::new(Ulid(1));
    const NEW: AgreementId = AgreementId::new(Ulid(2));

    fn staffed() -> Surroundings {
        Surroundings {
            is_staffed: true,
            ..Surroundings::default()
        }
    }

    #[test]
    fn every_rule_has_one_step_for_every_place_until_somebody_is_asked() {
        for rule in GapRule::ALL {
            for is_staffed in [true, false] {
                let there = Surroundings {
                    is_staffed,
                    ..Surroundings::default()
                };
                assert!(next_step(rule, there).is_some(), "{rule:?}");
            }
        }
    }

    #[test]
    fn what_an_adviser_does_is_asked_for_once_and_where_nobody_works_somebody_is_placed() {
        for rule in [
            GapRule::NoActivity,
            GapRule::NoStaffTraining,
            GapRule::NoSurvey,
            GapRule::Need,
            GapRule::Routine,
            GapRule::TravelRoutine,
        ] {
            assert_eq!(next_step(rule, staffed()), Some(NextStep::Send));
            let asked = Surroundings {
                is_asked: true,
                ..staffed()
            };
            assert_eq!(next_step(rule, asked), None);
            assert_eq!(next_step(rule, Surroundings::default()), Some(NextStep::Place));
        }
    }

    #[test]
    fn what_no_adviser_can_do_is_not_sent_to_one() {
        assert_eq!(next_step(GapRule::Vacant, staffed()), Some(NextStep::Place));
        assert_eq!(next_step(GapRule::Hours, staffed()), Some(NextStep::SeeMonths));
        assert_eq!(next_step(GapRule::Agreement, staffed()), Some(NextStep::WriteAgreement));
    }

    #[test]
    fn an_agreement_is_renewed_once() {
        let ends = Surroundings {
            agreement: Some((OLD, 3)),
            ..staffed()
        };
        let begun = Surroundings {
            renewal: Some(NEW),
            ..ends.clone()
        };
        assert_eq!(
            next_step(GapRule::Agreement, ends),
            Some(NextStep::Renew {
                agreement: OLD,
                version: 3
            })
        );
        assert_eq!(
            next_step(GapRule::Agreement, begun),
            Some(NextStep::OpenRenewal { agreement: NEW })
        );
    }

    #[test]
    fn who_may_plan_a_measure_plans_it_for_the_need() {
        let there = Surroundings {
            need: Some("01J.trauma".to_owned()),
            is_asked: true,
            ..staffed()
        };
        let step = NextStep::PlanMeasure {
            need: "01J.trauma".to_owned(),
        };
        assert_eq!(next_step(GapRule::Need, there.clone()), Some(step));
        assert_eq!(next_step(GapRule::NoSurvey, there), None);
    }
}
