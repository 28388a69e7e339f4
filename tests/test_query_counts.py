"""The number of queries is the same for one row and for 3 000: on lists, and on public pages."""

from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db.models import Max
from django.test import Client
from django.urls import reverse

from programmes.models import (
    MapNote,
)
from tests.addresses import named_patterns
from tests.counting import count_queries
from tests.factories import MapNoteFactory
from tests.list_rows import (
    add_actor,
    add_agreement,
    add_asset,
    add_challenge,
    add_communication,
    add_contribution,
    add_dated,
    add_dialogue,
    add_function,
    add_goal,
    add_group,
    add_handover,
    add_late_item,
    add_lesson,
    add_member,
    add_method,
    add_note,
    add_organisation,
    add_parts_of_dialogue,
    add_person,
    add_picture,
    add_place,
    add_position,
    add_programme,
    add_promise,
    add_registration,
    add_source,
    add_story,
    add_structure,
)
from tests.test_leaks import OURS

LISTS = {
    "programmes:source_list": add_source,
    "programmes:story_list": add_story,
    "programmes:place_list": add_place,
    "programmes:asset_list": add_asset,
    "programmes:actor_list": add_actor,
    "programmes:actor_network": add_agreement,
    "programmes:contact_list": add_actor,
    "programmes:agreement_list": add_agreement,
    "programmes:responsibility_list": add_function,
    "programmes:body_list": add_group,
    "programmes:decision_list": add_position,
    "dialogues:promise_list": add_promise,
    "dialogues:dialogue_list": add_dialogue,
    "dialogues:dialogue_public_list": add_dialogue,
    "dialogues:dialogue_calendar": add_dialogue,
    "dialogues:dialogue_detail": add_parts_of_dialogue,
    "dialogues:dialogue_public": add_parts_of_dialogue,
    "dialogues:method_list": add_method,
    "dialogues:participant_list": add_registration,
    "overview:glance": add_late_item,
    "programmes:goal_list": add_goal,
    "programmes:structure_list": add_structure,
    "programmes:communication_list": add_communication,
    "overview:calendar": add_dated,
    "overview:programme_close": add_dated,
    "programmes:picture_list": add_picture,
    "programmes:challenge_list": add_challenge,
    "programmes:challenge_matrix": add_challenge,
    "programmes:lesson_list": add_lesson,
    "programmes:knowledge_list": add_lesson,
    "programmes:handover_list": add_handover,
    "overview:programme_list": add_programme,
    "overview:my_page": add_programme,
    "programmes:programme_list_work": add_programme,
    "overview:programme_public": add_note,
    "overview:process_map": add_note,
    "overview:programme_preview": add_note,
    "programmes:map_note_list": add_note,
    "programmes:log_list": add_note,
    "dialogues:contribution_list": add_contribution,
    "dialogues:contribution_queue": add_contribution,
    "programmes:role_list": add_member,
    "programmes:people_list": add_person,
    "programmes:organisation_list": add_organisation,
}

# Counted in tests of their own or of a fixed length; of files on a record and retention classes there are few.
COUNTED_ELSEWHERE = {
    "dialogues:call_list", "dialogues:text_list", "documents:attachment_list", "documents:document_list",
    "documents:file_list", "notices:notice_list", "programmes:checklist_item_list", "programmes:guidance_list",
    "programmes:legal_page_list", "programmes:report_list", "programmes:retention_list",
}  # fmt: skip

NO_PROGRAMME = {
    "overview:programme_list", "overview:my_page", "programmes:programme_list_work", "programmes:people_list",
    "programmes:organisation_list",
}  # fmt: skip
# The glance counts and shows seven lists of different kinds, a dialogue's page all its rows and the advice on them;
# public pages show what several apps have, each by a query or two of its own.
MOST = {
    "programmes:log_list": 60, "overview:glance": 40, "overview:programme_public": 21, "overview:process_map": 14,
    "dialogues:dialogue_detail": 50, "dialogues:dialogue_public": 21, "dialogues:dialogue_public_list": 20,
}  # fmt: skip
PUBLIC = {
    "overview:programme_list", "overview:programme_public", "overview:process_map", "dialogues:dialogue_public_list",
    "dialogues:dialogue_public", "dialogues:dialogue_calendar",
}  # fmt: skip


# What one thing on a list may consist of, in an order in which each follows what it leads to.
COPIED = [
    model
    for app in OURS - {"shared", "audit", "jobs"}
    for model in apps.get_app_config(app).get_models(include_auto_created=True)
]
# Only the log shows them.
AUDITED = list(apps.get_app_config("audit").get_models())
# Copies must differ in these; other texts may be the same.
NAMES = {"number", "name", "email", "slug", "code", "function", "secret_hash"}


