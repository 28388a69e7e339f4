"""What people say in the dialogues of Björkängen (exempel): all of it invented, of each kind some.

``said_on`` is the day, or one counted from the day of loading. ``published`` is True, or as much of the text as all can
read; ``why`` says why it differs, or why it is kept ``internal``. What has none of them is unread.
"""

from typing import Any

from programmes.example.rows import InDays

_THEMES: dict[str, tuple[str, str]] = {
    "ljus": ("saknas_2025", "Ljus och trygghet på vägen hem"),
    "ses": ("saknas_2025", "Någonstans att ses"),
    "mat": ("butiken", "Att kunna handla mat"),
    "lokal": ("butiken", "Vad lokalen blir"),
}
THEMES = [{"key": key, "dialogue": dialogue, "name": name} for key, (dialogue, name) in _THEMES.items()]
_SQUARE = {"dialogue": "saknas_2025", "occasion": "t_2025", "channel": "meeting", "said_on": "2025-09-13", "people": 1}
_SHOP = {"dialogue": "butiken", "channel": "meeting", "people": 1}

CONTRIBUTIONS: list[dict[str, Any]] = [
    {**_SQUARE, "text": "Det är kolsvart mellan skolan och hållplatsen från oktober till mars.", "matter": "criticism",
     "theme": "ljus", "published": True},
    {**_SQUARE, "text": "Lamporna vid trappan har varit trasiga sedan i våras. Vi har felanmält tre gånger.",
     "matter": "criticism", "theme": "ljus", "people": 2, "published": True},
    {**_SQUARE, "text": "Sätt lågt ljus längs stigen, så ser man marken och slipper bländas.", "matter": "idea",
     "theme": "ljus", "published": True},
    {**_SQUARE, "text": "Min granne på tvåan med rullatorn ramlade i trappan i mars, hon vågar inte gå ut nu.",
     "matter": "criticism", "theme": "ljus", "published": "En granne ramlade i trappan i mars och vågar inte gå ut nu.",
     "why": "Det gick att förstå vem det handlar om."},
    {**_SQUARE, "text": "Vi vill ha ett ställe att vara på efter träningen. Inget med program, bara vara.",
     "matter": "idea", "theme": "ses", "age_group": "young", "is_estimate": True, "people": 5, "precision": "about",
     "published": True},
    {**_SQUARE, "text": "Bänkarna runt björken är det bästa med torget. Ta inte bort dem!", "matter": "works",
     "theme": "ses", "published": True},
    {**_SQUARE, "text": "Varför frågar ni igen? Vi svarade förra gången och fick aldrig veta något.",
     "matter": "criticism", "published": True},
    {**_SQUARE, "text": "Det behövs en toalett vid torget, annars går vi hem efter en timme.", "matter": "idea",
     "age_group": "older", "is_estimate": True, "theme": "ses", "published": True},
    {**_SQUARE, "kind": "table", "speaks_for": "Bordet vid entrén", "people": 8, "precision": "about",
     "text": "Vi var oense om bilarna. Några vill ha bort dem från torget, andra behöver lämna av vid apoteket. Alla "
     "ville ha sänkt fart.", "published": True},
    {**_SQUARE, "kind": "representative", "speaks_for": "Odlarföreningen (exempel)", "people": None,
     "channel": "email", "sender": "Odlarföreningens ordförande", "received_on": "2025-09-20",
     "text": "Vi tar gärna hand om lådorna på torget om kommunen ordnar vatten.", "matter": "idea",
     "published": True},
    {**_SQUARE, "kind": "petition", "speaks_for": "De som har skrivit på för en upplyst väg", "people": 143,
     "channel": "paper", "received_on": "2025-09-29", "text": "Vi kräver belysning på vägen mellan skolan och "
     "hållplatsen före nästa vinter.", "theme": "ljus", "published": True},
    {**_SQUARE, "text": "Han på fyran säljer grejer i porten varje kväll, gör något.", "matter": "criticism",
     "internal": True, "why": "Pekar ut en person. Lämnad till den som svarar för tryggheten, utan namn."},
    {**_SQUARE, "content_language": "ar", "text": "نريد مكانًا للنساء حيث يمكننا الجلوس مع الأطفال.",
     "translation": "Vi vill ha en plats för kvinnor, där vi kan sitta med barnen.",
     "translated_by": "Tolken på torget", "matter": "idea", "theme": "ses", "published": True},
    {**_SHOP, "said_on": InDays(-12), "text": "Jag har inte bil. När butiken stänger är det fyra kilometer till maten.",
     "matter": "criticism", "theme": "mat", "published": True},
    {**_SHOP, "said_on": InDays(-12), "text": "Kan inte föreningarna driva en liten butik tillsammans?",
     "matter": "idea", "theme": "lokal", "people": 3, "published": True},
    {**_SHOP, "said_on": InDays(-11), "text": "Det var där man fick reda på vad som hände. Det är mer än mat.",
     "matter": "works", "theme": "lokal", "published": True},
    {**_SHOP, "said_on": InDays(-9), "text": "Vem äger lokalen, och vad kostar den i månaden?", "matter": "question",
     "theme": "lokal", "channel": "phone", "published": True},
    {**_SHOP, "said_on": InDays(-6), "text": "Gör lokalen till ett kök som alla får boka.", "matter": "idea",
     "theme": "lokal", "channel": "web"},
    {**_SHOP, "said_on": InDays(-4), "text": "Mormor handlar åt hela trappan. Ring henne på 070-174 06 05, hon vet vad "
     "som behövs.", "matter": "idea", "theme": "mat", "channel": "web"},
    {**_SHOP, "said_on": InDays(-3), "text": "Snälla låt glassen vara kvar.", "matter": "idea", "age_group": "children",
     "channel": "web"},
    {**_SHOP, "said_on": InDays(-1), "text": "Bussen kunde stanna vid stormarknaden två gånger i veckan.",
     "matter": "idea", "theme": "mat", "channel": "web"},
]  # fmt: skip
