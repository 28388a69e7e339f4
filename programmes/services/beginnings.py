"""What apps on higher floors propose to a municipality when a programme begins in it."""

from collections.abc import Callable

from programmes.models import Municipality

# Called with the municipality and ``by=``; may be called again, and then adds only what is missing.
Beginning = Callable[..., object]
_beginnings: list[Beginning] = []


def register_beginning(propose: Beginning) -> None:
    """Let ``propose`` add what a new programme is to find in its municipality; called from an app's ``ready``."""
    if propose not in _beginnings:
        _beginnings.append(propose)


def begin(municipality: Municipality, *, by) -> None:
    """Add what the apps propose and the municipality does not have."""
    for propose in _beginnings:
        propose(municipality, by=by)
