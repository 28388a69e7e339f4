"""Whether residents can leave a contribution to a dialogue now."""

from django.utils.translation import gettext as _

from dialogues.enums import DialogueState
from dialogues.models import Dialogue


def why_not_open(dialogue: Dialogue) -> str:
    """Return, in a sentence, why nothing can be said to a published dialogue here; empty while one can."""
    if dialogue.tells_only or dialogue.is_information:
        return _("This is information. What is told cannot be influenced, but you are welcome to ask.")
    if dialogue.state == DialogueState.CANCELLED:
        return _("The dialogue is cancelled.")
    if dialogue.state != DialogueState.OPEN:
        return _("The conversations are over. What was said is being looked through.")
    return ""
