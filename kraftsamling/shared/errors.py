"""Errors whose message is a translated sentence that may be shown to the person at the screen."""

from django.utils.translation import gettext_lazy as _


class RuleViolation(Exception):
    """A rule of the domain was broken; ``message`` is a translated sentence, ``field`` the form field it concerns."""

    def __init__(self, message: str, *, field: str | None = None):
        super().__init__(message)
        self.message = message
        self.field = field


class StateConflict(RuleViolation):
    """The row was not in the state the move starts from: somebody else was faster."""

    def __init__(self, message: str = _("Somebody else changed this just now. Look at how it stands, then try again.")):
        super().__init__(message)


class EditConflict(RuleViolation):
    """The row's version is not the one that was edited: two people saved at once."""

    def __init__(self, message: str = _("Somebody else saved this while you were writing. Nothing is lost.")):
        super().__init__(message)
