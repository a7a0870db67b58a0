//! What staff are asked about, and who they are (domain brief, 2.4).

/// The set of questions that surveys are opened with now. A survey keeps the number of its own, so that results of two sets are
/// never laid beside each other.
pub const QUESTION_SET: u8 = 1;

named! {
    /// An area of competence: what a survey asks about and a measure is for.
    Area[10] {
        /// What negative social control and honour-related violence are.
        Understanding = "understanding",
        /// To see the signs.
        Signs = "signs",
        /// The difficult conversation.
        Conversation = "conversation",
        /// To judge how grave it is.
        Severity = "severity",
        /// Secrecy, the duty to avert, the duty to report.
        Duties = "duties",
        /// Whom to turn to.
        Contacts = "contacts",
        /// The school's own routine.
        Routine = "routine",
        /// Working with parents.
        Parents = "parents",
        /// Stays abroad against one's will.
        StayAbroad = "stay_abroad",
        /// Control between pupils, and social media.
        BetweenPupils = "between_pupils",
    }
}

named! {
    /// Staff of a unit by what they do there.
    StaffGroup[6] {
        /// Teachers.
        Teachers = "teachers",
        /// Counsellors.
        Counsellors = "counsellors",
        /// Social workers of the school.
        SocialWorkers = "social_workers",
        /// Leaders.
        Leaders = "leaders",
        /// School nurses.
        Nurses = "nurses",
        /// Assistants, office, caretakers and others.
        Others = "others",
    }
}