def add_many(house, add, many: int, models: list) -> None:
    """Add one thing by ``add``, and copies of its rows of these models until there are ``many`` more of it."""
    before = {model: model._base_manager.aggregate(top=Max("pk"))["top"] or 0 for model in models}
    add(house, 4)
    copies = {}
    waiting = [row for model, top in before.items() for row in model._base_manager.filter(pk__gt=top)]
    while waiting:
        left = {(type(row), row.pk) for row in waiting}
        ready = [row for row in waiting if not any(link in left for link in links_of(row))]
        for row in ready:
            made = [copy_row(row, index, copies) for index in range(many - 1)]
            copies[type(row), row.pk] = type(row)._base_manager.bulk_create(made)
        waiting = [row for row in waiting if row not in ready]


def links_of(row):
    return [
        (field.related_model, getattr(row, field.attname)) for field in row._meta.concrete_fields if field.is_relation
    ]


def copy_row(row, index: int, copies):
    """Return the row again, not saved, under a name of its own; its links lead to the copies with the same index."""
    values = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.is_relation and (field.related_model, value) in copies:
            value = copies[field.related_model, value][index].pk
        elif isinstance(value, UUID):
            value = uuid4()
        elif field.name in NAMES and value:
            value = f"{index}-{value}"[: field.max_length]
        if not field.primary_key:
            values[field.attname] = value
    return type(row)(**values)


def address_of(house, name: str) -> str:
    """Return where the list stands: some stand on the page of one thing."""
    rows = house.dialogues
    one = {
        "dialogues:dialogue_detail": rows.dialogue.pk, "dialogues:dialogue_public": rows.dialogue.slug,
        "dialogues:participant_list": rows.occasion.pk,
    }  # fmt: skip
    programme = [] if name in NO_PROGRAMME else [house.programme.slug]
    return reverse(name, args=[*programme, *([one[name]] if name in one else [])])


def test_every_list_is_counted():
    lists = {name for name in named_patterns() if name.endswith("_list")}
    assert lists - LISTS.keys() - COUNTED_ELSEWHERE == set(), "add a row to LISTS, with what adds one more (list_rows)"


# The log is counted alone: it costs one query for each kind of row on its page.
LOG = "programmes:log_list"


@pytest.mark.once
@pytest.mark.parametrize("names", [LISTS.keys() - {LOG}, {LOG}], ids=["lists", "log"])
def test_every_list_costs_the_same_with_one_row_three_and_3000(house, names):
    client = Client()
    client.force_login(house.people["administrator"])
    adders = list(dict.fromkeys(add for name, add in LISTS.items() if name in names))

    def count_all():
        return {name: count_queries(client, address_of(house, name)) for name in names}

    for add in adders:
        add(house, 1)
    with_one = count_all()
    for add in adders:
        add(house, 2)
        add(house, 3)
    assert count_all() == with_one
    for add in adders:
        # Nobody invites to 3 000 evenings in one dialogue, and all of a dialogue's are compared with each other.
        many = 20 if add is add_parts_of_dialogue else 2997
        add_many(house, add, many, COPIED + AUDITED if LOG in names else COPIED)
    assert count_all() == with_one
    most = {name: MOST.get(name, 12 if name in PUBLIC else 25) for name in names}
    too_many = {name: count for name, count in with_one.items() if count > most[name]}
    assert too_many == {}, "ask for less; one more source of the map may raise MOST by its one query"


@pytest.mark.parametrize("name", ["overview:programme_public", "overview:process_map"])
def test_public_page_costs_the_same_with_60_and_6000_notes(programme, name):
    def add(count):
        first = MapNoteFactory.build(programme=programme, published=True)
        MapNote.objects.bulk_create(
            MapNote(
                programme=programme, number=f"N-{count}-{index}", arrived_at=first.arrived_at, kind="dialogue",
                state="done", title=f"Samtal nummer {index} om torget", published_at=first.published_at,
                happens_on=f"20{24 + index % 5}-{1 + index % 12:02}-01/month", map_weight=1 + index % 5,
            )
            for index in range(count)
        )  # fmt: skip

    add(60)
    client = Client()
    small = count_queries(client, reverse(name, args=[programme.slug]))
    add(5940)
    assert count_queries(client, reverse(name, args=[programme.slug])) == small
    assert small <= MOST[name]
