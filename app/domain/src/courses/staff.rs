//! Where participants work and what they do there (domain brief, 5).

use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident[$count:literal] { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$variant_doc])* $variant),+
        }

        impl $name {
            /// All of them, in the order of the choices.
            pub const ALL: [Self; $count] = [$(Self::$variant),+];

            /// The stored and sent name, as in a form's choice.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text),+
                }
            }

            /// The one of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.name() == name)
            }
        }
    };
}

named! {
    /// A service that a course is for, or that somebody works in (T1, T3).
    ServiceKind[11] {
        /// A lower or upper secondary school.
        School = "school",
        /// A refugee service.
        Refugee = "refugee",
        /// A labour and welfare office.
        Nav = "nav",
        /// Adult education.
        AdultEducation = "adult_education",
        /// Child welfare.
        ChildWelfare = "child_welfare",
        /// School health service or youth clinic.
        Health = "health",
        /// Police.
        Police = "police",
        /// Crisis centre or safe housing.
        CrisisCentre = "crisis_centre",
        /// Family counselling.
        FamilyCounselling = "family_counselling",
        /// A voluntary organisation.
        Voluntary = "voluntary",
        /// Something else.
        Other = "other",
    }
}

named! {
    /// What somebody does at work.
    StaffRole[10] {
        /// Teacher.
        Teacher = "teacher",
        /// Counsellor.
        Counsellor = "counsellor",
        /// Social worker at a school.
        SocialWorker = "social_worker",
        /// School nurse.
        SchoolNurse = "school_nurse",
        /// Adviser of the introduction programme.
        ProgrammeAdviser = "programme_adviser",
        /// Adviser at a labour and welfare office.
        NavAdviser = "nav_adviser",
        /// Child welfare officer.
        ChildWelfareOfficer = "child_welfare_officer",
        /// Police officer.
        PoliceOfficer = "police_officer",
        /// Leader.
        Leader = "leader",
        /// Something else.
        Other = "other",
    }
}
