"""The parts of a dialogue's plan: which questions each asks, in the short plan and in the full one.

Both plans fill the same columns of one row, so that nothing is lost when a plan grows or is cut short.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogues.enums import PlanSize


@dataclass(frozen=True)
class PlanSection:
    """One part of the plan, written in one sitting. ``key`` stands in its address.

    ``fields`` are its questions in their order; those in ``full_only`` are left out of the short plan. The part is done
    though those in ``may_be_empty`` are not answered. ``rows`` names what is written one row at a time ("influences",
    "target_groups"); such a part may have no questions besides.
    """

    key: str
    title: Promise
    lead: Promise
    fields: tuple[str, ...] = ()
    full_only: frozenset[str] = frozenset()
    may_be_empty: frozenset[str] = frozenset()
    rows: str = ""

    def asked(self, size: str) -> tuple[str, ...]:
        """Return the questions of the plan of this size."""
        return tuple(name for name in self.fields if size == PlanSize.FULL or name not in self.full_only)

    def needed(self, size: str) -> tuple[str, ...]:
        """Return the questions that must be answered before the part is done."""
        return tuple(name for name in self.asked(size) if name not in self.may_be_empty)


SECTIONS: tuple[PlanSection, ...] = (
    PlanSection(
        "fragor",
        _("Two questions first"),
        _("If the answer to one of them is no, you can inform people, but not hold a dialogue. Then call it that."),
        ("is_matter_open", "matter_reason", "are_deciders_open", "deciders_reason"),
    ),
    PlanSection(
        "amnet",
        _("The matter"),
        _("What it is about, where, and who invites."),
        ("title", "question", "summary", "inviters", "organiser", "places", "challenges", "phase"),
        full_only=frozenset({"organiser", "challenges", "phase"}),
        may_be_empty=frozenset({"organiser", "places", "challenges", "phase"}),
    ),
    PlanSection(
        "varfor",
        _("Why"),
        _("Answer these before anything else is decided, and answer them together."),
        ("why_invite", "value_created", "why_it_matters", "wanted_result", "preconditions"),
        full_only=frozenset({"value_created"}),
    ),
    PlanSection(
        "paverkan",
        _("What can be influenced"),
        _("One row for each question: is it already decided, open in part, or open? And who decides, when?"),
        rows="influences",
    ),
    PlanSection(
        "vilka",
        _("Whom to reach"),
        _("Think first of those who are usually missing, of what hinders them, and of how you remove it."),
        ("perspectives", "reach_how"),
        rows="target_groups",
    ),
    PlanSection(
        "samtalet",
        _("The conversation"),
        _("From these answers you get advice on form, level and methods."),
        (
            "purpose", "decision_timing", "predictability", "agreement", "expected_people", "weeks", "facilitation",
            "venue",
        ),
        full_only=frozenset({"predictability", "agreement", "weeks"}),
    ),
    PlanSection(
        "form",
        _("Form and level"),
        _("The advice advises, you decide. What you choose stands in the invitation."),
        ("form", "level", "methods", "advice_reason"),
        may_be_empty=frozenset({"methods", "advice_reason"}),
    ),
    PlanSection(
        "tid-och-plats",
        _("When and where"),
        _("Write dates as exactly as you know them. Each occasion gets its own time and place later."),
        ("timing", "starts_on", "ends_on", "venue_reason", "timeline"),
        full_only=frozenset({"timeline"}),
        may_be_empty=frozenset({"ends_on"}),
    ),
    PlanSection(
        "resurser",
        _("Resources"),
        _("Who does it, with what, and how it is told and documented."),
        (
            "responsible", "planning_group", "budget_hours", "budget_kronor", "facts_by", "channels", "documentation",
            "risks", "personal_data",
        ),
        full_only=frozenset(
            {
                "planning_group", "budget_hours", "budget_kronor", "facts_by", "channels", "documentation", "risks",
                "personal_data",
            }
        ),
    ),
    PlanSection(
        "efterat",
        _("Afterwards"),
        _("Decide before you begin what happens with what people say."),
        ("use_of_results", "follow_up", "success"),
        full_only=frozenset({"follow_up", "success"}),
    ),
    PlanSection(
        "formell-koppling",
        _("Formal link"),
        _("Is there a procedure in law on the same matter? Formal views are not received here."),
        (
            "formal_link", "formal_act", "plan_name", "plan_number", "formal_from", "formal_until", "official_channel",
            "official_url",
        ),
        may_be_empty=frozenset(
            {
                "formal_act", "plan_name", "plan_number", "formal_from", "formal_until", "official_channel",
                "official_url",
            }
        ),
    ),
)  # fmt: skip

BY_KEY = {section.key: section for section in SECTIONS}


def section_with(name: str) -> PlanSection:
    """Return the part of the plan in which a question (or "influences", "target_groups") stands.

    Raises StopIteration for what no part asks.
    """
    return next(section for section in SECTIONS if name in section.fields or name == section.rows)
