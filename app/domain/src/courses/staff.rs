//! Where participants work and what they do there (domain brief, 5).

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
