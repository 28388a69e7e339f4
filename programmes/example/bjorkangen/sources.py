"""Sources, figures and stories of Björkängen (exempel). All of them are invented."""

from programmes.example.rows import row

SOURCES = [
    row(
        "s_register",
        kind="statistics",
        title="Befolkningen i Björkängen (påhittad)",
        publisher="Exempelkommunen",
        dated_on="2025",
        summary="Hur många som bor här, hur gamla de är och hur ofta de flyttar.",
        caution="Påhittade siffror. Gränsen för området ändrades 2024.",
    ),
    row(
        "s_enkat",
        kind="survey",
        title="Trygghetsenkäten på torget (påhittad)",
        publisher="Kraftsamlingens grupp",
        dated_on="hösten 2025",
        summary="En fråga i taget, ställd av unga till den som gick förbi.",
        caution="Påhittade siffror. 212 svar, mest från dem som handlar på dagtid.",
    ),
    row(
        "s_skolan",
        kind="report",
        title="Skolans trivselfrågor (påhittade)",
        publisher="Björkängsskolan",
        dated_on="våren 2025",
        summary="Årskurs 5 och 8 svarar varje vår.",
        caution="Påhittade siffror. Årskullarna byts, och klasserna är små.",
    ),
    row(
        "s_promenad",
        kind="observation",
        title="Tre promenader med unga (påhittade)",
        publisher="Kraftsamlingens grupp",
        dated_on="september 2025",
        summary="De unga valde vägen. De stannade där vi inte hade tänkt stanna.",
    ),
    row(
        "s_lampor",
        kind="report",
        title="Åtta veckor med ljus på Stigen (påhittad)",
        publisher="Gator och parker",
        dated_on="december 2024",
        summary="Räknade passager före, under och efter försöket.",
        caution="Påhittade siffror. Det snöade två av veckorna.",
    ),
    row(
        "s_forskning",
        kind="research",
        title="Vad gör en mötesplats? (påhittad rapport)",
        publisher="Följeforskaren",
        dated_on="2024",
        summary="Det som avgör är vem som har nyckeln, inte vad som står på dörren.",
        url="https://www.example.org/rapport",
    ),
    row(
        "s_oversikt",
        kind="document",
        title="Översiktsplanens sidor om Björkängen (påhittade)",
        publisher="Exempelkommunen",
        dated_on="2021",
        summary="Stationen får fler avgångar. Verkstaden får användas till annat.",
    ),
    row(
        "s_butik",
        kind="observation",
        title="Samtal med kunder utanför butiken (påhittade)",
        publisher="Pensionärsföreningen",
        dated_on="oktober 2026",
        summary="Varför man går dit: maten, men lika ofta någon att prata med.",
    ),
]

FIGURES = [
    row(
        source="s_register",
        label="Personer som bor i Björkängen",
        value="omkring 3 200",
        measured_on="2025",
        place="omradet",
        comparison="omkring 3 050 år 2022",
    ),
    row(
        source="s_register",
        label="Flyttade in under året",
        value="ungefär var åttonde",
        measured_on="2025",
        place="stationen",
        comparison="var femtonde på Ängen",
    ),
    row(source="s_register", label="Barn och unga under 20 år", value="drygt 900", measured_on="2025", place="omradet"),
    row(
        source="s_enkat",
        label="Går den korta vägen hem efter mörkrets inbrott",
        value="61 procent",
        measured_on="hösten 2025",
        place="stigen",
        comparison="38 procent hösten 2023",
    ),
    row(
        source="s_enkat",
        label="Har pratat med en granne den senaste veckan",
        value="7 av 10",
        measured_on="hösten 2025",
        place="omradet",
    ),
    row(
        source="s_skolan",
        label="Årskurs 8 som säger att de har någonstans att vara",
        value="44 procent",
        measured_on="våren 2025",
        place="skolan_plats",
        comparison="29 procent våren 2023",
    ),
    row(
        source="s_lampor",
        label="Passager en vardagskväll",
        value="drygt 310",
        measured_on="november 2024",
        place="stigen",
        comparison="ett hundratal före försöket",
    ),
    row(source="s_lampor", label="Klagomål på ljuset", value="2", measured_on="november 2024", place="stigen"),
    row(
        source="s_butik",
        label="Samtal utanför butiken",
        value="ett trettiotal",
        measured_on="oktober 2026",
        place="torget",
    ),
    row(
        source="s_promenad",
        label="Unga som gick med",
        value="27 som mest",
        measured_on="september 2025",
        place="omradet",
    ),
]

STORIES = [
    row(
        "b_brygga",
        title="Bryggan som lagas varje vår",
        text=(
            "Isen tar den varje år. Och varje år i april kommer de ner med plank, fast ingen har kallat "
            "dem.\n\nFörsta gången jag var med hade jag precis flyttat hit. Ingen frågade vem jag var. De "
            "frågade om jag hade handskar."
        ),
        teller="En granne på Backen",
        told_on="april 2024",
        place="badet",
        phase="build_up",
        consent="given",
        consent_on="2024-04-22",
        consent_note="Får visas utan bild så länge kraftsamlingen pågår.",
    ),
    row(
        "b_nyckel",
        title="Vi fick nyckeln",
        text=(
            "De vuxna ville ge oss en gård. Vi sa att vi ville ha en nyckel. Det tog ett år innan någon "
            "vågade.\n\nNu är det vi som låser upp. Första kvällen kom det fyra. Nu får vi säga till folk "
            "att gå hem."
        ),
        teller="En av dem som öppnar caféet",
        told_on="maj 2026",
        place="verkstaden",
        phase="problem_tackling",
        consent="given",
        consent_on="2026-05-18",
        consent_note="Får visas utan namn och bild. Den som berättar är myndig.",
    ),
    row(
        "b_ljus",
        title="Lampan som gick att vrida",
        text=(
            "Den lyste rakt in på mig. Jag ringde, och nästa dag kom en man med en stege och vred på den. "
            "Så enkelt hade jag aldrig haft det med kommunen."
        ),
        teller="En som bor längs Stigen",
        told_on="november 2024",
        place="stigen",
        phase="problem_tackling",
        consent="given",
        consent_on="2024-11-29",
        consent_note="Får visas.",
    ),
    row(
        "b_prat",
        title="Jag går dit för pratet",
        text="Mjölken kan jag få hem. Men vem ska jag prata med då?",
        teller="En kund i butiken",
        told_on="oktober 2026",
        place="torget",
        phase="problem_tackling",
    ),
    row(
        "b_aula",
        title="Fem i aulan",
        text=(
            "Vi hade dukat för hundra. Det kom fem. En av dem sa: ni kunde ju ha kommit till parkeringen, där är alla."
        ),
        teller="En i gruppen",
        told_on="mars 2023",
        place="skolan_plats",
        phase="initiation",
        consent="given",
        consent_on="2023-04-03",
        consent_note="Får användas i kurser.",
    ),
    row(
        "b_ko",
        title="Fyra år i kö till en lott",
        text="Jag ställde mig i kön när dottern föddes. Nu går hon bredvid och vattnar.",
        teller="En odlare",
        told_on="juni 2025",
        place="odlingen",
        consent="withdrawn",
        consent_on="2026-02-10",
        consent_note="Tog tillbaka samtycket. Texten ska inte visas.",
    ),
]

# How far each has come, and whether everyone may read it.
STORY_STATES = {
    "b_brygga": ("approved", True),
    "b_nyckel": ("approved", True),
    "b_ljus": ("approved", False),
    "b_prat": ("draft", False),
    "b_aula": ("in_review", False),
    "b_ko": ("draft", False),
}
