//! The six modules of the demonstration's library (domain brief, 9.7; titles invented).

use domain::groups::Grade;
use domain::ids::{BlockId, CommentId, ModuleId, PersonId};
use domain::issue::IssueCode;
use domain::modules::{
    Aim, At, LanguageForm, Link, Module, ModuleCommand, ModuleHead, ModuleRule, NewModule, SafetyNote, Sensitivity,
    apply, create,
};
use domain::run_sheet::{Block, Place, RunSheetEdit};
use domain::text::{BlockMinutes, LessonMinutes, Note, ShortText, Title, WebAddress};
use domain::themes::Theme;
use domain::time::length::ToLength as _;
use jiff::civil::Date;
use ulid::Ulid;

use super::people::{AINO, INGRID, SAMIR, VEGARD};

/// Where identifiers of the demonstration's modules begin.
const FIRST_ID: u128 = (0x019B_76DA_A800_u128 << 80) | 0x5000;

/// How far a module has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Draft,
    Shared,
    InReview,
    Returned,
    Approved,
}

struct Story {
    number: u128,
    title: &'static str,
    summary: &'static str,
    author: PersonId,
    grades: &'static [Grade],
    minutes: i64,
    goals: &'static str,
    subject: &'static str,
    aims: &'static [(&'static str, &'static str)],
    themes: &'static [Theme],
    language: LanguageForm,
    sensitivity: Sensitivity,
    blocks: &'static [(i64, &'static str, &'static str, &'static str)],
    stands: Stands,
}

/// Something in the story is not as it should be; a test counts the modules.
#[derive(Debug)]
pub(super) struct Faulty;

impl From<IssueCode> for Faulty {
    fn from(_: IssueCode) -> Self {
        Self
    }
}

impl From<ModuleRule> for Faulty {
    fn from(_: ModuleRule) -> Self {
        Self
    }
}

/// The modules; one whose texts are not as they should be is left out.
pub(super) fn demo(today: Date) -> Vec<Module> {
    STORIES.iter().filter_map(|story| tell(story, today).ok()).collect()
}

fn tell(story: &Story, today: Date) -> Result<Module, Faulty> {
    let id = FIRST_ID + story.number * 0x100;
    let at = |by: PersonId, days: i64| At {
        by,
        today: today.saturating_sub(days.days()),
    };
    let new = NewModule {
        id: ModuleId::new(Ulid(id)),
        head: head(story)?,
    };
    let mut module = create(&new, story.author)?;
    let own = at(story.author, 60);
    for (place, (minutes, step, method, material)) in story.blocks.iter().enumerate() {
        let block = Block {
            method: ShortText::parse(method)?,
            material: ShortText::parse(material)?,
            ..Block::new(
                BlockId::new(Ulid(id + 1 + place as u128)),
                BlockMinutes::new(*minutes)?,
                Title::parse(step)?,
            )
        };
        let edit = RunSheetEdit::Insert {
            place: Place::number(place),
            block,
        };
        module = apply(&module, &ModuleCommand::EditRunSheet { edit }, &own)?;
    }
    let comment = CommentId::new(Ulid(id + 0x80));
    let steps: Vec<(ModuleCommand, At)> = match story.stands {
        Stands::Draft => Vec::new(),
        Stands::Shared => vec![(ModuleCommand::Share, own)],
        Stands::InReview => vec![(ModuleCommand::Submit, at(story.author, 4))],
        Stands::Returned => vec![
            (ModuleCommand::Submit, at(story.author, 12)),
            (
                ModuleCommand::Return {
                    id: comment,
                    comment: Note::parse("Si mer om hva læreren skal gjøre hvis noen går ut.")?,
                },
                at(VEGARD, 9),
            ),
        ],
        Stands::Approved => vec![
            (ModuleCommand::Submit, at(story.author, 50)),
            (
                ModuleCommand::Approve {
                    review_due: today.saturating_add(300.days()),
                },
                at(VEGARD, 40),
            ),
        ],
    };
    for (command, at) in steps {
        module = apply(&module, &command, &at)?;
    }
    module.version = 1;
    Ok(module)
}

