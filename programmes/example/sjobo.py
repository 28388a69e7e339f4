"""Kraftsamling Sjöbo, with what the handbook about it tells and nothing more, in our own words.

Source: the handbook on Kraftsamling that Borås Stad and RISE published in December 2020. It dates very little, so most
stations are undated; the order and the phase in which they stand are our reading of it.
"""

import datetime as dt
from dataclasses import dataclass

from kraftsamling.shared.dates import ImpreciseDate, Precision
from programmes.enums import NoteKind, NoteState, OrganisationKind, PhaseKind
from programmes.enums.planning import Impact

MUNICIPALITY = {
    "name": "Exempelkommunen",
    "code": "EXEMPEL",
    "registry_pattern": "KS 2026-00123",
    "contact_email": "kommunen@example.org",
    "contact_phone": "031-390 06 00",
    "data_protection_contact": "dataskyddsombud@example.org",
}

EXECUTIVE_BOARD = "Kommunstyrelsen"
RESPONSIBLE_BOARD = "Fritids- och folkhälsonämnden"
ORGANISATIONS = [
    (OrganisationKind.COUNCIL, "Kommunfullmäktige"),
    (OrganisationKind.EXECUTIVE_BOARD, EXECUTIVE_BOARD),
    (OrganisationKind.BOARD, RESPONSIBLE_BOARD),
    (OrganisationKind.DEPARTMENT, "Fritids- och folkhälsoförvaltningen"),
    (OrganisationKind.AUTHORITY, "Högskolan i Borås"),
    (OrganisationKind.COMPANY, "RISE"),
]

SLUG = "sjobo"
DECIDED_ON = ImpreciseDate(dt.date(2017, 9, 1), Precision.MONTH)
STARTS_ON = ImpreciseDate(dt.date(2017, 12, 1), Precision.MONTH)
PROGRAMME = {
    "name": "Kraftsamling Sjöbo",
    "area_name": "Sjöbo",
    "mission": (
        "Sjöbo ska vara en stadsdel där människor trivs och mår bra, med gott om kultur och fritid. De som bor och "
        "verkar här är med och formar det som händer."
    ),
    "now_text": "Hit når handboken från december 2020.",
    "contact_function": "Områdesutvecklare (exempel)",
    "contact_email": "processledare@example.org",
    "contact_phone": "031-390 06 01",
    "impact_state": Impact.NOT_NEEDED,
    "impact_note": (
        "Exemplet återger en handbok och innehåller inga uppgifter om boende. Om Borås Stad gjorde en bedömning "
        "framgår inte av handboken."
    ),
    "is_example": True,
    "example_note": (
        "Det här är inte Borås Stads egen sida. Vi berättar med våra ord vad handboken från 2020 säger om Kraftsamling "
        "Sjöbo, som Borås Stad drev. Fas och ordning är ofta vår tolkning, och kontaktuppgifterna är påhittade."
    ),
}

AIMS = {
    PhaseKind.INITIATION: "Att området, uppdraget och beslutet finns på plats.",
    PhaseKind.BUILD_UP: "Att människor, kunskap och en öppen mötesplats finns på plats.",
    PhaseKind.PROBLEM_TACKLING: "Att utmaningarna tacklas tillsammans, steg för steg.",
    PhaseKind.IMPLEMENTATION: "Att det som visade sig fungera blir vardag.",
}


@dataclass(frozen=True)
class ExampleNote:
    """A station of the example's process map."""

    phase: PhaseKind
    kind: NoteKind
    title: str
    text: str
    state: NoteState = NoteState.DONE
    happens_on: ImpreciseDate | None = None
    weight: int = 3
    is_public: bool = True
    asked: str = ""
    decided_by: str = ""


