"""Which function does jobs of which kind."""

from collections.abc import Callable

from django.utils.module_loading import autodiscover_modules

_handlers: dict[str, Callable[..., None]] = {}
_failure_handlers: dict[str, Callable[..., None]] = {}
_daily_kinds: set[str] = set()


def handles(kind: str, *, on_failed: Callable[..., None] | None = None) -> Callable:
    """Register the function below as the one that does jobs of ``kind``.

    It is called with a JobRun and the job's arguments as keywords. A RuleViolation it raises ends the job at once,
    any other exception has it tried again later. ``on_failed(error, **arguments)`` is called, in the transaction that
    marks the job as failed, once no attempt is left; ``error`` is a short text without personal data.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        _handlers[kind] = function
        if on_failed is not None:
            _failure_handlers[kind] = on_failed
        return function

    return register


def daily(kind: str) -> Callable:
    """Register the function below to be called with a JobRun once per local day, as a job of ``kind``.

    A day on which nothing runs is left out, so the function looks at everything that is due, not at one day's share.
    """
    _daily_kinds.add(kind)
    return handles(kind)


def load_handlers() -> None:
    """Import every app's ``tasks`` so that its handlers are registered; costs nothing the second time."""
    autodiscover_modules("tasks")


def get_handler(kind: str) -> Callable[..., None]:
    """Return the function that does jobs of ``kind``; raises LookupError if there is none."""
    load_handlers()
    try:
        return _handlers[kind]
    except KeyError:
        raise LookupError(f"no tasks.py handles jobs of kind {kind!r}") from None


def get_failure_handler(kind: str) -> Callable[..., None] | None:
    """Return the function to call when a job of ``kind`` has failed for good, None if nobody needs to know."""
    load_handlers()
    return _failure_handlers.get(kind)


def get_daily_kinds() -> set[str]:
    """Return the kinds of the jobs that are queued once per local day."""
    load_handlers()
    return set(_daily_kinds)
