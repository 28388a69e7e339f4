"""Types of record to begin with. They are proposals, in Swedish, that a municipality decides on before anything is
disposed of; no period is proposed, since periods are set by each municipality's own plan (sweden.md B-7, B-8).
"""

from dataclasses import dataclass

PROPOSAL_NOTE = "Förslag, kräver kommunens beslut."


@dataclass(frozen=True)
class RetentionProposal:
    """A type of record; ``counted_from`` names the event from which a time would be counted, empty when kept."""

    key: str
    name: str
    counted_from: str = ""


RETENTION_PROPOSALS = [
    RetentionProposal("programbeslut", "Beslut om kraftsamlingen"),
    RetentionProposal("projektplan", "Projektplan"),
    RetentionProposal("dialogplan", "Dialogplan"),
    RetentionProposal("inbjudan", "Inbjudan", "tillfället har varit"),
    RetentionProposal("deltagarforteckning", "Deltagarförteckning", "tillfället har varit"),
    RetentionProposal("minnesanteckning", "Minnesanteckning", "ärendet är avslutat"),
    RetentionProposal("dialogsammanstallning", "Sammanställning av en dialog"),
    RetentionProposal("bidrag", "Enskilt bidrag i en dialog", "sammanställningen är klar"),
    RetentionProposal("foto", "Foto"),
    RetentionProposal("samtycke", "Samtycke", "det som samtycket gäller används inte längre"),
    RetentionProposal("aterkoppling", "Återkoppling till dem som deltog"),
    RetentionProposal("medborgaride", "Idé från invånare"),
    RetentionProposal("enkat-radata", "Enkätsvar, varje svar för sig", "sammanställningen är klar"),
    RetentionProposal("enkat-sammanstallning", "Enkätsvar, sammanställning"),
    RetentionProposal("handlingsplan", "Handlingsplan med tidigare versioner"),
    RetentionProposal("hinder", "Hinder i handlingsplanen", "kraftsamlingen är avslutad"),
    RetentionProposal("eskalering", "Fråga som lyfts till ledningen"),
    RetentionProposal("beslut-protokoll", "Beslut och protokoll"),
    RetentionProposal("utvardering", "Utvärdering"),
    RetentionProposal("affisch", "Affisch och annan kommunikation"),
    RetentionProposal("logg", "Händelselogg", "kraftsamlingen är avslutad"),
    RetentionProposal("tillganglighetsrapport", "Anmälan om tillgänglighet", "anmälan är besvarad"),
    RetentionProposal("personuppgiftsincident", "Personuppgiftsincident", "incidenten är utredd"),
]