NOTES = [
    ExampleNote(
        PhaseKind.INITIATION,
        NoteKind.STORY,
        "Det som staden redan hade lärt sig",
        "Tidigare satsningar på Sjöbo, på sociala investeringar och på innovationsplattformar gav insikter. Ur dem "
        "växte en bild av vad stadsdelen behövde.",
    ),
    ExampleNote(
        PhaseKind.INITIATION,
        NoteKind.DECISION,
        "Kommunstyrelsen satsar på ett område",
        "Satsningen ska vara i tre år och gå tvärs över förvaltningarna.",
        happens_on=DECIDED_ON,
        weight=5,
        decided_by=EXECUTIVE_BOARD,
    ),
    ExampleNote(
        PhaseKind.INITIATION,
        NoteKind.DECISION,
        "Fritids- och folkhälsonämnden får uppdraget",
        "Nämnden ska genomföra en kraftsamling för en hållbar stadsdel.",
    ),
    ExampleNote(
        PhaseKind.INITIATION,
        NoteKind.MILESTONE,
        "Projektet får en ledare",
        "En person får uppdraget att hålla ihop trådarna. Omkring hundra nya relationer knyts på vägen.",
        happens_on=STARTS_ON,
        weight=4,
    ),
    ExampleNote(
        PhaseKind.BUILD_UP,
        NoteKind.MILESTONE,
        "Nya band knyts mellan många",
        "De som bor här, föreningar, företag, bostadsbolag, region, myndigheter och förvaltningar börjar arbeta ihop.",
    ),
    ExampleNote(
        PhaseKind.BUILD_UP,
        NoteKind.MILESTONE,
        "Medborgarlabbet växer fram",
        "Tidigt formas en plats där invånare och föreningar kan pröva egna idéer.",
        weight=4,
    ),
    ExampleNote(
        PhaseKind.BUILD_UP,
        NoteKind.MEASURE,
        "Områdets utmaningar pekas ut",
        "Under det första året växer kunskapen om vad Sjöbo behöver.",
    ),
    ExampleNote(
        PhaseKind.BUILD_UP,
        NoteKind.MILESTONE,
        "Nya samarbetsforum växer fram",
        "Där byggs kunskapen gemensamt, och arbetet går över gränser.",
        weight=2,
    ),
    ExampleNote(
        PhaseKind.BUILD_UP,
        NoteKind.MILESTONE,
        "Forskare följer arbetet",
        "Högskolan i Borås och RISE studerar arbetssättet och skriver ner vad de ser.",
        weight=2,
    ),
    ExampleNote(
        PhaseKind.BUILD_UP,
        NoteKind.DIALOGUE,
        "Det regnar idéer på Sjöbo",
        "En pop-up-dialog med dem som bor här.",
        weight=5,
        asked="Vad behöver utvecklas, och hur kan ni vara med och genomföra det?",
    ),
    ExampleNote(
        PhaseKind.PROBLEM_TACKLING,
        NoteKind.DIALOGUE,
        "Tre träffar om vad som saknas",
        "Invånare letar tillsammans efter aktiviteter som kan ge bättre hälsa. En processledare hjälper dem hela vägen "
        "till en egen plan.",
        weight=4,
        asked="Vilka aktiviteter saknas för att människor ska må bättre?",
    ),
    ExampleNote(
        PhaseKind.PROBLEM_TACKLING,
        NoteKind.MEASURE,
        "Invånarna ordnar egna aktiviteter",
        "Samma personer som gjorde planen är med och genomför den.",
        happens_on=ImpreciseDate(dt.date(2019, 1, 1), Precision.SEASON),
        weight=4,
    ),
    ExampleNote(
        PhaseKind.PROBLEM_TACKLING,
        NoteKind.MEASURE,
        "Tretton tjänstepersoner gör en gemensam plan",
        "Först det som görs i dag, sedan det som kan bli bättre, sedan hindren och sist det viktigaste. Planen skrivs "
        "tillsammans, inte i förväg.",
        weight=5,
    ),
    ExampleNote(
        PhaseKind.PROBLEM_TACKLING,
        NoteKind.EXPERIMENT,
        "Nya sätt att arbeta prövas",
        "Kommunen provar arbetssätt som den inte har använt förut och lär sig under tiden.",
    ),
    ExampleNote(
        PhaseKind.PROBLEM_TACKLING,
        NoteKind.STORY,
        "Processkartan hamnar i ett skyltfönster",
        "På Sjöbo torg kan alla följa vad som händer, medan det händer.",
        weight=4,
    ),
    ExampleNote(
        PhaseKind.PROBLEM_TACKLING,
        NoteKind.DECISION,
        "Blir det ett Sjöbohus?",
        "När arbetet med huset började visste ingen vad beslutet skulle bli. Det sades öppet, för att alla skulle "
        "kunna följa frågan.",
        state=NoteState.OPEN_QUESTION,
        weight=5,
    ),
    ExampleNote(
        PhaseKind.IMPLEMENTATION,
        NoteKind.DECISION,
        "Projektets ledning beslutar om åtgärder",
        "Åtgärderna har tagits fram tillsammans och samlats i planer.",
        decided_by="Projektets ledning",
    ),
    ExampleNote(
        PhaseKind.IMPLEMENTATION,
        NoteKind.MILESTONE,
        "Det som fungerar blir vardag",
        "Samarbetet kring handlingsplanen, arbetet med stadsdelens fysiska miljö och Medborgarlabbet går över till "
        "ordinarie verksamhet.",
        weight=4,
    ),
    ExampleNote(
        PhaseKind.IMPLEMENTATION,
        NoteKind.MILESTONE,
        "Ledarskap i mellanrummen",
        "Så heter rapporten från följeforskningen. Den går att ladda ner på diva-portal.org.",
        weight=2,
    ),
    ExampleNote(
        PhaseKind.IMPLEMENTATION,
        NoteKind.STORY,
        "Lärdomarna blir en handbok",
        "Projektet och RISE skriver en metodbok, och en kortare handbok för andra kommuner som vill göra så här.",
        happens_on=ImpreciseDate(dt.date(2020, 12, 1), Precision.MONTH),
        weight=4,
    ),
    ExampleNote(
        PhaseKind.IMPLEMENTATION,
        NoteKind.MILESTONE,
        "Jämför med metodboken innan något läggs till",
        "Den här anteckningen visas bara för dem som arbetar i kraftsamlingen. Hemlig är den inte: vem som helst kan "
        "begära att få läsa den.",
        state=NoteState.PLANNED,
        weight=1,
        is_public=False,
    ),
]
