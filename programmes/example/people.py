"""Example accounts, named by role; no real person stands behind them."""

from dataclasses import dataclass

from programmes.roles import RoleKey

# Printed by load_example and `make demo`. The accounts exist only where the example is loaded, never in production.
EXAMPLE_PASSWORD = "sju-broar-over-viskan"  # noqa: S105


@dataclass(frozen=True)
class ExamplePerson:
    """An account with its role in the example programme, if any, and its roles in the whole municipality."""

    email: str
    name: str
    title: str
    role: RoleKey | None = None
    municipal_roles: tuple[RoleKey, ...] = ()


PROCESS_LEADER = ExamplePerson(
    "processledare@example.org",
    "Processledaren",
    "Områdesutvecklare",
    RoleKey.PROCESS_LEADER,
    (RoleKey.PROGRAMME_CREATOR,),
)

PEOPLE = [
    PROCESS_LEADER,
    ExamplePerson("tjansteperson@example.org", "Tjänstepersonen", "Handläggare", RoleKey.CIVIL_SERVANT),
    ExamplePerson("facilitator@example.org", "Samtalsledaren", "Samtalsledare", RoleKey.FACILITATOR),
    ExamplePerson("kommunikator@example.org", "Kommunikatören", "Kommunikatör", RoleKey.COMMUNICATOR),
    ExamplePerson("styrgrupp@example.org", "Styrgruppsledamoten", "Förvaltningschef", RoleKey.STEERING_GROUP_MEMBER),
    ExamplePerson("politiker@example.org", "Politikern", "Ledamot i nämnden", RoleKey.POLITICIAN),
    ExamplePerson("idecoach@example.org", "Idécoachen", "Idécoach i en förening", RoleKey.IDEA_COACH),
    ExamplePerson("partner@example.org", "Partnern", "Områdeschef i ett bostadsbolag", RoleKey.PARTNER),
    ExamplePerson("foljeforskare@example.org", "Följeforskaren", "Forskare", RoleKey.RESEARCHER),
    ExamplePerson("administrator@example.org", "Administratören", "Systemförvaltare", None, (RoleKey.ADMINISTRATOR,)),
]
