"""The pages of the example that pictures are taken of. To show one more, add a line to the list it belongs to.

Models are asked for by name when a list is made: then the installation stands and the example is loaded.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Manager

ADMINISTRATOR = "administrator@example.org"
# The address of the example's programme.
AREA = "bjorkangen"
# Those of its dialogues that are shown.
WALK, LATE, OPEN_TALK = "kvallsvandring-pa-stigen", "kvall-pa-bryggan", "samtal-utanfor-butiken"
HALF_PLANNED = "vem-tar-over-vad"
# In the title of the evening that is full.
FULL = "13 och 20"
# How else a picture is shown, and what the browser calls the eye that sees it so.
EYES = {"grey": "achromatopsia", "deuteranopia": "deuteranopia", "protanopia": "protanopia"}


@dataclass(frozen=True)
class Page:
    """A page to show: the file's stem, the URL's name and arguments, and who looks (None: anyone, signed out).

    ``is_printed``: people print it, so it is also shown as the browser prints it. ``looks``: "dark", or one of EYES.
    ``is_window``: a screen that turns its scenes by itself; all of them are shown, by day, lying and upright.
    """

    stem: str
    name: str
    args: tuple = ()
    who: str | None = "processledare@example.org"
    is_printed: bool = False
    looks: tuple[str, ...] = ()
    is_window: bool = False


def _rows(model: str) -> Manager:
    return apps.get_model(model)._default_manager


def _pick(model: str, **which) -> tuple:
    """Return the arguments of the address of the first such row in the programme."""
    return AREA, _rows(f"programmes.{model}").filter(programme__slug=AREA, **which).earliest("pk").pk


def _dialogues(*slugs: str) -> list:
    return [_rows("dialogues.Dialogue").get(programme__slug=AREA, slug=slug) for slug in slugs]


def list_pages() -> list[Page]:
    """Return every page to show."""
    return [
        *_public_pages(),
        *_dialogue_pages(),
        *_programme_pages(),
        *_planning_pages(),
        *_handover_pages(),
        *_knowledge_pages(),
        *_actor_pages(),
        *_municipality_pages(),
    ]


def _public_pages() -> list[Page]:
    """What everyone sees, and the way in."""
    from dialogues.queries.registrations import link_secret

    earlier = _rows("overview.MapSnapshot").filter(programme__slug=AREA).earliest("day").day
    walk, late, open_talk = _dialogues(WALK, LATE, OPEN_TALK)
    full = walk.occasions.get(title__contains=FULL)
    somebody = link_secret(full.registrations.earliest("pk"))
    return [
        Page("start", "overview:programme_list", who=None),
        Page("programme-public", "overview:programme_public", (AREA,), who=None),
        Page("process-map", "overview:process_map", (AREA,), who=None, looks=("dark", *EYES)),
        Page("process-map-questions", "overview:process_map_part", (AREA, "oppna-fragor"), who=None),
        Page("process-map-earlier", "overview:map_on_day", (AREA, earlier), who=None),
        Page("process-map-embedded", "overview:map_embedded", (AREA,), who=None),
        Page("process-map-sharing", "overview:map_sharing", (AREA,)),
        Page("process-map-looks", "overview:map_looks", (AREA,), looks=("dark",)),
        Page("shop-window", "overview:shop_window", (AREA,), who=None, is_window=True),
        Page("dialogues-public", "dialogues:dialogue_public_list", (AREA,), who=None),
        Page("dialogue-public", "dialogues:dialogue_public", (AREA, walk.slug), who=None, looks=("dark",)),
        Page("dialogue-public-late", "dialogues:dialogue_public", (AREA, late.slug), who=None),
        Page("dialogue-public-arabic", "dialogues:dialogue_public_text", (AREA, open_talk.slug, "ar"), who=None),
        Page("sign-up", "dialogues:registration_sign_up", (AREA, walk.slug, full.pk), who=None),
        Page("registration", "dialogues:registration_open", (somebody,), who=None),
        Page("registration-contact", "dialogues:registration_contact", (somebody,), who=None),
        Page("sign-in", "account_login", who=None),
    ]


def _dialogue_pages() -> list[Page]:
    """Dialogues."""
    walk, late, open_talk, plan = _dialogues(WALK, LATE, OPEN_TALK, HALF_PLANNED)
    full = walk.occasions.get(title__contains=FULL)
    return [
        Page("dialogues", "dialogues:dialogue_list", (AREA,)),
        Page("dialogue", "dialogues:dialogue_detail", (AREA, walk.pk)),
        Page("dialogue-half-planned", "dialogues:dialogue_detail", (AREA, plan.pk)),
        Page("dialogue-form", "dialogues:dialogue_create", (AREA,)),
        Page("dialogue-section", "dialogues:dialogue_edit", (AREA, plan.pk, "amnet")),
        Page("dialogue-form-and-step", "dialogues:dialogue_edit", (AREA, plan.pk, "form")),
        Page("dialogue-advice", "dialogues:advice", (AREA, walk.pk)),
        Page("dialogue-check", "dialogues:dialogue_check", (AREA, plan.pk)),
        Page("dialogue-invitation", "dialogues:invitation_detail", (AREA, open_talk.pk)),
        Page("dialogue-texts", "dialogues:text_list", (AREA, open_talk.pk)),
        Page("dialogue-text-form", "dialogues:text_edit", (AREA, open_talk.pk, "ar")),
        Page("methods", "dialogues:method_list", (AREA,)),
        Page("method", "dialogues:method_detail", (AREA, _rows("dialogues.Method").get(key="trygghetsvandring").pk)),
        Page("method-case-share", "dialogues:method_case_share", (AREA,), who=ADMINISTRATOR),
        Page("ladder", "dialogues:ladder_edit", who=ADMINISTRATOR),
        Page("promises", "dialogues:promise_list", (AREA,)),
        Page("promise", "dialogues:promise_detail", (AREA, late.promises.earliest("pk").pk)),
        Page("promise-form", "dialogues:promise_create", (AREA, plan.pk)),
        Page("occasion", "dialogues:occasion_detail", (AREA, full.pk)),
        Page("occasion-form", "dialogues:occasion_edit", (AREA, full.pk)),
        Page("participants", "dialogues:participant_list", (AREA, full.pk), is_printed=True),
    ]


def _programme_pages() -> list[Page]:
    """The programme as a whole."""
    return [
        Page("my-page", "overview:my_page"),
        Page("my-page-colleague", "overview:my_page", who="tjansteperson@example.org"),
        Page("programme-work", "programmes:programme_detail", (AREA,)),
        Page("glance", "overview:glance", (AREA,), is_printed=True),
        Page("calendar", "overview:calendar", (AREA,)),
        Page("log", "programmes:log_list", (AREA,)),
        Page("roles", "programmes:role_list", (AREA,)),
        Page("facts", "programmes:programme_facts", (AREA,)),
        Page("close", "overview:programme_close", (AREA,)),
        Page("note-form", "programmes:map_note_create", (AREA,)),
        Page("shop-window-setup", "overview:shop_window_setup", (AREA,)),
        Page("documents", "documents:document_list", (AREA,)),
    ]


def _planning_pages() -> list[Page]:
    """Planning."""
    again = _rows("programmes.PhasePassage").filter(phase__programme__slug=AREA, number=2).earliest("pk").phase_id
    first_phase, second_phase = (
        (AREA, pk) for pk in _rows("programmes.Phase").filter(programme__slug=AREA).values_list("pk", flat=True)[:2]
    )
    return [
        Page("planning", "programmes:programme_planning", (AREA,), is_printed=True),
        Page("planning-read", "programmes:programme_planning", (AREA,), who="politiker@example.org"),
        Page("phase", "programmes:phase_detail", (AREA, again)),
        Page("phase-shift", "programmes:phase_shift", second_phase),
        Page("phase-edit", "programmes:phase_edit", second_phase),
        Page("phase-take-up", "programmes:phase_take_up", first_phase),
        Page("checklist", "programmes:checklist_item_list", (AREA,)),
        Page("checklist-item", "programmes:checklist_item_detail", _pick("ChecklistItem")),
        Page("checklist-form", "programmes:checklist_item_create", (AREA,)),
        Page("goals", "programmes:goal_list", (AREA,)),
        Page("goal", "programmes:goal_detail", _pick("Goal")),
        Page("goal-form", "programmes:goal_create", (AREA,)),
        Page("structures", "programmes:structure_list", (AREA,)),
        Page("structure-form", "programmes:structure_create", (AREA,)),
        Page("communication", "programmes:communication_list", (AREA,), is_printed=True),
        Page("communication-form", "programmes:communication_create", (AREA,)),
    ]


def _handover_pages() -> list[Page]:
    """Handing over."""
    return [
        Page("handovers", "programmes:handover_list", (AREA,)),
        Page("handover", "programmes:handover_detail", _pick("PersonHandover")),
        Page("handover-form", "programmes:handover_create", (AREA,)),
    ]


def _knowledge_pages() -> list[Page]:
    """Knowledge."""
    return [
        Page("knowledge", "programmes:knowledge_list", (AREA,)),
        Page("problem-pictures", "programmes:picture_list", (AREA,)),
        Page("problem-picture", "programmes:picture_detail", _pick("ProblemPicture", state="established")),
        Page("problem-picture-form", "programmes:picture_create", (AREA,)),
        Page("problem-picture-replace", "programmes:picture_replace", _pick("ProblemPicture", state="established")),
        Page("challenges", "programmes:challenge_list", (AREA,)),
        Page("challenge", "programmes:challenge_detail", _pick("Challenge", state="tackled")),
        Page("challenge-form", "programmes:challenge_create", (AREA,)),
        Page("matrix", "programmes:challenge_matrix", (AREA,)),
        Page("assets", "programmes:asset_list", (AREA,)),
        Page("asset", "programmes:asset_detail", _pick("Asset")),
        Page("asset-form", "programmes:asset_create", (AREA,)),
        Page("withdraw", "programmes:asset_withdraw", _pick("Asset")),
        Page("remove-text", "programmes:asset_redact", _pick("Asset")),
        Page("sources", "programmes:source_list", (AREA,)),
        Page("source", "programmes:source_detail", _pick("Source")),
        Page("source-form", "programmes:source_create", (AREA,)),
        Page("figure-form", "programmes:figure_create", _pick("Source")),
        Page("stories", "programmes:story_list", (AREA,)),
        Page("story", "programmes:story_detail", _pick("Story", state="approved")),
        Page("story-form", "programmes:story_create", (AREA,)),
        Page("lessons", "programmes:lesson_list", (AREA,)),
        Page("lesson", "programmes:lesson_detail", _pick("Lesson")),
        Page("lesson-form", "programmes:lesson_create", (AREA,)),
        Page("places", "programmes:place_list", (AREA,)),
        Page("place", "programmes:place_detail", _pick("Place", name="Björktorget")),
        Page("place-form", "programmes:place_create", (AREA,)),
        Page("place-import", "programmes:place_import", (AREA,)),
    ]


def _actor_pages() -> list[Page]:
    """Actors, leadership and decisions."""
    return [
        Page("actors", "programmes:actor_list", (AREA,)),
        Page("actor", "programmes:actor_detail", _pick("Actor")),
        Page("actor-form", "programmes:actor_create", (AREA,)),
        Page("network", "programmes:actor_network", (AREA,)),
        Page("contacts", "programmes:contact_list", (AREA,)),
        Page("contact", "programmes:contact_detail", _pick("Contact")),
        Page("contact-form", "programmes:contact_create", (AREA,)),
        Page("contact-note", "programmes:contact_event_create", _pick("Contact")),
        Page("agreements", "programmes:agreement_list", (AREA,)),
        Page("agreement", "programmes:agreement_detail", _pick("Agreement")),
        Page("agreement-form", "programmes:agreement_create", (AREA,)),
        Page("functions", "programmes:responsibility_list", (AREA,)),
        Page("function-form", "programmes:responsibility_create", (AREA,)),
        Page("leadership", "programmes:body_list", (AREA,), is_printed=True),
        Page("group", "programmes:body_detail", _pick("Body", kind="steering_group")),
        Page("group-form", "programmes:body_create", (AREA,)),
        Page("seat-form", "programmes:membership_create", _pick("Body", kind="steering_group")),
        Page("decisions", "programmes:decision_list", (AREA,)),
        Page("position", "programmes:decision_detail", _pick("Decision", type="position")),
        Page("decision-types", "programmes:decision_create", (AREA,)),
        Page("files", "documents:file_list", (AREA,)),
        Page("file-form", "documents:file_create", (AREA,)),
    ]


def _municipality_pages() -> list[Page]:
    """The municipality."""
    department = (_rows("programmes.Organisation").filter(kind="department").earliest("pk").pk,)
    return [
        Page("guidance", "programmes:guidance_list", who=ADMINISTRATOR),
        Page("guidance-form", "programmes:guidance_edit", ("challenge.title", "sv"), who=ADMINISTRATOR),
        Page("organisations", "programmes:organisation_list", who=ADMINISTRATOR),
        Page("organisation-merge", "programmes:organisation_merge", department, who=ADMINISTRATOR),
    ]
