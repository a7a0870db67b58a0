//! Rows that point nowhere. Slices hold each other by plain keys, which the database does not follow, so each link has a look here.

/// Rows of one table whose link leads nowhere, or to a record that does not know of it.
#[derive(Clone, Copy, Debug)]
pub struct Orphans {
    /// What is looked at, as `placement.unit → unit`.
    pub name: &'static str,
    /// One statement that selects the keys of the faulty rows.
    pub query: &'static str,
    /// What is wrong with such a row, as the end of a sentence that begins with its key.
    pub fault: &'static str,
}

const NOWHERE: &str = "points nowhere";
const UNKNOWN: &str = "is not known by the record that it stands for";
const UNLISTED: &str = "has no entry to be found by";

/// A row in `$table` whose `$field` is no key of `$target`; an absent field is no fault.
macro_rules! link {
    ($table:literal, $field:literal, $target:literal) => {
        Orphans {
            name: concat!($table, ".", $field, " → ", $target),
            query: concat!(
                "SELECT VALUE record::id(id) FROM ",
                $table,
                " WHERE ",
                $field,
                " != NONE AND !record::exists(type::record('",
                $target,
                "', ",
                $field,
                "))"
            ),
            fault: NOWHERE,
        }
    };
}

/// A row in `$table` whose own key, or the part of it given, is no key of `$target`.
macro_rules! key_link {
    ($table:literal, $part:literal, $target:literal) => {
        Orphans {
            name: concat!($table, " → ", $target),
            query: concat!(
                "SELECT VALUE record::id(id) FROM ",
                $table,
                " WHERE !record::exists(type::record('",
                $target,
                "', record::id(id)",
                $part,
                "))"
            ),
            fault: NOWHERE,
        }
    };
}

/// A query of its own.
macro_rules! look {
    ($name:literal, $fault:expr, $query:literal) => {
        Orphans {
            name: $name,
            query: $query,
            fault: $fault,
        }
    };
}

