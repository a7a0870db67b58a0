//! The way of an edition of a routine from nothing to its successor. Drawn in `docs/state-machines/routine.md`.

named! {
    /// What a routine is for.
    RoutineScope[5] {
        /// What the school does so that nothing happens.
        Prevention = "prevention",
        /// Who does what when something has happened.
        Handling = "handling",
        /// What is done before a pupil travels abroad and may not come back.
        Travel = "travel",
        /// Who asks for those who did not come back after a holiday.
        Return = "return",
        /// How somebody who asks for help is met, and where it is written down.
        Enquiry = "enquiry",
    }
}

impl RoutineScope {
    /// Those that every school is expected to have.
    pub const EXPECTED: [Self; 2] = [Self::Prevention, Self::Handling];
}

named! {
    /// Where an edition stands.
    RoutineState[8] {
        /// There is none.
        Missing = "missing",
        /// It is being written.
        InProgress = "in_progress",
        /// It waits for the school's leaders.
        Draft = "draft",
        /// The school's leaders have adopted it.
        Adopted = "adopted",
        /// It was adopted, nobody has used it yet, and it holds while the next edition is written.
        AdoptedInRevision = "adopted_in_revision",
        /// It is known and used.
        InUse = "in_use",
        /// It is used while the next edition is written.
        InRevision = "in_revision",
        /// Another edition has taken its place.
        Superseded = "superseded",
    }
}

named! {
    /// What takes an edition from state to state.
    RoutineStep[8] {
        /// Somebody begins to write.
        Begin = "begin",
        /// The draft goes to the school's leaders.
        Submit = "submit",
        /// They give it back.
        Return = "return",
        /// They adopt it; said again, the adoption is put right.
        Adopt = "adopt",
        /// It is made known and used.
        TakeIntoUse = "take_into_use",
        /// It was gone through and holds on.
        Review = "review",
        /// The next edition is begun.
        Revise = "revise",
        /// The next edition is adopted.
        Replace = "replace",
    }
}

impl RoutineState {
    /// Where a step leads; none when there is no such way.
    pub const fn after(self, step: RoutineStep) -> Option<Self> {
        match (self, step) {
            (Self::Missing, RoutineStep::Begin) | (Self::Draft, RoutineStep::Return) => Some(Self::InProgress),
            (Self::InProgress, RoutineStep::Submit) => Some(Self::Draft),
            (Self::Draft | Self::Adopted, RoutineStep::Adopt)
            | (Self::Adopted | Self::AdoptedInRevision, RoutineStep::Review) => Some(Self::Adopted),
            (Self::Adopted, RoutineStep::TakeIntoUse) | (Self::InUse | Self::InRevision, RoutineStep::Review) => {
                Some(Self::InUse)
            }
            (Self::Adopted, RoutineStep::Revise) => Some(Self::AdoptedInRevision),
            (Self::InUse, RoutineStep::Revise) | (Self::AdoptedInRevision, RoutineStep::TakeIntoUse) => {
                Some(Self::InRevision)
            }
            (Self::Adopted | Self::AdoptedInRevision | Self::InUse | Self::InRevision, RoutineStep::Replace) => {
                Some(Self::Superseded)
            }
            _ => None,
        }
    }

    /// Whether it is worked on, and holds for nobody yet.
    pub const fn is_work(self) -> bool {
        matches!(self, Self::InProgress | Self::Draft)
    }

    /// Whether it is what the school goes by.
    pub const fn is_in_force(self) -> bool {
        matches!(
            self,
            Self::Adopted | Self::AdoptedInRevision | Self::InUse | Self::InRevision
        )
    }
}
