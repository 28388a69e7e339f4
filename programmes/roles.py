"""Who may do what: one table, readable by the municipal officer who answers for it.

Changing a row changes what everybody with that role may do, at once and without a data migration: the database stores
roles only (django-guardian), and rights are expanded from here.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    # within a programme
    VIEW = "view"
    EDIT_PROGRAMME = "edit_programme"
    MOVE_STATE = "move_state"
    TICK_OFF = "tick_off"
    EDIT_KNOWLEDGE = "edit_knowledge"
    EDIT_ACTORS = "edit_actors"
    RECORD_DECISIONS = "record_decisions"
    EDIT_COMMUNICATION = "edit_communication"
    EDIT_MAP = "edit_map"
    PUBLISH = "publish"
    ORDER_DOCUMENTS = "order_documents"
    MANAGE_ROLES = "manage_roles"
    VIEW_LOG = "view_log"
    WITHDRAW = "withdraw"
    REDACT = "redact"
    VIEW_CONTACTS = "view_contacts"
    EDIT_DIALOGUES = "edit_dialogues"
    PUBLISH_DIALOGUES = "publish_dialogues"
    VIEW_PARTICIPANTS = "view_participants"
    # for the whole municipality
    CREATE_PROGRAMME = "create_programme"
    EDIT_MUNICIPALITY = "edit_municipality"
    MANAGE_PEOPLE = "manage_people"
    HANDLE_REPORTS = "handle_reports"


class RoleKey(StrEnum):
    PROCESS_LEADER = "process_leader"
    CIVIL_SERVANT = "civil_servant"
    FACILITATOR = "facilitator"
    COMMUNICATOR = "communicator"
    STEERING_GROUP_MEMBER = "steering_group_member"
    POLITICIAN = "politician"
    IDEA_COACH = "idea_coach"
    PARTNER = "partner"
    RESEARCHER = "researcher"
    PROGRAMME_CREATOR = "programme_creator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Role:
    """A role: its name, one sentence on what it is for, and what it may do."""

    key: RoleKey
    name: str
    sentence: str
    permissions: frozenset[Permission]
    is_municipal: bool = False

    @property
    def codename(self) -> str:
        """The name under which guardian stores the role as an object permission."""
        return f"role_{self.key}"


P = Permission
_READ = {P.VIEW}

ROLES: dict[RoleKey, Role] = {
    role.key: role
    for role in [
        Role(
            RoleKey.PROCESS_LEADER,
            _("Process leader"),
            _("Leads the programme: plans, publishes, invites others and sees everything in it."),
            frozenset(
                {
                    P.VIEW, P.EDIT_PROGRAMME, P.MOVE_STATE, P.TICK_OFF, P.EDIT_KNOWLEDGE, P.EDIT_ACTORS,
                    P.RECORD_DECISIONS, P.EDIT_COMMUNICATION, P.EDIT_MAP, P.PUBLISH, P.ORDER_DOCUMENTS,
                    P.MANAGE_ROLES, P.VIEW_LOG, P.WITHDRAW, P.REDACT, P.VIEW_CONTACTS, P.EDIT_DIALOGUES,
                    P.PUBLISH_DIALOGUES, P.VIEW_PARTICIPANTS,
                }
            ),
        ),
        Role(
            RoleKey.CIVIL_SERVANT,
            _("Civil servant"),
            _(
                "Works in the programme: plans and publishes dialogues, writes what is known, keeps contacts, notes "
                "decisions and what is in place."
            ),
            frozenset(
                {
                    P.VIEW, P.TICK_OFF, P.EDIT_KNOWLEDGE, P.EDIT_ACTORS, P.RECORD_DECISIONS, P.EDIT_COMMUNICATION,
                    P.EDIT_MAP, P.ORDER_DOCUMENTS, P.VIEW_CONTACTS, P.EDIT_DIALOGUES, P.PUBLISH_DIALOGUES,
                    P.VIEW_PARTICIPANTS,
                }
            ),
        ),
        Role(
            RoleKey.FACILITATOR,
            _("Facilitator"),
            _("Leads conversations: plans dialogues, sees who has signed up, and writes what is known."),
            frozenset({P.VIEW, P.TICK_OFF, P.EDIT_KNOWLEDGE, P.EDIT_MAP, P.EDIT_DIALOGUES, P.VIEW_PARTICIPANTS}),
        ),
        Role(
            RoleKey.COMMUNICATOR,
            _("Communicator"),
            _("Tells what happens: keeps the communication plan, publishes the process map, stories and invitations."),
            frozenset(
                {
                    P.VIEW, P.TICK_OFF, P.EDIT_KNOWLEDGE, P.EDIT_COMMUNICATION, P.EDIT_MAP, P.PUBLISH,
                    P.ORDER_DOCUMENTS, P.EDIT_DIALOGUES, P.PUBLISH_DIALOGUES,
                }
            ),
        ),
        Role(
            RoleKey.STEERING_GROUP_MEMBER,
            _("Steering group member"),
            _("Manages a department or partner organisation: sees the programme and its log."),
            frozenset({P.VIEW, P.VIEW_LOG, P.ORDER_DOCUMENTS}),
        ),
        Role(
            RoleKey.POLITICIAN,
            _("Politician"),
            _("Sits in the political leadership group: sees the programme."),
            frozenset({P.VIEW, P.ORDER_DOCUMENTS}),
        ),
        Role(
            RoleKey.IDEA_COACH,
            _("Idea coach"),
            _("Helps residents make their ideas happen: writes what is known and notes for the process map."),
            frozenset({P.VIEW, P.TICK_OFF, P.EDIT_KNOWLEDGE, P.EDIT_MAP}),
        ),
        Role(
            RoleKey.PARTNER,
            _("Partner"),
            _("Works in another organisation: sees the programme."),
            frozenset(_READ),
        ),
        Role(
            RoleKey.RESEARCHER,
            _("Researcher"),
            _("Follows the programme to learn from it: reads, and changes nothing."),
            frozenset({P.VIEW, P.VIEW_LOG}),
        ),
        Role(
            RoleKey.PROGRAMME_CREATOR,
            _("Creates programmes"),
            _("May start new programmes and becomes process leader of each."),
            frozenset({P.CREATE_PROGRAMME}),
            is_municipal=True,
        ),
        Role(
            RoleKey.ADMINISTRATOR,
            _("Administrator"),
            _("Looks after the installation: settings, people, legal pages and all programmes."),
            frozenset(Permission),
            is_municipal=True,
        ),
    ]
}  # fmt: skip

PROGRAMME_ROLES = {key: role for key, role in ROLES.items() if not role.is_municipal}
MUNICIPAL_ROLES = {key: role for key, role in ROLES.items() if role.is_municipal}
