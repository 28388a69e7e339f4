"""What the handbook tells about Sjöbo beyond the process map, in our own words and hardly ever dated."""

from programmes.example.rows import row


def _lesson(key: str, **fields) -> dict:
    return row(key, came_from="Handbokens tio lärdomar, med våra ord.", **fields)


PLACES = [
    row("sjobo", kind="area", name="Sjöbo", description="Stadsdelen som kraftsamlingen gällde."),
    row(
        "torg",
        kind="spot",
        name="Sjöbo torg",
        parent="sjobo",
        description="Här hängde processkartan i ett skyltfönster.",
    ),
]
SOURCES = [
    row(
        "handbok",
        kind="report",
        title="Handboken om Kraftsamling",
        publisher="Borås Stad och RISE",
        dated_on="december 2020",
        summary=(
            "Arbetssättet, faserna, samtalsformerna, labbet och tio lärdomar. Det mesta i det här "
            "exemplet bygger på den."
        ),
        caution="Den dateras sällan, och den är skriven av dem som ledde arbetet.",
    ),
    row(
        "metodbok",
        kind="report",
        title="Metodboken om Kraftsamling",
        publisher="Borås Stad och RISE",
        summary=("Den längre texten som handboken är en kortversion av. Där finns ett förslag på handlingsplan."),
    ),
    row(
        "foljeforskning",
        kind="research",
        title="Ledarskap i mellanrummen",
        publisher="RISE",
        summary="Följeforskning om hur kraftsamlingen leddes.",
    ),
]
PICTURES = [
    row(
        "p_sjobo",
        title="Det krävs fler än en förvaltning för att stärka Sjöbo.",
        statement=(
            "Handboken säger att kraftsamlingen växte ur en problembild som gällde Sjöbo, men beskriver "
            "den inte närmare. Det som står här är vår sammanfattning: frågorna i ett område hänger ihop, "
            "och förvaltningar som arbetar var för sig kommer inte åt dem."
        ),
        took_part="Handboken nämner erfarenheter från tidigare satsningar, men inte vilka som var med.",
    ),
]
GOALS = [
    row(
        "trivas",
        title="En hållbar och attraktiv stadsdel där människor mår bra",
        problem_picture="p_sjobo",
        position=10,
    ),
    row("initiativ", title="Gott om egna initiativ, kultur och fritid", position=20),
    row("delaktiga", title="De som bor och verkar i Sjöbo är med och formar arbetet", serves=["trivas"], position=30),
]
CHALLENGES = [
    row(
        "stupror",
        title="Förvaltningar arbetar var för sig med frågor som hänger ihop",
        problem_picture="p_sjobo",
        places=["sjobo"],
    ),
    row(
        "halsa",
        title="Vad saknas för en bättre hälsa?",
        description="Invånare letade tillsammans efter aktiviteter vid tre träffar.",
        places=["sjobo"],
    ),
    row(
        "sjobohus",
        title="Ska det bli ett Sjöbohus?",
        description="När arbetet började visste ingen vad beslutet skulle bli, och det sades öppet.",
        places=["sjobo"],
    ),
]
ASSETS = [
    row(
        kind="place",
        title="Medborgarlabbet",
        description="En öppen plats där invånare och föreningar kunde pröva egna idéer.",
        place="sjobo",
        known_from="Handboken",
    ),
    row(
        kind="people",
        title="De tretton tjänstepersonerna",
        description="De gjorde en gemensam plan tvärs över förvaltningarna.",
        known_from="Handboken",
    ),
    row(
        kind="activity",
        title="Processkartan i skyltfönstret",
        description="Alla som gick förbi kunde följa arbetet medan det pågick.",
        place="torg",
        known_from="Handboken",
    ),
    row(
        kind="skill",
        title="Följeforskarna",
        description="De studerade och skrev ner hur arbetet gick till.",
        organisation="Högskolan i Borås",
        known_from="Handboken",
    ),
]
LESSONS = [
    _lesson(
        "processledare",
        title="Det behövs någon som håller ihop trådarna",
        text="Arbete över gränser stod och föll med processledaren.",
        who_should_know="Den som tillsätter en processledare",
    ),
    _lesson(
        "tillatande",
        title="En tillåtande plats får människor att mötas",
        text="Där träffades yrkesfolk, invånare och föreningar kring det som rör området.",
        who_should_know="Den som ordnar lokaler",
    ),
    _lesson(
        "intensivt",
        title="Arbeta intensivt, och låt kunskapen leda",
        text="Utgå från utmaningen och det ni vet om den, inte från vem som brukar göra vad.",
        who_should_know="Arbetsgrupper",
    ),
    _lesson(
        "tid",
        title="Förändring tar tid, så håll ut",
        text="Relationer byggs långsamt. Den som släpper för tidigt får börja om.",
        who_should_know="Beslutsfattare",
    ),
    _lesson(
        "facilitering",
        title="Medskapande kräver någon som leder samtalet",
        text="Och att alla får den tid som det tar.",
        who_should_know="Den som bjuder in till dialog",
    ),
    _lesson(
        "chefer",
        title="Chefer behöver lösa konflikter, inte bara stötta",
        text="Mål, värden och pengar krockar. Då måste någon med mandat förankra och avgöra.",
        who_should_know="Chefer och styrgrupper",
    ),
    _lesson(
        "tillit",
        title="Tilliten måste finnas åt båda håll",
        text="Mellan förvaltningar, och mellan kommunen och dem som bor där.",
        who_should_know="Alla som deltar",
    ),
    _lesson(
        "stanna",
        title="Stanna i det som är svårt och lyssna",
        text="Behov, kritik och farhågor behöver få ta plats innan man går vidare.",
        who_should_know="Samtalsledare",
    ),
    _lesson(
        "lokalt",
        title="Börja i det som redan finns på platsen",
        text="Nätverk, relationer, kunskaper och behov ser olika ut i varje område.",
        who_should_know="Den som startar en kraftsamling",
    ),
    _lesson(
        "stegvis",
        title="Bygg kunskap steg för steg",
        text="Pröva i liten skala, utvärdera och ta nästa steg.",
        who_should_know="Arbetsgrupper",
    ),
]
ACTORS = [
    row("fof", organisation="Fritids- och folkhälsoförvaltningen", role="leads"),
    row("hb", organisation="Högskolan i Borås", role="follows", resources="Studerade arbetssättet."),
    row(
        "rise",
        organisation="RISE",
        role="follows",
        resources="Studerade arbetssättet och skrev handboken tillsammans med projektet.",
    ),
]
BODIES = [
    row(
        "ks",
        kind="executive_board",
        name="Kommunstyrelsen",
        organisation="Kommunstyrelsen",
        task="Beslutade om satsningen i september 2017.",
    ),
    row(
        "namnd",
        kind="board",
        name="Fritids- och folkhälsonämnden",
        organisation="Fritids- och folkhälsonämnden",
        task="Fick uppdraget att genomföra kraftsamlingen.",
    ),
    row(
        "politik",
        kind="political_leadership",
        name="Politisk ledningsgrupp",
        task=(
            "Handboken säger att en sådan grupp behövs för viljan och stödet i politiken. Vilka "
            "som satt i den framgår inte."
        ),
    ),
    row(
        "styr",
        kind="steering_group",
        name="Styrgrupp",
        reports_to="politik",
        task=(
            "Handboken säger att ledningen för förvaltningarna och chefer på samma nivå hos deltagande "
            "organisationer bör ingå. Vilka de var framgår inte."
        ),
    ),
    row(
        "plangrupp",
        kind="project_group",
        name="Gruppen som gjorde handlingsplanen",
        reports_to="styr",
        task=(
            "Tretton tjänstepersoner från flera förvaltningar: vad görs, vad kan bli bättre, vad hindrar, "
            "vad går först."
        ),
    ),
]
DECISIONS = [
    row(
        "beslut",
        type="political",
        title="En treårig satsning på ett område",
        text="Satsningen ska gå tvärs över förvaltningarna.",
        body="ks",
        organisation="Kommunstyrelsen",
        settled_on="september 2017",
        phase="initiation",
    ),
    row(
        "uppdrag",
        type="political",
        title="Nämnden får uppdraget",
        text="Fritids- och folkhälsonämnden ska genomföra en kraftsamling för en hållbar stadsdel.",
        body="namnd",
        organisation="Fritids- och folkhälsonämnden",
        phase="initiation",
    ),
]
