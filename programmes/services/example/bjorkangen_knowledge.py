"""What is known in Björkängen (exempel): places, sources, stories, problem pictures, challenges, lessons."""

from collections.abc import Callable

from kraftsamling.accounts.models import User
from kraftsamling.shared.dates import parse_imprecise
from programmes.example.bjorkangen import learning, pictures, places, sources
from programmes.models import Asset, Basis, Challenge, Figure, Lesson, Place, ProblemPicture, Source, Story
from programmes.services.example.writing import ExampleWriter
from programmes.services.figures import add_figure
from programmes.services.picture_bases import add_basis
from programmes.services.pictures import establish_picture, replace_picture
from programmes.services.stories import add_story, move_story, set_story_public

_WAY_OF_STORIES = ("draft", "in_review", "approved")


def write_knowledge(writer: ExampleWriter, *, goals: Callable[[ExampleWriter], None]) -> None:
    """Add what is known; ``goals`` adds the goals, which build on problem pictures and are named by challenges."""
    writer.add(Place, places.PLACES)
    writer.add(Source, sources.SOURCES)
    for entry in sources.FIGURES:
        add_figure(by=writer.by, **writer.read(Figure, entry))
    writer.add(Story, sources.STORIES, add_story)
    _move_stories(writer)
    for entry in pictures.PICTURES:
        writer.add(ProblemPicture, [{name: value for name, value in entry.items() if name != "established_on"}])
    for entry in pictures.BASES:
        add_basis(by=writer.by, **writer.read(Basis, entry))
    goals(writer)
    writer.add(Challenge, pictures.CHALLENGES)
    _replace_picture(writer)
    writer.add(Asset, learning.ASSETS)


def write_lessons(writer: ExampleWriter) -> None:
    """Add the lessons, which point at challenges, pictures and decisions."""
    writer.add(Lesson, learning.LESSONS)


def _move_stories(writer: ExampleWriter) -> None:
    reader = writer.get(User, "kommunikator")  # nobody approves a text of their own
    for key, (state, is_public) in sources.STORY_STATES.items():
        story = writer.get(Story, key)
        for step in _WAY_OF_STORIES[1 : _WAY_OF_STORIES.index(state) + 1]:
            move_story(story, to=step, by=reader)
        if is_public:
            set_story_public(story, is_public=True, by=reader)


def _replace_picture(writer: ExampleWriter) -> None:
    """Let the first picture hold, and then the second in its place."""
    first, second = pictures.PICTURES[:2]
    old, new = writer.get(ProblemPicture, first["key"]), writer.get(ProblemPicture, second["key"])
    establish_picture(old, on=parse_imprecise(first["established_on"]), by=writer.by)
    carried = [writer.get(Challenge, key) for key in pictures.CARRIED_CHALLENGES]
    on = parse_imprecise(second["established_on"])
    replace_picture(old, new, on=on, carry=carried, by=writer.by, **pictures.PICTURE_CHANGE)
