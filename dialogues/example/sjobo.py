"""The two dialogues of Kraftsamling Sjöbo that the handbook tells of, and nothing it does not tell.

Nothing is known of promises, numbers or days, so nothing is written; the plans stay plans.
"""

from programmes.example.rows import row

DIALOGUES = [
    row(
        "regnar",
        title="Det regnar idéer på Sjöbo",
        size="short",
        question="Vad behöver utvecklas på Sjöbo, och hur kan du vara med och genomföra det?",
        summary="En pop-up-dialog med dem som bor på Sjöbo: om vad som behöver utvecklas, och hur man själv kan delta.",
        wanted_result="Hämta in vad invånarna tycker behöver utvecklas, och prata om hur de kan delta i insatserna.",
        purpose="gather",
        form="consultation",
        level="consultation",
        methods=["pop-up-dialog"],
        phase="build_up",
    ),
    row(
        "traffar",
        title="Tre träffar om vad som saknas",
        size="short",
        question="Vilka aktiviteter saknas för att vi ska må bättre?",
        summary="Samma personer möttes tre gånger och gjorde en gemensam plan för aktiviteter våren 2019.",
        wanted_result="En plan för aktiviteter som invånarna driver själva, våren 2019.",
        perspectives="Deltagarna var med hela vägen, från att se vad som saknades till att genomföra det.",
        facilitation="impartial",
        purpose="create",
        form="co_creation",
        level="influence",
        methods=["medskapande-dialogserie"],
        phase="problem_tackling",
        starts_on="våren 2019",
        ends_on="våren 2019",
    ),
]
