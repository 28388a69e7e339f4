"""Problem pictures and challenges of Björkängen (exempel), with what they build on."""

from programmes.example.rows import row

PICTURES = [
    row(
        "p_utbud",
        title="Det finns för lite att göra för unga i Björkängen.",
        statement=(
            "Unga har inget att göra på kvällarna. Därför hänger de på torget, och därför känner sig "
            "andra otrygga där. Fler aktiviteter skulle ge färre på torget och fler som vågar gå "
            "hem.\n\nVi är osäkra på om de som är på torget är de som skulle komma."
        ),
        took_part="Två förvaltningar, polisen och bostadsbolaget. Inga unga var med.",
        established_on="september 2023",
    ),
    row(
        "p_valkomna",
        title="Unga känner sig inte välkomna i det som finns för dem.",
        statement=(
            "Det finns mycket att göra i Björkängen. Men det mesta har regler, avgifter och vuxna som "
            "redan har bestämt.\n\nDe unga går dit där ingen frågar vad de gör. Torget är inte problemet, "
            "det är det enda stället utan krav.\n\nÄldre säger samma sak om dagarna. Butiken är deras "
            "torg."
        ),
        took_part=(
            "Tjugosju unga på tre promenader, pensionärsföreningen, moskéföreningen, skolan, fyra "
            "förvaltningar och bostadsbolaget."
        ),
        established_on="november 2025",
    ),
    row(
        "p_motesplats",
        title="När butiken stänger försvinner det enda stället utan krav.",
        statement=(
            "Utkast. Butiken är både mat och möten. Vi vet inte vad som kommer i stället, och inte vem "
            "som bestämmer om lokalen."
        ),
        took_part="Pensionärsföreningen och två ur gruppen. Fler behövs.",
    ),
]

PICTURE_CHANGE = {
    "reason": (
        "Promenaderna visade att utbudet finns, men att de unga inte känner sig välkomna. De som var "
        "på torget hade aldrig blivit tillfrågade."
    ),
    "effect": (
        "Målet om fler aktiviteter faller. Försöken med fler öppettider läggs ner. Kvällsplatsen och "
        "läxplatsen tänks om tillsammans med unga."
    ),
}

BASES = [
    row(picture="p_utbud", kind="facts", text="Få i årskurs 8 sa att de hade någonstans att vara.", source="s_skolan"),
    row(picture="p_utbud", kind="judgement", text="Fältarnas bild: samma grupp på torget kväll efter kväll."),
    row(
        picture="p_valkomna",
        kind="experience",
        text=("De unga stannade vid bensinmacken, verkstaden och bussgaraget. Ingen stannade vid fritidsgården."),
        source="s_promenad",
    ),
    row(
        picture="p_valkomna",
        kind="facts",
        text="Fler i årskurs 8 har någonstans att vara, fast utbudet inte har ökat.",
        source="s_skolan",
    ),
    row(
        picture="p_valkomna",
        kind="story",
        text="Den som fick nyckeln kom tillbaka. Den som fick en tid kom inte.",
        story="b_nyckel",
    ),
    row(
        picture="p_valkomna",
        kind="judgement",
        text="Samtalsledarens bild: äldre beskriver torget med samma ord som unga.",
    ),
    row(picture="p_motesplats", kind="experience", text="Ett trettiotal samtal utanför butiken.", source="s_butik"),
]

CARRIED_CHALLENGES = ["c_kvall", "c_torget", "c_laxor"]