fn head(story: &Story) -> Result<ModuleHead, Faulty> {
    let aim = |(code, text): &(&str, &str)| {
        Ok::<_, IssueCode>(Aim {
            code: ShortText::parse(code)?,
            text: Note::parse(text)?,
        })
    };
    Ok(ModuleHead {
        summary: Note::parse(story.summary)?,
        grades: story.grades.iter().copied().collect(),
        goals: Note::parse(story.goals)?,
        subject: ShortText::parse(story.subject)?,
        aims: story.aims.iter().map(aim).collect::<Result<_, _>>()?,
        themes: story.themes.iter().copied().collect(),
        links: vec![Link {
            title: Title::parse("Nora: rettigheter og hjelp")?,
            address: WebAddress::parse("https://www.imdi.no/nora/")?,
        }],
        language: story.language,
        sensitivity: story.sensitivity,
        safety: SafetyNote {
            duties: Note::parse(
                "Avvergeplikten og meldeplikten gjelder. Si ved starten hva du ikke kan holde for deg selv.",
            )?,
            present: Note::parse("Læreren blir i rommet. Ingen utenfra uten avtale.")?,
            afterwards: Note::parse("Kontoret mitt er åpent i to timer etterpå; helsesykepleieren vet om timen.")?,
            opt_out: Note::parse("Eleven avtaler med læreren og gjør en annen oppgave på biblioteket.")?,
        },
        ..ModuleHead::new(Title::parse(story.title)?, LessonMinutes::new(story.minutes)?)
    })
}

