"""Creating, editing, publishing and moving programmes."""

import re
import secrets
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, public_pages, records
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.enums import PROGRAMME_MOVES, RESERVED_SLUGS, ProgrammeState
from programmes.models import FormerSlug, Municipality, Phase, Programme, ProgrammeVersion, ShortAddress
from programmes.queries.programme_states import lacks_protection
from programmes.queries.structures import structures_without_owner
from programmes.roles import RoleKey
from programmes.services.beginnings import begin
from programmes.services.checklists import propose_checklists
from programmes.services.keeping import check_programme, remove_texts
from programmes.services.phases import PhaseProposal, propose_phases, update_phase
from programmes.services.roles import grant_role

_SHORT_CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for one another on paper


def create_programme(
    *,
    by,
    municipality: Municipality,
    name: str,
    area_name: str,
    slug: str = "",
    starts_on: ImpreciseDate | None = None,
    **fields: Any,
) -> Programme:
    """Create a programme with its four phases proposed over 3 + 2 years, and proposed checklists.

    ``by`` becomes its process leader. Raises RuleViolation when the address is taken or reserved.
    """
    with transaction.atomic():
        programme = Programme(
            municipality=municipality,
            name=name,
            area_name=area_name,
            slug=_choose_slug(slug, area_name),
            code=_choose_code(area_name),
            starts_on=starts_on,
            state_since=clock.today(),
            **fields,
        )
        records.fill_new(programme, prefix=municipality.code, by=by)
        proposal = propose_phases(starts_on)
        programme.exit_starts_on = programme.exit_starts_on or proposal.exit_starts_on
        programme.ends_on = programme.ends_on or proposal.ends_on
        _save_new(programme)
        Phase.objects.bulk_create(Phase(programme=programme, **values) for values in proposal.phases)
        propose_checklists(programme, by=by)
        begin(municipality, by=by)
        ShortAddress.objects.create(programme=programme, code=_choose_short_code())
        if by is not None:
            grant_role(user=by, role=RoleKey.PROCESS_LEADER, municipality=municipality, programme=programme, by=by)
        audit.record("programme.create", programme, by=by, programme_id=programme.pk)
    return programme


def _save_new(programme: Programme) -> None:
    """Raises RuleViolation when somebody has taken the address meanwhile."""
    try:
        with transaction.atomic():
            programme.save(force_insert=True)
    except IntegrityError as error:
        raise _address_taken() from error


def _choose_slug(wanted: str, area_name: str) -> str:
    if wanted:
        check_slug(wanted)
        return wanted
    base = slugify(area_name)[:50] or "kraftsamling"
    slug, number = base, 2
    while slug in RESERVED_SLUGS or is_slug_taken(slug):
        slug, number = f"{base}-{number}", number + 1
    return slug


def is_slug_taken(slug: str, *, by_other_than: Programme | None = None) -> bool:
    """Whether another programme has, or once had, the address ``slug``."""
    pk = by_other_than.pk if by_other_than else None
    return (
        Programme.objects.filter(slug=slug).exclude(pk=pk).exists()
        or FormerSlug.objects.filter(slug=slug).exclude(programme=pk).exists()
    )


def check_slug(slug: str, *, programme: Programme | None = None) -> None:
    """Raise RuleViolation unless ``slug`` may be used as a programme's address."""
    if slug in RESERVED_SLUGS or len(slug) < 3:
        raise RuleViolation(_("This address is used by the service itself. Choose another."), field="slug")
    if is_slug_taken(slug, by_other_than=programme):
        raise _address_taken()


def _address_taken() -> RuleViolation:
    return RuleViolation(_("This address is taken. Choose another."), field="slug")


def _choose_code(area_name: str) -> str:
    base = re.sub(r"[^0-9A-ZÅÄÖÉÜ]", "", area_name.upper())[:14] or "OMRÅDE"
    code, number = base, 2
    while Programme.objects.filter(code=code).exists():
        code, number = f"{base}{number}", number + 1
    return code


def _choose_short_code() -> str:
    while True:
        code = draw_short_code()
        if not ShortAddress.objects.filter(code=code).exists():
            return code


def draw_short_code(length: int = 6) -> str:
    """Return a code for a short address at random; it may be taken. Programmes have six letters and figures."""
    return "".join(secrets.choice(_SHORT_CODE_LETTERS) for _position in range(length))