/// Every link between the slices' tables.
pub const ORPHANS: &[Orphans] = &[
    // Groups.
    key_link!("group_session", "[0]", "discussion_group"),
    key_link!("group_evaluation", "", "discussion_group"),
    look!(
        "group_session.comments → person",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM group_session \
         WHERE array::any(comments, |$said| !record::exists(type::record('person', $said.by)))"
    ),
    link!("discussion_group", "unit", "unit"),
    link!("discussion_group", "owner", "school_owner"),
    link!("discussion_group", "leader", "person"),
    look!(
        "discussion_group.further_leaders → person",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM discussion_group \
         WHERE array::any(further_leaders, |$leader| !record::exists(type::record('person', $leader)))"
    ),
    look!(
        "discussion_group.programme → programme",
        NOWHERE,
        // The one that ships is no row.
        "SELECT VALUE record::id(id) FROM discussion_group WHERE programme != NONE \
         AND programme != '01KDVDNA000000000000001WF8' AND !record::exists(type::record('programme', programme))"
    ),
    link!("programme", "author", "person"),
    key_link!("plan_presence", "[0]", "discussion_group"),
    key_link!("plan_presence", "[2]", "person"),
    // Modules.
    link!("module", "author", "person"),
    key_link!("module_edition", "[0]", "module"),
    key_link!("module_file", "[0]", "module"),
    link!("module_file", "by", "person"),
    look!(
        "module.content.files → module_file",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM module WHERE array::any(content.files ?? [], \
         |$file| !record::exists(type::record('module_file', [record::id($this.id), $file.id])))"
    ),
    link!("nora_proposal", "author", "person"),
    look!(
        "nora_proposal.history → person",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM nora_proposal \
         WHERE array::any(history, |$taken| !record::exists(type::record('person', $taken.by)))"
    ),
    look!(
        "nora_proposal.comments → person",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM nora_proposal \
         WHERE array::any(comments, |$said| !record::exists(type::record('person', $said.by)))"
    ),
    look!(
        "agenda_entry → group_session",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM agenda_entry WHERE kind = 'group_session' \
         AND !record::exists(type::record('group_session', [record::id(id)[3], record::id(id)[4]]))"
    ),
    look!(
        "agenda_entry → presentation",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM agenda_entry WHERE kind = 'presentation' \
         AND !record::exists(type::record('presentation', activity))"
    ),
    look!(
        "agenda_entry → delivery",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM agenda_entry WHERE kind = 'delivery' \
         AND !record::exists(type::record('delivery', activity))"
    ),
    look!(
        "agenda_entry → competence_measure",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM agenda_entry WHERE kind = 'measure' \
         AND !record::exists(type::record('competence_measure', activity))"
    ),
    look!(
        "agenda_entry → course_event",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM agenda_entry WHERE kind = 'course' \
         AND !record::exists(type::record('course_event', activity))"
    ),
    look!(
        "agenda_entry → network_meeting",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM agenda_entry WHERE kind = 'network' \
         AND !record::exists(type::record('network_meeting', activity))"
    ),
    link!("agenda_entry", "person", "person"),
    // Deliveries.
    link!("delivery", "module", "module"),
    look!(
        "delivery.edition → module_edition",
        NOWHERE,
        // What was not approved has no edition.
        "SELECT VALUE record::id(id) FROM delivery WHERE edition != 0 AND !record::exists(type::record('module_edition', \
         [module, string::slice(string::concat('000', <string>edition), -4)]))"
    ),
    link!("delivery", "unit", "unit"),
    link!("delivery", "owner", "school_owner"),
    link!("delivery", "adviser", "person"),
    // Presentations and outreach.
    link!("presentation", "unit", "unit"),
    link!("presentation", "owner", "school_owner"),
    link!("presentation", "presenter", "person"),
    link!("outreach_item", "unit", "unit"),
    link!("outreach_item", "owner", "school_owner"),
    link!("outreach_item", "by", "person"),
    // Needs and measures.
    link!("needs_survey", "unit", "unit"),
    link!("needs_survey", "owner", "school_owner"),
    link!("needs_survey", "by", "person"),
    key_link!("needs_tally", "", "needs_survey"),
    link!("competence_measure", "unit", "unit"),
    link!("competence_measure", "owner", "school_owner"),
    link!("competence_measure", "adviser", "person"),
    link!("competence_measure", "need.survey", "needs_survey"),
    look!(
        "part_plan → competence_measure",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM part_plan WHERE activity.kind = 'measure' \
         AND !record::exists(type::record('competence_measure', activity.id))"
    ),
    // Routines and networks.
    key_link!("routine", "[0]", "unit"),
    link!("routine", "owner", "school_owner"),
    link!("routine", "by", "person"),
    link!("network_meeting", "unit", "unit"),
    link!("network_meeting", "owner", "school_owner"),
    link!("network_meeting", "adviser", "person"),
    look!(
        "network_meeting.further → unit",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM network_meeting \
         WHERE array::any(further, |$unit| !record::exists(type::record('unit', $unit)))"
    ),
    // Agreements.
    link!("agreement", "owner", "school_owner"),
    look!(
        "agreement.units → unit",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM agreement \
         WHERE array::any(units, |$unit| !record::exists(type::record('unit', $unit)))"
    ),
    look!(
        "agreement.nearby → unit",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM agreement \
         WHERE array::any(nearby, |$unit| !record::exists(type::record('unit', $unit)))"
    ),
    look!(
        "agreement.positions → unit",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM agreement \
         WHERE array::any(positions, |$position| !record::exists(type::record('unit', $position.unit)))"
    ),
    look!(
        "agreement.positions → placement",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM agreement WHERE array::any(positions, |$position| \
         $position.placement != NONE AND !record::exists(type::record('placement', $position.placement)))"
    ),
    look!(
        "agreement.history → person",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM agreement \
         WHERE array::any(history, |$entry| !record::exists(type::record('person', $entry.by)))"
    ),
    look!(
        "agreement.amendments → person",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM agreement \
         WHERE array::any(amendments, |$one| !record::exists(type::record('person', $one.by)))"
    ),
    link!("agreement", "renews", "agreement"),
    link!("expense", "agreement", "agreement"),
    link!("expense", "by", "person"),
    // Courses.
    link!("course_event", "adviser", "person"),
    link!("course_event", "planned_by", "person"),
    link!("course_event", "made_from", "course_template"),
    link!("course_event", "repeats", "course_event"),
    link!("course_template", "author", "person"),
    key_link!("course_book", "", "course_event"),
    key_link!("course_certified", "", "course_event"),
    key_link!("course_evaluation", "[0]", "course_event"),
    key_link!("registration", "[0]", "course_event"),
    link!("certificate", "event", "course_event"),
    look!(
        "course_event → course_book",
        UNLISTED,
        "SELECT VALUE record::id(id) FROM course_event WHERE !record::exists(type::record('course_book', record::id(id)))"
    ),
    look!(
        "part_plan → course_event",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM part_plan WHERE activity.kind = 'course' \
         AND !record::exists(type::record('course_event', activity.id))"
    ),
    // Coverage.
    link!("coverage_fact", "unit", "unit"),
    link!("coverage_target", "unit", "unit"),
    link!("gap_note", "gap.unit", "unit"),
    link!("coverage_draft", "owner", "person"),
    // Hours.
    key_link!("hour_week", "[0]", "person"),
    look!(
        "hour_week.entries → unit",
        NOWHERE,
        "SELECT VALUE record::id(id) FROM hour_week WHERE array::any(entries, \
         |$entry| $entry.unit != NONE AND !record::exists(type::record('unit', $entry.unit)))"
    ),
    key_link!("hour_period", "[0]", "person"),
    link!("hour_period", "by", "person"),
    key_link!("hour_sum", "[2]", "person"),
    link!("hour_sum", "unit", "unit"),
    // Places.
    link!("unit", "owner", "school_owner"),
    link!("unit", "merged.into", "unit"),
    look!(
        "placement ↔ unit.merged",
        "goes on where its unit has become a part of another",
        "SELECT VALUE record::id(id) FROM placement WHERE type::record('unit', unit).merged != NONE \
         AND (to = NONE OR to >= type::record('unit', unit).merged.from)"
    ),
    link!("nearby_unit", "host", "unit"),
    link!("nearby_unit", "nearby", "unit"),
    link!("placement", "unit", "unit"),
    link!("placement", "person", "person"),
    link!("school_calendar", "owner", "school_owner"),
    link!("unit_org_number", "unit", "unit"),
    look!(
        "unit_org_number ↔ unit.org_number",
        UNKNOWN,
        "SELECT VALUE record::id(id) FROM unit_org_number WHERE record::exists(type::record('unit', unit)) \
         AND type::record('unit', unit).org_number != record::id(id)"
    ),
    look!(
        "unit.org_number → unit_org_number",
        UNLISTED,
        "SELECT VALUE record::id(id) FROM unit WHERE org_number != NONE \
         AND type::record('unit_org_number', org_number).unit != record::id(id)"
    ),
    look!(
        "unit.county ↔ unit.municipality",
        "stands in another county than its municipality",
        "SELECT VALUE record::id(id) FROM unit WHERE county != string::slice(municipality, 0, 2)"
    ),
    link!("owner_code", "owner", "school_owner"),
    look!(
        "owner_code ↔ school_owner.code",
        UNKNOWN,
        "SELECT VALUE record::id(id) FROM owner_code WHERE record::exists(type::record('school_owner', owner)) \
         AND [type::record('school_owner', owner).kind, type::record('school_owner', owner).code] != record::id(id)"
    ),
    look!(
        "school_owner.code → owner_code",
        UNLISTED,
        "SELECT VALUE record::id(id) FROM school_owner WHERE code != NONE \
         AND type::record('owner_code', [kind, code]).owner != record::id(id)"
    ),
    // People.
    link!("person_email", "person", "person"),
    look!(
        "person_email ↔ person.email",
        UNKNOWN,
        "SELECT VALUE record::id(id) FROM person_email WHERE record::exists(type::record('person', person)) \
         AND type::record('person', person).email != record::id(id)"
    ),
    look!(
        "person.email → person_email",
        UNLISTED,
        "SELECT VALUE record::id(id) FROM person \
         WHERE type::record('person_email', email).person != record::id(id)"
    ),
    key_link!("pledge_acceptance", "[0]", "person"),
    key_link!("credential", "", "person"),
    link!("sign_in", "person", "person"),
    link!("sign_in_attempt", "person", "person"),
    key_link!("calendar_feed", "", "person"),
    key_link!("calendar_farewell", "[0]", "person"),
    key_link!("calendar_farewell", "[1]", "discussion_group"),
    // The trail: `audit::verify` looks at what is sealed.
    key_link!("audit_unsealed", "", "audit_entry"),
];
