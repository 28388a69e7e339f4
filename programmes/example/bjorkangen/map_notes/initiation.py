"""How it began in Björkängen (exempel): a letter, a car park, an assignment."""

from functools import partial

from programmes.enums import NoteKind, PhaseKind
from programmes.example.bjorkangen.map_notes.note import note

_note = partial(note, PhaseKind.INITIATION)

NOTES = [
    _note(
        NoteKind.STORY,
        "våren 2022",
        "Tre grannar skriver ett brev",
        (
            "De undrar varför ingen kommer tillbaka när projekten tar slut. Brevet hamnar hos fyra "
            "förvaltningar. Sedan är det tyst i tio månader."
        ),
        4,
    ),
    _note(
        NoteKind.MEASURE,
        "februari 2023",
        "Brev i alla brevlådor",
        "Vi skrev vad vi visste och vad vi inte visste. Fyrtio svarade på baksidan, de flesta om belysningen.",
        2,
    ),
    _note(
        NoteKind.DIALOGUE,
        "mars 2023",
        "Fem i aulan, sextio på parkeringen",
        "Vi hade kallat till möte. Folk stod på parkeringen, så vi gick dit.",
        4,
        asked="Vad behöver hända först här?",
        voices=65,
        answer_due_on="maj 2023",
        answered_on="maj 2023",
    ),
    _note(
        NoteKind.DIALOGUE,
        "april 2023",
        "Skolklasserna väljer vägen",
        "Årskurs 8 leder en promenad och stannar där vi inte hade tänkt stanna.",
        asked="Vilken väg går du när du får välja själv?",
        voices=48,
        answer_due_on="juni 2023",
        answered_on="juni 2023",
    ),
    _note(
        NoteKind.MILESTONE,
        "maj 2023",
        "Uppdraget hänger i folkets hus",
        "Vem som helst får skriva i marginalen. Elva gjorde det.",
        2,
    ),
    _note(
        NoteKind.DIALOGUE,
        "maj 2023",
        "Promenad med mammorna på lekplatsen",
        "De vet mer om barnen än skolan hinner veta.",
        2,
        asked="Vad vet ni som vi inte vet?",
        voices=14,
        answer_due_on="juni 2023",
        answered_on="juni 2023",
    ),
    _note(
        NoteKind.EXPERIMENT,
        "maj 2023",
        "Möte vid fotbollsplanen",
        "Vi prövade att mötas medan barnen tränade. Det blev kortare, och fler kom.",
        1,
    ),
    _note(
        NoteKind.DECISION,
        "juni 2023",
        "Området blir hela Björkängen",
        "Stationssidan kom med, efter en fråga från dem som bor där.",
        2,
        decided_by="Kultur- och fritidsnämnden",
    ),
]