def update_programme(
    *, programme: Programme, changes: dict[str, Any], expected_version: int, by, proposes_phases: bool = False
) -> Programme:
    """Save an edit of the programme's facts; a former address keeps redirecting.

    With ``proposes_phases``, phases that nobody has given a date are proposed when the start becomes known, as they are
    when a programme begins with one.

    Raises EditConflict when somebody else saved in between, RuleViolation for an address that cannot be used and for a
    function of another programme.
    """
    check_programme(programme, changes)
    with transaction.atomic():
        stored_slug, stored_start = Programme.objects.values_list("slug", "starts_on").get(pk=programme.pk)
        if "slug" in changes and changes["slug"] != stored_slug:
            check_slug(changes["slug"], programme=programme)
        is_asked = proposes_phases and not stored_start
        proposal = _proposal_for_undated(programme, changes.get("starts_on")) if is_asked else None
        if proposal:
            for name in ("exit_starts_on", "ends_on"):
                changes = {**changes, name: changes.get(name) or getattr(proposal, name)}
        try:
            changed = records.save_edit(
                programme, changes, expected_version=expected_version, by=by, keep=ProgrammeVersion
            )
        except IntegrityError as error:  # somebody took the address after it was checked
            raise _address_taken() from error
        if "slug" in changed:
            FormerSlug.objects.filter(slug=programme.slug).delete()
            FormerSlug.objects.get_or_create(slug=stored_slug, programme=programme)
        if proposal and "starts_on" in changed:
            for phase, values in zip(programme.phases.order_by("position"), proposal.phases, strict=True):
                dates = {name: values[name] for name in ("starts_on", "ends_on")}
                update_phase(phase=phase, changes=dates, expected_version=phase.version, by=by)
        if changed:
            _bump(programme)
            audit.record("programme.update", programme, by=by, programme_id=programme.pk, fields=changed)
    return programme


def _proposal_for_undated(programme: Programme, starts_on: ImpreciseDate | None) -> PhaseProposal | None:
    if starts_on is None or any(phase.starts_on or phase.ends_on for phase in programme.phases.all()):
        return None
    return propose_phases(starts_on)


def move_programme(*, programme: Programme, to: str, by, reason: str = "") -> Programme:
    """Move the programme to another state along PROGRAMME_MOVES.

    Raises RuleViolation when its reason is missing, when it would be under way without an answer on data protection
    (sweden.md C-13), or closed while something has nobody who takes over (J-11); StateConflict when there is no such
    move, or somebody was faster.
    """
    move = next((m for m in PROGRAMME_MOVES if m.source == programme.state and m.target == to), None)
    if move is None:
        raise StateConflict()
    if move.needs_reason and not reason.strip():
        raise RuleViolation(_("Say why. The reason is kept with the programme."), field="reason")
    with transaction.atomic():
        _check_move(programme, to)
        records.move_state(
            programme, "state", expected=move.source, to=to, by=by,
            state_reason=reason.strip(), state_since=clock.today(),
        )  # fmt: skip
        _bump(programme)
        audit.record(f"programme.to_{to}", programme, by=by, programme_id=programme.pk, fields=["state"], reason=reason)
    return programme


def _check_move(programme: Programme, to: str) -> None:
    programme.refresh_from_db(fields=["impact_state"])
    if to == ProgrammeState.UNDER_WAY and lacks_protection(programme):
        raise RuleViolation(
            _("Answer first whether the assessment of data protection is done. You do that under “Basic facts”.")
        )
    if to == ProgrammeState.CLOSED and structures_without_owner(programme).exists():
        raise RuleViolation(_("Something that is to live on has nobody who takes over. Find somebody first."))


def set_programme_public(*, programme: Programme, is_public: bool, by) -> Programme:
    """Publish the programme with everything in it that is public, or take all of it off the public pages.

    Raises StateConflict when it is so already; RuleViolation for a rejected programme.
    """
    if is_public and programme.state == ProgrammeState.REJECTED:
        raise RuleViolation(_("A rejected programme cannot be published."))
    with transaction.atomic():
        rows = (
            Programme.objects.current()
            .filter(pk=programme.pk, published_at__isnull=is_public)
            .update(published_at=clock.now() if is_public else None, updated_at=clock.now(), updated_by=by)
        )
        if not rows:
            raise StateConflict()
        _bump(programme)
        verb = "programme.publish" if is_public else "programme.unpublish"
        audit.record(verb, programme, by=by, programme_id=programme.pk, fields=["published_at"])
    programme.refresh_from_db()
    return programme


def withdraw_programme(*, programme: Programme, by, reason: str) -> Programme:
    """Take the programme out of all lists and public pages; it stays on file.

    Raises RuleViolation without a reason.
    """
    with transaction.atomic():
        records.set_withdrawn(programme, by=by, reason=reason)
        _bump(programme)
        audit.record("programme.withdraw", programme, by=by, programme_id=programme.pk, reason=reason)
    return programme


def redact_programme(programme: Programme, *, fields: list[str], by, reason: str) -> Programme:
    """Remove texts of the programme for good, in every copy; the reason is logged, the texts are not.

    Raises RuleViolation without a reason.
    """
    with transaction.atomic():
        remove_texts("programme.redact", programme, programme_id=programme.pk, fields=fields, by=by, reason=reason)
        _bump(programme)
    return programme


def _bump(programme: Programme) -> None:
    # The list of programmes is part of the site, so both scopes change.
    public_pages.bump(public_pages.SITE, public_pages.programme_scope(programme.pk))
