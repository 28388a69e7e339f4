"""What each verb of the event log says to a reader. Every verb that a service records stands here (tested)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Promise] = {
    "account.close": _("Closed an account"),
    "account.create": _("Created an account"),
    "account.open": _("Opened an account again"),
    "account.update": _("Changed an account"),
    "accessibility_statement.publish": _("Published the accessibility statement"),
    "accessibility_statement.unpublish": _("Took down the accessibility statement"),
    "accessibility_statement.update": _("Changed the accessibility statement"),
    "contact.purge": _("Removed an address that is no longer needed"),
    "document.fail": _("Noted that a document could not be made"),
    "document.make": _("Made a document"),
    "document.order": _("Ordered a document"),
    "document.remove_file": _("Removed the file of a document, since a text in it was removed for good"),
    "document.retry": _("Ordered a document once more"),
    "document.withdraw": _("Withdrew a document"),
    "file.publish": _("Published a file"),
    "file.store": _("Uploaded a file"),
    "file.unpublish": _("Took a file off the public site"),
    "file.update": _("Changed the facts about a file"),
    "file.withdraw": _("Withdrew a file"),
    "invitation.accept": _("Accepted an invitation"),
    "invitation.cancel": _("Took back an invitation"),
    "invitation.send": _("Sent an invitation"),
    "invitation.send_again": _("Sent an invitation once more"),
    "legal_page.update": _("Changed a page about how we work"),
    "map_note.add": _("Added a note to the process map"),
    "map_note.publish": _("Showed a note on the public process map"),
    "map_note.redact": _("Removed text from a note for good"),
    "map_note.unpublish": _("Took a note off the public process map"),
    "map_note.update": _("Changed a note on the process map"),
    "map_note.withdraw": _("Withdrew a note"),
    "municipality.create": _("Set up the municipality"),
    "municipality.logo": _("Changed the logo"),
    "municipality.update": _("Changed the municipality's settings"),
    "notices.choose_mail": _("Chose which letters to get"),
    "organisation.add": _("Added an organisation"),
    "organisation.end": _("Noted that an organisation has ended"),
    "organisation.update": _("Changed an organisation"),
    "phase.update": _("Changed a phase"),
    "programme.create": _("Created the programme"),
    "programme.mark_example": _("Marked the programme as an example"),
    "programme.publish": _("Published the programme"),
    "programme.redact": _("Removed text from the programme for good"),
    "programme.to_closed": _("Closed the programme"),
    "programme.to_decided": _("Noted that the programme is decided"),
    "programme.to_exit": _("Began the exit part"),
    "programme.to_proposed": _("Went back to proposed"),
    "programme.to_rejected": _("Noted that the programme is rejected"),
    "programme.to_under_way": _("Noted that the programme is under way"),
    "programme.unpublish": _("Took the programme off the public site"),
    "programme.update": _("Changed the programme's facts"),
    "programme.withdraw": _("Withdrew the programme"),
    "report.answer": _("Answered an accessibility report"),
    "report.reopen": _("Took up an accessibility report again"),
    "report.submit": _("Sent in an accessibility report"),
    "report.take": _("Began to look into an accessibility report"),
    "responsibility.hand_over": _("Handed over a responsibility"),
    "retention_class.add": _("Added a type of record"),
    "retention_class.propose": _("Added the proposed types of record"),
    "retention_class.update": _("Changed how long a type of record is kept"),
    "role.grant": _("Gave a role"),
    "role.revoke": _("Ended a role"),
}

# Columns that carry no name of their own but are mentioned in the log.
FIELD_WORDS: dict[str, Promise] = {
    "published_at": _("publication"),
    "withdrawn_at": _("withdrawal"),
    "position": _("order"),
}


def describe_verb(verb: str) -> str:
    """Return what ``verb`` says, in the past tense and without its subject. Raises KeyError for an unknown verb."""
    return str(VERBS[verb])
