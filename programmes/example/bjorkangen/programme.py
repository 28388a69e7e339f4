"""Björkängen (exempel): an invented neighbourhood with five years of planning. Nothing in it has happened.

Dates are fixed, so that the programme lies in its exit part from January 2026 to December 2027.
"""

from programmes.enums import PhaseKind

SLUG = "bjorkangen"

PROGRAMME = {
    "name": "Björkängen (exempel)",
    "area_name": "Björkängen",
    "mission": (
        "Björkängen ska vara en plats där det är lätt att träffas, tryggt att gå hem och självklart "
        "att vara med och bestämma. De som bor här gör det tillsammans med föreningar, företag och "
        "kommun."
    ),
    "now_text": "Vi lämnar över till dem som tar vid.",
    "initiative": "civil_society",
    "contact_function": "Processledare för Björkängen (exempel)",
    "contact_email": "processledare@example.org",
    "contact_phone": "031-390 06 02",
    "is_example": True,
    "example_note": (
        "Björkängen finns inte. Området, föreningarna, siffrorna och berättelserna är påhittade, så "
        "att du kan se hur fem års arbete ser ut här."
    ),
}

DATES = {"decided_on": "november 2022", "starts_on": "januari 2023"}

IMPACT = {
    "impact_state": "done",
    "impact_on": "2022-12-12",
    "impact_note": "Bedömningen är ett påhittat exempel. Den skulle ligga i diariet.",
}

FACTS = {"deciding_body": "ks", "responsible_board": "namnd", "communicator": "f_kommunikation"}
EXIT_REASON = "De tre första åren har gått. Styrgruppen vill att det som fungerar lämnas över."

AIMS = {
    PhaseKind.INITIATION: "Att vi vet varför just här, varför nu och vilka som vill vara med.",
    PhaseKind.BUILD_UP: "Att det finns ett rum, en grupp och en gemensam bild att börja från.",
    PhaseKind.PROBLEM_TACKLING: "Att vi provar oss fram i det som är svårast.",
    PhaseKind.IMPLEMENTATION: "Att det som höll blir någons vardag.",
}

# (phase, began, finished, what came of it, why it was taken up again)
PASSAGES = [
    (
        PhaseKind.INITIATION,
        "januari 2023",
        "juni 2023",
        "Tre förvaltningar, två föreningar och bostadsbolaget vill samma sak.",
        "",
    ),
    (
        PhaseKind.BUILD_UP,
        "maj 2023",
        "maj 2024",
        "Labbet är öppet fyra kvällar i veckan. Gruppen har lärt sig att vänta in varandra.",
        "",
    ),
    (
        PhaseKind.PROBLEM_TACKLING,
        "mars 2024",
        "april 2025",
        "Vi provade belysning, kvällsöppet och läxcafé. Två av tre försök höll.",
        "",
    ),
    (PhaseKind.IMPLEMENTATION, "september 2025", "", "", ""),
    (
        PhaseKind.BUILD_UP,
        "september 2024",
        "januari 2025",
        "Pensionärerna och moskéföreningen sitter nu med i gruppen.",
        "Två stora grupper i området hade inte blivit tillfrågade.",
    ),
    (
        PhaseKind.PROBLEM_TACKLING,
        "oktober 2025",
        "juni 2026",
        "Den nya problembilden gav andra svar. Kvällscaféet drivs av unga själva.",
        "Promenaderna med unga visade att vi hade beskrivit fel problem.",
    ),
    (
        PhaseKind.PROBLEM_TACKLING,
        "oktober 2026",
        "",
        "",
        "Matbutiken stänger, och mötesplatsen utanför den försvinner.",
    ),
]

# How far each item has come, in the order of the phase's checklist; the last one goes for the rest.
CHECKED = {
    PhaseKind.INITIATION: ["in_place"],
    PhaseKind.BUILD_UP: ["in_place"],
    PhaseKind.PROBLEM_TACKLING: ["in_place", "in_place", "under_way", "in_place", "under_way", "in_place", "open"],
    PhaseKind.IMPLEMENTATION: ["in_place", "under_way", "open", "under_way", "not_needed", "open"],
}
NOT_NEEDED_REASON = "Följeforskaren gör det, i ett eget uppdrag."
# The item that no longer held when the phase was taken up again, and came back in place.
REOPENED = {PhaseKind.BUILD_UP: "network"}
# Key of the proposed item -> who asks for it, by when, and what is noted.
CHECK_DETAILS = {
    "owners": {
        "responsibility": "f_process",
        "due_on": "juni 2026",
        "note": "Idécoachen saknar ägare. Frågan ligger hos styrgruppen.",
    },
    "budget": {"responsibility": "f_uppfoljning", "due_on": "mars 2027"},
    "agreements": {"responsibility": "f_process", "due_on": "hösten 2026"},
    "archive": {"responsibility": "f_plan", "due_on": "hösten 2027"},
    "thanks": {"responsibility": "f_kommunikation", "due_on": "december 2027"},
    "lessons": {"responsibility": "f_plan", "due_on": "våren 2027"},
    "obstacles": {
        "responsibility": "f_miljo",
        "due_on": "oktober 2026",
        "note": "Butikens lokal är det stora hindret.",
    },
}
