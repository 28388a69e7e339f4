"""An invitation as plain text, to be copied into an e-mail."""

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import override

from dialogues.enums import FORMAL_LINKS
from dialogues.models import Dialogue
from dialogues.prints.blocks import answer_days, tell_unanswered
from dialogues.prints.degrees import Degree, degrees_of
from dialogues.queries.invitations import Invitation, InvitationSource, source_of
from dialogues.queries.public import inviters_of
from dialogues.queries.told_occasions import tell_cancelled, tell_occasions
from dialogues.words.formal_texts import formal_notice, formal_text
from dialogues.words.invitations import words_for, words_in
from kraftsamling.shared import clock
from programmes.queries.short_addresses import address_of_code


def write_mail_text(
    dialogue: Dialogue,
    invitation: Invitation,
    degrees: dict[str, Degree] | None = None,
    source: InvitationSource | None = None,
) -> str:
    """Return the invitation in the language of ``invitation``; the dialogue has been published and has its address.

    Whoever writes it in many languages gives ``degrees`` and ``source``, so that they are looked up once.

    Fixed texts on a procedure in law are translated by nobody: they stand in Swedish where they are not in English.
    """
    words, degree = words_for(dialogue, invitation.language), (degrees or degrees_of(dialogue))[invitation.language]
    blocks = [_lines(degree.called, invitation.title, invitation.question)]
    marks = ((invitation.is_machine, words.machine), (invitation.is_outdated, words.outdated))
    blocks += [_lines(*(mark for holds, mark in marks if holds)), invitation.summary]
    source = source or source_of(dialogue)
    blocks.append(_under(words.practical, _when_and_where(source, invitation)))
    blocks.append(_lines(degree.name, degree.sentences))
    # Of information nothing can be influenced, so nothing stands under that heading.
    influence = invitation.influence
    blocks.append(influence if dialogue.is_information else _under(words.influence, influence))
    blocks.append(_under(words.decided, invitation.decided))
    blocks.append(_under(words.promise, _answers(source, invitation)))
    read_more = words.read_on if dialogue.is_information else words.read_more
    blocks.append(_lines(f"{read_more}:", address_of_code(dialogue.short_address.code).url))
    blocks.append(_formal(dialogue, invitation.language))
    programme = dialogue.programme
    asked = ", ".join(filter(None, (programme.contact_function, programme.contact_phone, programme.contact_email)))
    blocks.append(f"{words.questions} {asked}" if asked else "")
    blocks.append(_under(words.invites, "\n".join(one.name for one in inviters_of(dialogue))))
    blocks.append(words.unreviewed)
    return "\n\n".join(block for block in blocks if block)


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _under(heading: str, text: str) -> str:
    return f"{heading}:\n{text}" if text else ""


def _when_and_where(source: InvitationSource, invitation: Invitation) -> str:
    """Return what is still to come with what is there for those who come, what a translator wrote of it besides, and
    what is cancelled."""
    language = invitation.language
    phone = source.dialogue.programme.contact_phone
    told = tell_occasions(source.coming, language, now=clock.now(), is_letter=True, phone=phone)
    blocks = ["\n".join(filter(None, (*one.lines, one.there, one.support))) for one in told]
    # In its own language it says what is told here, or why there is no occasion to tell of.
    is_said = bool(told) and language == source.dialogue.content_language
    cancelled = [
        f"{capfirst(words_in(language).cancelled)}: {line}" for line in tell_cancelled(source.called_off, language)
    ]
    return "\n\n".join(filter(None, (*blocks, "" if is_said else invitation.practical, *cancelled)))


def _answers(source: InvitationSource, invitation: Invitation) -> str:
    is_own = invitation.language == source.dialogue.content_language
    if source.unanswered and not is_own:
        return _lines(*tell_unanswered(source, words_in(invitation.language)))
    return _lines(invitation.promise, *(() if is_own else answer_days(source, invitation.language)))


def _formal(dialogue: Dialogue, language: str) -> str:
    if dialogue.formal_link not in FORMAL_LINKS:
        return ""
    with override("en" if language == "en" else settings.LANGUAGE_CODE):
        fixed = formal_text(dialogue.formal_link)
        words = [str(sentence) for sentence in (fixed.not_this, fixed.send_there, fixed.at_stake)]
        notice = [f"{point}: {text}" for point, text in formal_notice(dialogue)]
    return _lines(" ".join(words), *notice, dialogue.official_url)
