"""What must be in place in each phase, to begin with (domain.md 1). Proposals: a programme changes, drops and adds."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programmes.enums import PhaseKind


@dataclass(frozen=True)
class ChecklistProposal:
    """``key`` tells that a programme has the item already, whatever its text has become."""

    key: str
    text: str | Promise


CHECKLIST_PROPOSALS: dict[str, tuple[ChecklistProposal, ...]] = {
    PhaseKind.INITIATION: (
        ChecklistProposal("area", _("The area is chosen, and it is written down why")),
        ChecklistProposal("mission", _("The mission and the goals are agreed")),
        ChecklistProposal("residents-asked", _("Residents and associations have been asked what they see")),
        ChecklistProposal("decision", _("The political decision is made")),
        ChecklistProposal("leader", _("It is decided who leads the work and with how much time")),
        ChecklistProposal("money", _("It is known what the work may cost and who pays")),
        ChecklistProposal("data-protection", _("The handling of personal data is assessed")),
        ChecklistProposal("told", _("Residents know that the work begins and whom to ask")),
    ),
    PhaseKind.BUILD_UP: (
        ChecklistProposal("steering-group", _("The steering group and the political leading group are appointed")),
        ChecklistProposal("six-matters", _("The leaders have agreed on how to work together and handle conflicts")),
        ChecklistProposal("responsibilities", _("It is clear who answers for what in each department")),
        ChecklistProposal("mapping", _("The area is mapped: people, places, services and what works already")),
        ChecklistProposal("problem-picture", _("A first picture of the problems is shared by those who take part")),
        ChecklistProposal("network", _("There is contact with associations, housing companies, schools and others")),
        ChecklistProposal("lab", _("The citizens' lab is open and has somebody who runs it")),
        ChecklistProposal("communicator", _("One named person answers for communication")),
    ),
    PhaseKind.PROBLEM_TACKLING: (
        ChecklistProposal("dialogues", _("Residents take part in dialogues on the most important matters")),
        ChecklistProposal("action-plan", _("An action plan is made together across departments")),
        ChecklistProposal("obstacles", _("Obstacles are written down and have somebody who deals with them")),
        ChecklistProposal("experiments", _("New ways are tried on a small scale and evaluated as they run")),
        ChecklistProposal("feedback", _("Those who took part have been told what came of it")),
        ChecklistProposal("ideas", _("Residents' own ideas get help to become real")),
        ChecklistProposal("lessons", _("Lessons are written down and passed on")),
    ),
    PhaseKind.IMPLEMENTATION: (
        ChecklistProposal("what-stays", _("It is decided what is to live on and what is to end")),
        ChecklistProposal("owners", _("Everything that lives on has an owner in ordinary operations")),
        ChecklistProposal("budget", _("What lives on has money in an ordinary budget")),
        ChecklistProposal("agreements", _("Agreements with partners are renewed or ended")),
        ChecklistProposal("evaluation", _("Effects and the way of working are evaluated")),
        ChecklistProposal("archive", _("Documents are put in order for the archive")),
        ChecklistProposal("thanks", _("Residents and partners have been told the result and been thanked")),
    ),
}