CHALLENGES = [
    row(
        "c_stig",
        title="Stigen känns otrygg när det är mörkt",
        description="Provat: ljus som går att vrida. Höll.",
        predictability=5,
        agreement=5,
        placed_why="Andra har gjort det, och alla ville.",
        places=["stigen"],
        goals=["g_trygg"],
        state="settled",
        state_since="2025-11-20",
    ),
    row(
        "c_kvall",
        title="Unga saknar ett ställe utan krav",
        description="De unga vill ha nyckeln. De som äger lokalen är oroliga för slitaget.",
        problem_picture="p_utbud",
        predictability=2,
        agreement=3,
        placed_why="Ingen visste vad som skulle hända om de unga fick öppna själva.",
        places=["verkstaden", "torget"],
        goals=["g_traffas"],
        state="tackled",
        state_since="2025-10-06",
    ),
    row(
        "c_torget",
        title="Torget är livligt för några och bullrigt för andra",
        description="Båda delarna är sanna. De som bor ovanför har skrivit till bostadsbolaget.",
        problem_picture="p_utbud",
        predictability=3,
        agreement=1,
        placed_why="Alla förstår frågan, men vi vill olika.",
        places=["torget"],
        goals=["g_traffas", "g_trygg"],
        state="tackled",
        state_since="2024-03-11",
    ),
    row(
        "c_butik",
        title="Matbutiken stänger vid årsskiftet",
        description="Ägaren har sagt upp lokalen. Ingen har tagit över.",
        problem_picture="p_motesplats",
        predictability=1,
        agreement=2,
        placed_why="Beslutet ligger utanför oss, och det är bråttom.",
        places=["torget"],
        goals=["g_traffas"],
        state="tackled",
        state_since="2026-10-12",
    ),
    row(
        "c_laxor",
        title="Barn gör läxor i trapphuset",
        description="Trångbodda hem och ett bibliotek som stänger fyra.",
        problem_picture="p_utbud",
        predictability=4,
        agreement=4,
        placed_why="Läxcaféet på Backen visar att det går.",
        places=["backen", "kallarlokalen"],
        state="tackled",
        state_since="2024-09-02",
    ),
    row(
        "c_korta",
        title="De på korta kontrakt hinner aldrig bli grannar",
        description="Var åttonde flyttar varje år på Stationssidan.",
        predictability=2,
        agreement=4,
        placed_why="Vi är överens, men vet inte vad som biter.",
        places=["stationen"],
        state="open",
    ),
    row(
        "c_hiss",
        title="Backens trappor stänger ute den som har rullator",
        description="Bygglov, pengar och berg i vägen.",
        predictability=4,
        agreement=5,
        placed_why="Tekniken är känd. Det är pengarna som saknas.",
        places=["backen"],
        state="open",
    ),
    row(
        "c_tillit",
        title="Många litar inte på att kommunen kommer tillbaka",
        description="Tidigare projekt tog slut utan ett ord.",
        predictability=2,
        agreement=2,
        placed_why="Vi vet inte vad som läker, och alla minns olika.",
        places=["omradet"],
        goals=["g_makt"],
        state="tackled",
        state_since="2023-05-02",
    ),
    row(
        "c_trafik",
        title="Bilar kör fort förbi skolan",
        predictability=5,
        agreement=4,
        placed_why="Hinder och ny skylt. Det har fungerat på andra håll.",
        places=["skolan_plats"],
        state="settled",
        state_since="2024-08-19",
    ),
    row(
        "c_sprak",
        title="Inbjudningar når inte dem som läser andra språk",
        predictability=3,
        agreement=4,
        placed_why="Översättning hjälper lite. Att gå dit hjälper mer.",
        places=["stationen", "backen"],
        state="tackled",
        state_since="2024-10-14",
    ),
    row(
        "c_badet",
        title="Vem får bestämma över Badviken?",
        description="Föreningen, skogsägaren och kommunen har var sin bild.",
        predictability=3,
        agreement=2,
        placed_why="Frågan är enkel. Relationen är det inte.",
        places=["badet"],
        state="open",
    ),
    row(
        "c_fest",
        title="Områdesfesten samlar samma personer varje år",
        predictability=4,
        agreement=3,
        state="dropped",
        state_reason="Gårdsträffarna löste det på ett annat sätt.",
        state_since="2024-06-04",
        placed_why="Vi såg samma ansikten tre år i rad.",
        places=["torget"],
    ),
    row(
        "c_oro",
        title="Rykten sprids snabbare än svar",
        description="Efter sommarens brand gick tre olika versioner runt.",
        predictability=1,
        agreement=1,
        placed_why="Det hände på en kväll. Vi fick handla först och förstå sedan.",
        places=["omradet"],
        state="tackled",
        state_since="2025-07-08",
    ),
    row(
        "c_klimat",
        title="Sommarens hetta på Backens balkonger",
        description="Nytt för oss. Vi har inte pratat färdigt.",
        places=["backen"],
        state="open",
    ),
]
