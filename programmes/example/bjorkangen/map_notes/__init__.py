"""The public process map of Björkängen (exempel), a chapter for each phase. What is told there has not happened."""

from programmes.example.bjorkangen.map_notes import build_up, initiation, keeping, tackling

NOTES = [*initiation.NOTES, *build_up.NOTES, *tackling.NOTES, *keeping.NOTES]

# How some stations are drawn (title -> what was changed), so that the poster reads well.
LOOKS = [
    ("Moskéföreningen och pensionärerna kommer med", {"short_title": "Två föreningar till"}),
    ("Vem ställer de svåra frågorna när vi har gått?", {"short_title": "Vem ställer de svåra frågorna?"}),
    ("Möte vid fotbollsplanen", {"is_hidden": True}),
]
