"""An invitation as plain text, to be copied into an e-mail."""

from django.conf import settings
from django.utils.translation import override

from dialogues.degrees import Degree, degrees_of
from dialogues.enums import FORMAL_LINKS
from dialogues.formal_texts import formal_notice, formal_text
from dialogues.invitation_words import words_in
from dialogues.models import Dialogue
from dialogues.queries.invitations import Invitation
from dialogues.queries.public import inviters_of
from programmes.queries.short_addresses import address_of_code

_PARTS = ("influence", "decided", "promise", "practical")
_TOLD = tuple(name for name in _PARTS if name != "influence")  # of information, where nothing can be influenced


def write_mail_text(dialogue: Dialogue, invitation: Invitation, degrees: dict[str, Degree] | None = None) -> str:
    """Return the invitation in the language of ``invitation``; the dialogue has been published and has its address.

    Whoever writes it in many languages gives ``degrees``, so that they are looked up once.

    Fixed texts on a procedure in law are translated by nobody: they stand in Swedish where they are not in English.
    """
    words, degree = words_in(invitation.language), (degrees or degrees_of(dialogue))[invitation.language]
    blocks = [_lines(degree.called, invitation.title, invitation.question)]
    marks = ((invitation.is_machine, words.machine), (invitation.is_outdated, words.outdated))
    blocks += [_lines(*(mark for holds, mark in marks if holds)), invitation.summary]
    blocks.append(". ".join(filter(None, (degree.name, degree.sentences))))
    if dialogue.is_information:
        blocks.append(invitation.influence)
    blocks += [_lines(f"{getattr(words, name)}:", getattr(invitation, name))
               for name in (_TOLD if dialogue.is_information else _PARTS) if getattr(invitation, name)]  # fmt: skip
    blocks.append(_lines(f"{words.read_more}:", address_of_code(dialogue.short_address.code).url))
    blocks.append(_formal(dialogue, invitation.language))
    programme = dialogue.programme
    asked = ", ".join(filter(None, (programme.contact_function, programme.contact_phone, programme.contact_email)))
    blocks.append(f"{words.questions} {asked}" if asked else "")
    blocks.append("\n".join(one.name for one in inviters_of(dialogue)))
    blocks.append(words.unreviewed)
    return "\n\n".join(block for block in blocks if block)


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _formal(dialogue: Dialogue, language: str) -> str:
    if dialogue.formal_link not in FORMAL_LINKS:
        return ""
    with override("en" if language == "en" else settings.LANGUAGE_CODE):
        fixed = formal_text(dialogue.formal_link)
        words = [str(sentence) for sentence in (fixed.not_this, fixed.send_there, fixed.at_stake)]
        notice = [f"{point}: {text}" for point, text in formal_notice(dialogue)]
    return _lines(" ".join(words), *notice, dialogue.official_url)
