"""Log lines without the secrets that some addresses are made of.

Whoever has such an address may do what it is for: see and cancel a registration, choose a new password. So it must not
lie in a log that more people read, and that is kept longer, than what it opens.
"""

import logging
import re

# What comes before the secret in an address. A test finds an address that is missing here.
_BEFORE_SECRETS = "anmalan|folj|konto/inbjudan|konto/glomt-losenord/nytt|meddelanden/stoppa|tillganglighet/rapportera"
# Within another address, as in ?next=, a slash may be written as %2F.
_SLASH = "(?:/|%2F)"
_SECRET = re.compile(
    rf"(?:(?<![\w-])|(?<=%2F))((?:{_BEFORE_SECRETS.replace('/', _SLASH)}){_SLASH})[^/\s?'\"]{{12,}}", re.IGNORECASE
)


def mask(line: str) -> str:
    """Return ``line`` with the secrets of addresses left out."""
    return _SECRET.sub(r"\1…", line)


class MaskingFormatter(logging.Formatter):
    """Leaves the secrets out of the whole line, its traceback too."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))
