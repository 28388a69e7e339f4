"""What is to stay in Björkängen (exempel) when the programme leaves, and who takes it over."""

from functools import partial

from programmes.enums import NoteKind, NoteState, PhaseKind
from programmes.example.bjorkangen.map_notes.note import note

_note = partial(note, PhaseKind.IMPLEMENTATION)

NOTES = [
    _note(
        NoteKind.DIALOGUE,
        "september 2025",
        "Vad ska finnas kvar?",
        "Vi ställde frågan i labbet, på odlingen och i trapporna. Samma fem saker kom tillbaka.",
        4,
        asked="Vad skulle du sakna om det försvann?",
        voices=83,
        answer_due_on="december 2025",
        answered_on="januari 2026",
    ),
    _note(
        NoteKind.DECISION,
        "december 2025",
        "Två år att lämna över",
        "Varje sak som ska finnas kvar får en ägare.",
        decided_by="Kultur- och fritidsnämnden",
    ),
    _note(NoteKind.MILESTONE, "januari 2026", "Utträdesdelen börjar", "Två år att lämna över i lugn och ro."),
    _note(
        NoteKind.MEASURE,
        "maj 2026",
        "Biblioteket vill ta labbet",
        "En halv tjänst och en vaktmästare fattas.",
        state=NoteState.NOW,
    ),
    _note(
        NoteKind.MEASURE,
        "september 2026",
        "Caféet och fritid är överens",
        "Föreningen får lokal och ett bidrag att söka varje år.",
        2,
    ),
    _note(
        NoteKind.DECISION,
        "hösten 2026",
        "Vad händer med butikens lokal?",
        "Bostadsbolaget har frågan. Svaret påverkar hela torget.",
        5,
        state=NoteState.OPEN_QUESTION,
    ),
    _note(
        NoteKind.STORY,
        "hösten 2026",
        "Nya politiker på promenad",
        "De som valdes i september gick Stigen med dem som bor där.",
        2,
    ),
    _note(
        NoteKind.MILESTONE,
        "oktober 2026",
        "Handlingsplanen är någons vardag",
        "Fyra förvaltningar gör den varje höst, utan projektledare.",
        4,
    ),
    _note(
        NoteKind.MILESTONE,
        "december 2026",
        "Kom ihåg: fråga om hyran efter 2027",
        (
            "Den här anteckningen visas bara för dem som arbetar i kraftsamlingen. Hemlig är den inte: "
            "vem som helst kan begära att få läsa den."
        ),
        1,
        state=NoteState.PLANNED,
        is_public=False,
    ),
    _note(
        NoteKind.MEASURE,
        "januari 2027",
        "Skyltfönstret får en ny värd",
        "Bostadsbolaget byter kartan varje månad.",
        2,
        state=NoteState.PLANNED,
    ),
    _note(
        NoteKind.MEASURE,
        "våren 2027",
        "Kvällscaféet står på egna ben",
        "Föreningen söker sitt bidrag själv.",
        state=NoteState.PLANNED,
    ),
    _note(
        NoteKind.MEASURE,
        "våren 2027",
        "Film om fem år",
        "De som skulle vara med ville inte bli filmade.",
        1,
        state=NoteState.DROPPED,
    ),
    _note(
        NoteKind.MEASURE,
        "våren 2027",
        "Brev på sex språk",
        "Till dem som bor här på korta kontrakt: ni hör hit, och så här kan ni vara med.",
        2,
        state=NoteState.PLANNED,
    ),
    _note(
        NoteKind.DIALOGUE,
        "februari 2027",
        "Vem tar över vad?",
        "En kväll i labbet för alla som har varit med.",
        state=NoteState.PLANNED,
        asked="Vad är du rädd att vi tappar bort?",
    ),
    _note(
        NoteKind.MEASURE,
        "mars 2027",
        "Promenaderna blir bostadsbolagets",
        "Unga väljer vägen, vår och höst, precis som nu.",
        2,
        state=NoteState.PLANNED,
    ),
    _note(
        NoteKind.MILESTONE,
        "sommaren 2027",
        "Vem hjälper idéerna på traven efter oss?",
        "Idécoachen ska finnas kvar, men har ingen ägare.",
        4,
        state=NoteState.OPEN_QUESTION,
    ),
    _note(
        NoteKind.MILESTONE,
        "hösten 2027",
        "Biblioteket tar över nyckeln",
        "Om pengarna finns i budgeten.",
        state=NoteState.PLANNED,
    ),
    _note(
        NoteKind.DIALOGUE,
        "hösten 2027",
        "Vem ställer de svåra frågorna när vi har gått?",
        "Följeforskaren, de unga eller nämnden. Ingen har svarat än.",
        state=NoteState.OPEN_QUESTION,
    ),
    _note(
        NoteKind.DIALOGUE,
        "oktober 2027",
        "Frågan på torget, utan oss",
        "Unga frågar som varje höst. Den här gången hjälper vi inte till.",
        2,
        state=NoteState.PLANNED,
        asked="När träffade du en granne senast?",
    ),
    _note(
        NoteKind.DECISION,
        "november 2027",
        "Pengar till labbet från 2028",
        "En egen rad i bibliotekets budget.",
        4,
        state=NoteState.PLANNED,
        decided_by="Kommunfullmäktige",
    ),
    _note(
        NoteKind.MILESTONE,
        "december 2027",
        "Vi lämnar Björkängen",
        "Det som ska finnas kvar har en ägare, pengar och någon som saknar det.",
        4,
        state=NoteState.PLANNED,
    ),
]