const STORIES: [Story; 6] = [
    Story {
        number: 1,
        title: "Retten til å velge selv",
        summary: "Elevene møter fire korte fortellinger og finner ut hva loven sier om hvem som bestemmer.",
        author: INGRID,
        grades: &[Grade::Vg1, Grade::Vg2],
        minutes: 90,
        goals: "Kjenne retten til å velge utdanning, venner og kjæreste\nVite hva tvangsekteskap er",
        subject: "Samfunnskunnskap",
        aims: &[],
        themes: &[Theme::ForcedMarriage, Theme::Rights],
        language: LanguageForm::Bokmal,
        sensitivity: Sensitivity::High,
        blocks: &[
            (10, "Velkommen og rammer", "i ring", ""),
            (20, "Fire fortellinger", "lesing i par", "fortellinger, penn"),
            (25, "Hva sier loven?", "grupper på fire", "lovkort"),
            (25, "Hva kan en venn gjøre?", "samtale i klassen", "tavle"),
            (10, "Hvem kan hjelpe", "presentasjon", "projektor"),
        ],
        stands: Stands::Approved,
    },
    Story {
        number: 2,
        title: "Grenser og omsorg",
        summary: "Forskjellen på omsorg og kontroll, med eksempler som elevene selv plasserer på en linje.",
        author: SAMIR,
        grades: &[Grade::Ninth, Grade::Tenth],
        minutes: 60,
        goals: "Kunne skille mellom omsorg, grenser og kontroll",
        subject: "KRLE",
        aims: &[
            (
                "KM1966",
                "gjøre rede for og reflektere over ulike syn på kjønn og seksualitet i kristendom og andre religioner og livssyn",
            ),
            (
                "KM1970",
                "reflektere over eksistensielle spørsmål knyttet til det å vokse opp og leve i et mangfoldig og globalt samfunn",
            ),
        ],
        themes: &[Theme::SocialControl, Theme::Boundaries],
        language: LanguageForm::Bokmal,
        sensitivity: Sensitivity::Medium,
        blocks: &[
            (10, "Åpning", "runde", ""),
            (
                25,
                "Linjen: omsorg eller kontroll?",
                "bevegelse i rommet",
                "tau, eksempelkort",
            ),
            (15, "Hvorfor står vi ulikt?", "samtale", ""),
            (10, "Hvor går du?", "presentasjon", "kort med telefonnumre"),
        ],
        stands: Stands::Approved,
    },
    Story {
        number: 3,
        title: "Mobilen min",
        summary: "Kontroll gjennom mobil og sosiale medier: hva er greit, og hva gjør du når det ikke er det?",
        author: INGRID,
        grades: &[Grade::Eighth, Grade::Ninth, Grade::Tenth],
        minutes: 45,
        goals: "Kjenne egne rettigheter på nett",
        subject: "Norsk",
        aims: &[],
        themes: &[Theme::DigitalLife, Theme::SocialControl],
        language: LanguageForm::Bokmal,
        sensitivity: Sensitivity::Medium,
        blocks: &[
            (5, "Håndsopprekning", "alle", ""),
            (15, "Kort film", "film", "projektor, høyttaler"),
            (15, "Dilemmaer", "grupper på tre", "dilemmakort"),
            (10, "Innstillinger som hjelper", "på egen telefon", ""),
        ],
        stands: Stands::InReview,
    },
    Story {
        number: 4,
        title: "Norsk nok?",
        summary: "Om å høyre til, med dikt og eigne setningar frå elevane.",
        author: AINO,
        grades: &[Grade::Vg1, Grade::Introductory],
        minutes: 60,
        goals: "Kunne fortelje om tilhøyrsle med eigne ord",
        subject: "Norsk",
        aims: &[],
        themes: &[Theme::Identity],
        language: LanguageForm::Nynorsk,
        sensitivity: Sensitivity::Low,
        blocks: &[
            (10, "Dikt", "høgtlesing", "dikt på ark"),
            (20, "Eg er", "skriving", "papir"),
            (20, "Utstilling", "gå rundt i rommet", "teip"),
            (10, "Avslutning", "runde", ""),
        ],
        stands: Stands::Shared,
    },
    Story {
        number: 5,
        title: "Ferie med uro",
        summary: "Før sommerferien: hva gjør du hvis du er redd for en reise?",
        author: SAMIR,
        grades: &[Grade::Tenth, Grade::Vg1],
        minutes: 45,
        goals: "Vite hvem som kan hjelpe før en reise, og fra utlandet",
        subject: "Samfunnsfag",
        aims: &[],
        themes: &[Theme::StayAbroad, Theme::Help],
        language: LanguageForm::Bokmal,
        sensitivity: Sensitivity::High,
        blocks: &[
            (10, "Et kart", "i klassen", "kart"),
            (20, "Tre fortellinger", "grupper", "fortellinger"),
            (15, "Sjekkliste før reisen", "alene", "sjekkliste"),
        ],
        stands: Stands::Returned,
    },
    Story {
        number: 6,
        title: "Hvem kan hjelpe?",
        summary: "En runde gjennom hjelpeapparatet, med telefonnumre elevene skriver inn selv.",
        author: INGRID,
        grades: &[Grade::Eighth, Grade::Vg1],
        minutes: 45,
        goals: "Kunne nevne tre steder å få hjelp",
        subject: "",
        aims: &[],
        themes: &[Theme::Help],
        language: LanguageForm::Bokmal,
        sensitivity: Sensitivity::Low,
        blocks: &[
            (10, "Hva vet dere?", "tavle", "tavle"),
            (20, "Stasjoner", "fire stasjoner", "plakater"),
        ],
        stands: Stands::Draft,
    },
];

#[cfg(test)]
mod tests {
    use domain::modules::ModuleState;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn six_modules_are_told_each_where_it_stands() {
        let modules = demo(date(2026, 11, 23));
        let states: Vec<ModuleState> = modules.iter().map(|module| module.state).collect();
        use ModuleState::{Approved, Draft, InReview};
        assert_eq!(states, [Approved, Approved, InReview, Draft, Draft, Draft]);
        assert!(modules[..5].iter().all(Module::is_sound));
    }
}
