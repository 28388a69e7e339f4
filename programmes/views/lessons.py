"""Lessons: what was learnt, who should know, and what changed because of it."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from programmes.forms.lessons import LessonCreateForm, LessonFilterForm, LessonForm
from programmes.models import Lesson, LessonVersion, Programme
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.records import get_record
from programmes.queries.versions import earlier_texts
from programmes.roles import Permission
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import RecordPage

CURRENT = "knowledge.lesson"
_FROM_ADDRESS = {"fas": "phase", "problembild": "problem_picture", "utmaning": "challenge", "beslut": "decision"}


def _start_with(request: HttpRequest, work: WorkProgramme) -> dict:
    """What the lesson is written about, when its writer comes from there."""
    return {field: request.GET[name] for name, field in _FROM_ADDRESS.items() if name in request.GET}


LESSON = RecordPage(
    name="lesson",
    model=Lesson,
    current=CURRENT,
    permission=Permission.EDIT_KNOWLEDGE,
    create_form=LessonCreateForm,
    edit_form=LessonForm,
    new_title=_("New lesson"),
    edit_title=_("Change the lesson"),
    keep=LessonVersion,
    initial=_start_with,
)


def _rows(programme: Programme) -> QuerySet[Lesson]:
    lessons = Lesson.objects.current().filter(programme=programme)
    return lessons.select_related("programme", "phase", "problem_picture").order_by("-learnt_on", "-pk")


LESSON_LIST = RecordList(
    name="lesson",
    current=CURRENT,
    title=_("Lessons"),
    lead=_("What you have learnt on the way, so that whoever comes next need not learn it again."),
    rows=_rows,
    row_template="programmes/_lesson_row_part.html",
    permission=Permission.EDIT_KNOWLEDGE,
    new_label=_("Add a lesson"),
    empty_title=_("No lessons yet"),
    empty_text=_("What did not turn out as you thought the last time? Write it down in one sentence."),
    words_in=("title", "text", "came_from", "what_changed", "who_should_know"),
    filter_form=LessonFilterForm,
)


@require_safe
def lesson_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    related = ("phase", "problem_picture__programme", "challenge__programme", "decision__programme")
    lesson = get_record(Lesson, work.programme, pk, *related)
    context = programme_context(work, CURRENT, lesson=lesson, earlier=earlier_texts(lesson))
    return render(request, "programmes/lesson_detail.html", context)
