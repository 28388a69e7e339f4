"""Who and when: the municipality, its organisations and roles, programmes with phases and map notes, legal pages."""

from programmes.models.legal import AccessibilityReport, AccessibilityStatement, LegalPage, LegalPageVersion
from programmes.models.municipality import Municipality, MunicipalityRolePermission, Organisation
from programmes.models.programme import (
    FormerSlug,
    MapNote,
    MapNoteVersion,
    Phase,
    Programme,
    ProgrammeRecord,
    ProgrammeRecordQuerySet,
    ProgrammeRolePermission,
    ProgrammeVersion,
    Responsibility,
    ShortAddress,
)
from programmes.models.roles import Invitation, RoleAssignment

__all__ = [
    "AccessibilityReport",
    "AccessibilityStatement",
    "FormerSlug",
    "Invitation",
    "LegalPage",
    "LegalPageVersion",
    "MapNote",
    "MapNoteVersion",
    "Municipality",
    "MunicipalityRolePermission",
    "Organisation",
    "Phase",
    "Programme",
    "ProgrammeRecord",
    "ProgrammeRecordQuerySet",
    "ProgrammeRolePermission",
    "ProgrammeVersion",
    "Responsibility",
    "RoleAssignment",
    "ShortAddress",
]
