"""How Björkängen (exempel) found its people and its lab, and those it had forgotten."""

from functools import partial

from programmes.enums import NoteKind, NoteState, PhaseKind
from programmes.example.bjorkangen.map_notes.note import note

_note = partial(note, PhaseKind.BUILD_UP)

NOTES = [
    _note(
        NoteKind.MILESTONE,
        "september 2023",
        "Labbet öppnar",
        "Ett rum en trappa upp, med kaffe, verktyg och en nyckel som går att låna.",
        5,
    ),
    _note(
        NoteKind.MILESTONE,
        "hösten 2023",
        "Arbetsgruppen flyttar in",
        "Åtta personer från fyra förvaltningar sitter i labbet på tisdagar.",
        2,
    ),
    _note(
        NoteKind.DIALOGUE,
        "oktober 2023",
        "Gnällfika i tvättstugan",
        "Först det som är fel, sedan det som går att göra. Fyrtio lappar, sju idéer.",
        asked="Vad är fel, och vad går att göra?",
        voices=40,
        answer_due_on="december 2023",
        answered_on="januari 2024",
    ),
    _note(
        NoteKind.DIALOGUE,
        "februari 2024",
        "Kartan på golvet",
        "Alla ritar sin väg hem. Stigen lyser tom.",
        asked="Hur går du hem?",
        voices=55,
        answer_due_on="april 2024",
        answered_on="mars 2024",
    ),
    _note(
        NoteKind.EXPERIMENT,
        "mars 2024",
        "Verktyg att låna",
        "Kulturföreningen lånar ut symaskiner och borrar i labbet. Allt kom tillbaka, utom en skruvmejsel.",
        2,
    ),
    _note(
        NoteKind.MEASURE,
        "maj 2024",
        "Labbet är öppet fyra kvällar i veckan",
        "Den som har nyckeln håller öppet. Det är sällan vi.",
    ),
    _note(
        NoteKind.DECISION,
        "juni 2024",
        "Ingen stor fest i år",
        "Pengarna går till elva gårdsträffar i stället.",
        2,
        state=NoteState.DROPPED,
    ),
    _note(
        NoteKind.MEASURE,
        "sommaren 2024",
        "Elva gårdsträffar",
        "En på varje gård. De flesta hade egna bord med sig.",
    ),
    _note(
        NoteKind.STORY,
        "augusti 2024",
        "Två grupper saknades",
        "En fråga från forskaren fick oss att räkna efter. Vi började om med att bjuda in.",
        4,
    ),
    _note(
        NoteKind.DIALOGUE,
        "september 2024",
        "Vi frågar dem vi hade glömt",
        "Vi drack te i källarlokalen och ringde runt i telefonkedjan.",
        4,
        asked="Vad krävs för att ni ska vilja vara med?",
        voices=34,
        answer_due_on="november 2024",
        answered_on="november 2024",
    ),
    _note(
        NoteKind.MEASURE,
        "oktober 2024",
        "Odlarna bjuder på soppa",
        "Första skörden i växthuset. Åttio skålar och ett samtal om vatten.",
        2,
    ),
    _note(
        NoteKind.MILESTONE,
        "november 2024",
        "Moskéföreningen och pensionärerna kommer med",
        "De sitter nu i arbetsgruppen och har ändrat dagordningen.",
    ),
    _note(
        NoteKind.MILESTONE,
        "januari 2025",
        "Dagordningen skrivs när alla har kommit",
        "Så blev det när gruppen blev fler.",
        2,
    ),
]
