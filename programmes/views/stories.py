"""Stories: written, read by somebody else, and shown to everyone with consent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kraftsamling.shared.receipts import make_form_key
from programmes.enums.knowledge import STORY_MOVES, StoryState
from programmes.forms.stories import StoryCreateForm, StoryForm
from programmes.models import Story, StoryVersion
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record
from programmes.queries.stories import bases_on_story, missing_for_publishing, moves_for, story_rows
from programmes.roles import Permission
from programmes.services import stories as services
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import RecordPage

STORY = RecordPage(
    name="story",
    model=Story,
    current="knowledge.story",
    permission=Permission.EDIT_KNOWLEDGE,
    create_form=StoryCreateForm,
    edit_form=StoryForm,
    new_title=_("New story"),
    edit_title=_("Change the story"),
    keep=StoryVersion,
    moves=tuple(STORY_MOVES),
    read_before=(StoryState.APPROVED,),
    can_be_public=True,
    add=services.add_story,
    update=services.update_story,
    move=services.move_story,
    set_public=services.set_story_public,
)

STORY_LIST = RecordList(
    name="story",
    current="knowledge.story",
    title=_("Stories"),
    lead=_(
        "What those who live and work here tell. A story is shown to everyone only with consent, when it is approved."
    ),
    rows=story_rows,
    row_template="programmes/_story_row_part.html",
    permission=Permission.EDIT_KNOWLEDGE,
    new_label=_("Write down a story"),
    empty_title=_("No stories yet"),
    empty_text=_("Ask somebody who has lived here long to tell about a place that means something to them."),
    words_in=("title", "text", "teller"),
    choices=("state", "consent"),
)


@require_safe
def story_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    story = get_record(Story, work.programme, pk, "place__programme", "phase", "created_by", "reviewed_by")
    context = programme_context(
        work,
        "knowledge.story",
        story=story,
        moves=moves_for(story, request.user) if work.access.can(Permission.EDIT_KNOWLEDGE) else [],
        missing=missing_for_publishing(story),
        bases=bases_on_story(story),
        form_key=make_form_key(request.user.pk),
    )
    return render(request, "programmes/story_detail.html", context)
