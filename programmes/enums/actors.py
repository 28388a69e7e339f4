"""States and kinds around those who take part: actors, contacts, agreements, bodies, decisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.enums.base import Move


class ActorRole(models.TextChoices):
    LEADS = "leads", pgettext_lazy("actor", "leads the work")
    CARRIES_OUT = "carries_out", pgettext_lazy("actor", "carries out measures")
    CONTRIBUTES = "contributes", pgettext_lazy("actor", "contributes knowledge, premises or people")
    FINANCES = "finances", pgettext_lazy("actor", "contributes money")
    CONNECTS = "connects", pgettext_lazy("actor", "connects people in the area")
    FOLLOWS = "follows", pgettext_lazy("actor", "follows and is kept informed")


class ContactForm(models.TextChoices):
    """How a contact took place."""

    MEETING = "meeting", pgettext_lazy("contact", "meeting")
    DIGITAL = "digital", pgettext_lazy("contact", "digital meeting")
    PHONE = "phone", pgettext_lazy("contact", "telephone")
    EMAIL = "email", pgettext_lazy("contact", "e-mail")
    ENCOUNTER = "encounter", pgettext_lazy("contact", "met by chance")


class AgreementKind(models.TextChoices):
    INTENT = "intent", pgettext_lazy("agreement", "letter of intent (avsiktsförklaring)")
    COOPERATION = "cooperation", pgettext_lazy("agreement", "cooperation agreement (samarbetsavtal)")
    IOP = "iop", pgettext_lazy("agreement", "public and civil society partnership (IOP)")
    LEASE = "lease", pgettext_lazy("agreement", "lease or use of premises")
    OTHER = "other", pgettext_lazy("agreement", "other agreement")


class AgreementState(models.TextChoices):
    """Whether it still holds follows from its dates and is never stored."""

    DRAFT = "draft", pgettext_lazy("agreement state", "being negotiated")
    SIGNED = "signed", pgettext_lazy("agreement state", "signed")
    TERMINATED = "terminated", pgettext_lazy("agreement state", "terminated")


AGREEMENT_MOVES = [
    Move("draft", "signed", _("It is signed")),
    Move("draft", "terminated", _("It came to nothing"), needs_reason=True),
    Move("signed", "terminated", _("It is terminated"), needs_reason=True),
    Move("signed", "draft", _("It was not signed after all"), needs_reason=True),
    Move("terminated", "draft", _("Negotiate it again"), needs_reason=True),
]


class BodyKind(models.TextChoices):
    """Kinds of bodies (sweden.md D-8). Council and boards decide in law; the others take positions."""

    COUNCIL = "council", pgettext_lazy("body", "municipal council")
    EXECUTIVE_BOARD = "executive_board", pgettext_lazy("body", "municipal executive board")
    BOARD = "board", pgettext_lazy("body", "board")
    COMMITTEE = "committee", pgettext_lazy("body", "committee of a board (utskott)")
    PRESIDIUM = "presidium", pgettext_lazy("body", "presidium")
    POLITICAL_LEADERSHIP = "political_leadership", pgettext_lazy("body", "political leadership group")
    STEERING_GROUP = "steering_group", pgettext_lazy("body", "steering group")
    PROJECT_GROUP = "project_group", pgettext_lazy("body", "project group")
    REFERENCE_GROUP = "reference_group", pgettext_lazy("body", "reference group")
    FORUM = "forum", pgettext_lazy("body", "forum for collaboration")
    PARTNER_BOARD = "partner_board", pgettext_lazy("body", "a partner's board")


# A committee decides only what its board has delegated to it, and is then named with the delegation.
DECIDING_BODIES = (BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD, BodyKind.BOARD, BodyKind.COMMITTEE)
# Their entries are positions and never called decisions.
POSITION_BODIES = (
    BodyKind.PRESIDIUM, BodyKind.POLITICAL_LEADERSHIP, BodyKind.STEERING_GROUP, BodyKind.PROJECT_GROUP,
    BodyKind.REFERENCE_GROUP, BodyKind.FORUM,
)  # fmt: skip


class MemberRole(models.TextChoices):
    CHAIR = "chair", pgettext_lazy("member", "chair")
    VICE_CHAIR = "vice_chair", pgettext_lazy("member", "vice chair")
    MEMBER = "member", pgettext_lazy("member", "member")
    SUBSTITUTE = "substitute", pgettext_lazy("member", "substitute")
    COOPTED = "coopted", pgettext_lazy("member", "co-opted")
    SECRETARY = "secretary", pgettext_lazy("member", "secretary")


class DecisionType(models.TextChoices):
    """By which mandate something was settled (sweden.md D-9)."""

    POLITICAL = "political", pgettext_lazy("decision", "political decision")
    DELEGATED = "delegated", pgettext_lazy("decision", "decision by delegation")
    POSITION = "position", pgettext_lazy("decision", "position (ställningstagande)")
    EXECUTION = "execution", pgettext_lazy("decision", "execution, direction of work")
    PARTNER = "partner", pgettext_lazy("decision", "a partner's own decision")
    AGREEMENT = "agreement", pgettext_lazy("decision", "agreement")


class DecisionState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("decision state", "to be settled")
    MADE = "made", pgettext_lazy("decision state", "settled")
    REVOKED = "revoked", pgettext_lazy("decision state", "no longer holds")


DECISION_MOVES = [
    Move("planned", "made", _("It is settled")),
    Move("planned", "revoked", _("It will not be settled"), needs_reason=True),
    Move("made", "revoked", _("It no longer holds"), needs_reason=True),
    Move("made", "planned", _("It was not settled after all"), needs_reason=True),
    Move("revoked", "planned", _("Take it up again"), needs_reason=True),
]
