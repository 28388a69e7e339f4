"""The two dialogues of Kraftsamling Sjöbo that the handbook tells of, and nothing it does not tell.

Nothing is known of questions, promises, numbers or days, so nothing is written; the plans stay plans.
"""

from programmes.example.rows import row

DIALOGUES = [
    row(
        "regnar",
        title="Det regnar idéer på Sjöbo",
        size="short",
        summary="En pop-up-dialog med dem som bor på Sjöbo: om vad som behöver utvecklas, och hur de kan vara med och "
        "genomföra det.",
        wanted_result="Få veta vad invånarna tycker behöver utvecklas, och prata om hur de kan delta i insatserna.",
        purpose="gather",
        methods=["pop-up-dialog"],
    ),
    row(
        "traffar",
        title="Tre träffar om vad som saknas",
        size="short",
        summary="Deltagarna sågs tre gånger. De var med hela vägen, från att se vilka aktiviteter som saknades för "
        "hälsans skull till att genomföra dem. En processledare hjälpte dem från moment till moment.",
        wanted_result="En gemensam plan för aktiviteter som invånarna driver själva, våren 2019.",
        purpose="create",
        form="co_creation",
        methods=["medskapande-dialogserie"],
    ),
]
