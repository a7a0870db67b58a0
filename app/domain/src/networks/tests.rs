use ulid::Ulid;

use super::testing::*;
use super::*;
use crate::ids::NetworkId;
use crate::issue::IssueCode;
use crate::text::Title;
use crate::text_guard::check;

#[test]
fn every_step_from_every_stage_leads_where_the_table_says() {
    let edit = NetworkCommand::Edit {
        plan: Box::new(planned(TODAY).plan),
    };
    let close = NetworkCommand::Close { closing: closing() };
    let cancel = NetworkCommand::Cancel {
        reason: NetworkCallOff::TooFew,
    };
    let steps = [edit, close.clone(), cancel.clone(), NetworkCommand::Reopen];
    let ahead = planned(TODAY);
    let held = apply(&ahead, &close, TODAY).unwrap();
    let cancelled = apply(&ahead, &cancel, TODAY).unwrap();
    let ways = [ahead, held, cancelled].map(|from| {
        steps
            .each_ref()
            .map(|step| apply(&from, step, TODAY).map_or_else(NetworkRule::name, |after| after.stage().name()))
    });
    assert_eq!(
        ways,
        [
            ["planned", "held", "cancelled", "network_same_already"],
            ["network_not_open", "held", "network_not_open", "planned"],
            ["network_not_open", "network_not_open", "network_not_open", "planned"],
        ]
    );
    let tomorrow = planned(TODAY.tomorrow().unwrap());
    assert_eq!(apply(&tomorrow, &close, TODAY), Err(NetworkRule::Ahead));
}

#[test]
fn a_place_stands_once_and_a_meeting_has_a_service_and_a_few_agreements() {
    let meeting = planned(TODAY);
    assert_eq!(meeting.units().collect::<Vec<_>>(), [UNIT, NEARBY]);
    let mut alone = meeting.plan.clone();
    alone.services.clear();
    let edit = NetworkCommand::Edit { plan: Box::new(alone) };
    let rule = apply(&meeting, &edit, TODAY).unwrap_err();
    assert_eq!(rule.issue().unwrap().field, "services");
    let mut many = closing();
    many.agreed = vec![closing().agreed[0].clone(); MAX_AGREED + 1];
    let close = NetworkCommand::Close { closing: many };
    assert_eq!(apply(&meeting, &close, TODAY), Err(NetworkRule::TooMany));
}

#[test]
fn every_fault_is_told_beside_its_field_and_an_empty_line_is_none() {
    let typed = NetworkForm {
        kind: "secret".to_owned(),
        video: "møterom".to_owned(),
        date: "2026-13-01".to_owned(),
        start: "25:00".to_owned(),
        minutes: "-5".to_owned(),
        ..NetworkForm::default()
    };
    let issues = typed.parse_new(NetworkId::new(Ulid(5))).unwrap_err();
    let fields: Vec<&str> = issues.iter().map(|issue| issue.field.as_str()).collect();
    assert_eq!(
        fields,
        ["unit", "theme", "kind", "services", "video", "date", "start", "minutes"]
    );
    let meeting = planned(TODAY);
    let Ok(NetworkCommand::Edit { plan }) = NetworkForm::of(&meeting).parse_edit() else {
        unreachable!()
    };
    assert_eq!(*plan, meeting.plan);

    let lines = |agreed: Vec<AgreedForm>| NetworkCloseForm {
        present: "9".to_owned(),
        agreed,
        delivery_minutes: "90".to_owned(),
        preparation_minutes: "30".to_owned(),
    };
    let half = AgreedForm {
        what: "Sender oversikt".to_owned(),
        ..AgreedForm::default()
    };
    let issues = lines(vec![AgreedForm::default(), half]).parse().unwrap_err();
    assert_eq!(
        (issues[0].field.as_str(), &issues[0].code),
        ("agreed[1].who", &IssueCode::Required)
    );
    let Ok(NetworkCommand::Close { closing }) = lines(vec![AgreedForm::default()]).parse() else {
        unreachable!()
    };
    assert_eq!(closing.agreed, []);
}

#[test]
fn what_was_agreed_names_services_and_no_telephone() {
    let mut with_number = closing();
    with_number.agreed[0].what = Title::parse("Ring 912 34 567").unwrap();
    let issues = check(&NetworkCommand::Close { closing: with_number }, &Default::default());
    assert_eq!(issues[0].field, "agreed[0].what");
    assert_eq!(
        check(&NetworkCommand::Close { closing: closing() }, &Default::default()),
        []
    );
}
