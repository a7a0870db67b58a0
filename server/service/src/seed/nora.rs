//! The proposals for Nora of the demonstration: one that waits for the professional team, one on the portal.

use domain::ids::{PersonId, ProposalId};
use domain::issue::IssueCode;
use domain::nora::{
    Checklist, Content, LanguageForm, NewProposal, Origin, Proposal, ProposalCommand, ProposalKind, ProposalRule,
    TargetGroup, apply, create,
};
use domain::text::{LongText, Remark, Title, WebAddress};
use jiff::ToSpan;
use jiff::civil::Date;
use ulid::Ulid;

use super::people::{INGRID, MARTE, SAMIR, VEGARD};

/// Where identifiers of the demonstration's proposals begin.
const FIRST_ID: u128 = (0x019B_76DA_A800_u128 << 80) | 0x6000;

const QUIET_WEEK: &str = "\
Mange foreldre spør hva de kan gjøre når barnet trekker seg unna. Her er tre ting som har virket på foreldremøter.

## Begynn med det som er bra

Spør om noe barnet liker. Vent med det vanskelige til dere har snakket sammen en stund.

## Still åpne spørsmål

- «Hva er det beste med skolen nå?»
- «Er det noe du skulle ønske vi snakket mer om?»
- «Hvem snakker du med når noe er vanskelig?»

## Vit hvem som kan hjelpe

Helsesykepleieren og minoritetsrådgiveren på skolen har **taushetsplikt**. Du kan spørre uten å si hva barnet heter.
";

const SUMMER: &str = "\
Du gleder deg til sommeren, men noe kjennes feil. Foreldrene dine snakker lavt om reisen, og ingen vil si når dere skal hjem.

Du kan si nei, og du kan spørre om råd uten å bestemme deg for noe:

1. Snakk med en voksen du stoler på, før skolen slutter.
2. Skriv ned når dere skal reise og komme hjem.
3. Ta bilde av passet ditt.

Les mer om [rettighetene dine](https://www.imdi.no/nora/).
";

/// The demonstration's proposals. One whose texts are not as they should be is left out; a test counts them.
pub(super) fn demo(today: Date) -> Vec<Proposal> {
    [waiting(today), published(today)].into_iter().flatten().collect()
}

/// Why a proposal could not be told.
#[derive(Debug)]
enum Fault {
    Text,
    Rule,
}

impl From<IssueCode> for Fault {
    fn from(_: IssueCode) -> Self {
        Self::Text
    }
}

impl From<ProposalRule> for Fault {
    fn from(_: ProposalRule) -> Self {
        Self::Rule
    }
}

fn content(kind: ProposalKind, target: TargetGroup, title: &str, body: &str) -> Result<Content, Fault> {
    Ok(Content {
        kind,
        target,
        language: LanguageForm::Bokmal,
        title: Title::parse(title)?,
        body: LongText::parse(body)?,
        checklist: Checklist {
            no_real_case: true,
            composite: true,
            unrecognisable: true,
            ..Checklist::default()
        },
        legal_check: false,
    })
}

/// A proposal and what was done to it, each so many days ago.
fn told(
    number: u128,
    author: PersonId,
    origin: Origin,
    content: Content,
    today: Date,
    done: Vec<(i32, PersonId, ProposalCommand)>,
) -> Result<Proposal, Fault> {
    let ago = |days: i32| today.saturating_sub(days.days());
    let new = NewProposal {
        id: ProposalId::new(Ulid(FIRST_ID + number)),
        origin,
        content,
        is_idea: false,
    };
    let begun = done.first().map_or(0, |(days, ..)| days + 9);
    let mut proposal = create(&new, author, ago(begun));
    for (days, by, command) in done {
        proposal = apply(&proposal, &command, by, ago(days))?;
    }
    // It is written once, whatever was done before.
    proposal.version = 1;
    Ok(proposal)
}

fn waiting(today: Date) -> Result<Proposal, Fault> {
    let title = "Når barnet trekker seg unna: tre ting som virker på foreldremøter";
    let content = content(ProposalKind::Article, TargetGroup::Parents, title, QUIET_WEEK)?;
    let text = Remark::parse("Fint og konkret. Kan vi ha med hvem de kan ringe utenom skoletiden?")?;
    let done = vec![
        (
            7,
            INGRID,
            ProposalCommand::Submit {
                content: content.clone(),
            },
        ),
        (3, VEGARD, ProposalCommand::Comment { text }),
    ];
    told(1, INGRID, Origin::Method, content, today, done)
}

fn published(today: Date) -> Result<Proposal, Fault> {
    let content = content(ProposalKind::Story, TargetGroup::Young, "Ferie med uro", SUMMER)?;
    let address = WebAddress::parse("https://www.imdi.no/nora/eksempel/ferie-med-uro")?;
    let on = today.saturating_sub(40.days());
    let pass = |ask_legal| ProposalCommand::Pass { ask_legal };
    let done = vec![
        (
            61,
            SAMIR,
            ProposalCommand::Submit {
                content: content.clone(),
            },
        ),
        (55, VEGARD, pass(false)),
        (47, MARTE, pass(false)),
        (40, MARTE, ProposalCommand::Publish { address, on }),
    ];
    told(2, SAMIR, Origin::Experience, content, today, done)
}

#[cfg(test)]
mod tests {
    use domain::nora::Step;
    use domain::text_guard::names_in;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn one_waits_for_the_professional_team_and_one_is_on_the_portal_since_october() {
        let proposals = demo(date(2026, 11, 23));
        let [waiting, published] = proposals.as_slice() else {
            panic!("{proposals:?}")
        };
        assert_eq!((waiting.author, waiting.step), (INGRID, Step::Professional));
        assert_eq!(waiting.open_comments(), 1);
        assert_eq!((published.author, published.step), (SAMIR, Step::Published));
        assert_eq!(
            published.live().map(|publication| publication.on),
            Some(date(2026, 10, 14))
        );
    }

    #[test]
    fn nobody_who_writes_on_is_asked_about_a_name() {
        for proposal in demo(date(2026, 11, 23)) {
            assert_eq!(names_in(&proposal), Vec::<String>::new());
        }
    }
}
