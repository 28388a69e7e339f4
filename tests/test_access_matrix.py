"""Every address against every persona. An address missing here, or one that is gone, fails.

Answers: 2 shown, 3 led elsewhere, L led to the sign-in page, F forbidden (403), N not found (404). An address that
takes nothing but a POST is sent one. A stranger to a programme gets N, so that nobody learns what exists; somebody in
it without the right gets F.
"""

from copy import copy
from dataclasses import fields

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from tests.full_house import DAY_OF_EARLIER_MAP

PERSONAS = [
    "anonymous",
    "stranger",
    "process_leader",
    "civil_servant",
    "facilitator",
    "communicator",
    "steering_group_member",
    "politician",
    "idea_coach",
    "partner",
    "researcher",
    "programme_creator",
    "administrator",
]

# anonymous, stranger | leader, civil servant, facilitator, communicator, steering group, politician, idea coach,
# partner, researcher | creates programmes, administrator
MATRIX = """
short_address                               33 333333333 33
health                                      22 222222222 22
overview:programme_list                     22 222222222 22
overview:programme_public                   22 222222222 22
overview:process_map                        22 222222222 22
overview:process_map_part                   22 222222222 22
overview:shop_window                        22 222222222 22
overview:shop_window_worker                 22 222222222 22
overview:map_on_day                         22 222222222 22
overview:map_embedded                       22 222222222 22
overview:map_share_picture                  22 222222222 22
overview:map_svg                            22 222222222 22
overview:map_png                            22 222222222 22
overview:gallery                            NN NNNNNNNNN NN
dialogues:dialogue_public_list              22 222222222 22
dialogues:dialogue_public_page              22 222222222 22
dialogues:dialogue_public                   22 222222222 22
dialogues:dialogue_public_text              22 222222222 22
dialogues:dialogue_share_picture            22 222222222 22
dialogues:registration_sign_up              22 222222222 22
dialogues:registration_open                 NN NNNNNNNNN NN
dialogues:registration_contact              NN NNNNNNNNN NN
dialogues:registration_leave                FF FFFFFFFFF FF
dialogues:registration_forget               FF FFFFFFFFF FF
dialogues:occasion_ics                      22 222222222 22
dialogues:dialogue_calendar                 22 222222222 22
programmes:accessibility_statement          22 222222222 22
programmes:accessibility_report             22 222222222 22
programmes:accessibility_report_receipt     22 222222222 22
programmes:privacy                          22 222222222 22
programmes:how_we_handle                    22 222222222 22
programmes:logo                             NN NNNNNNNNN NN
documents:public_document                   22 222222222 22
documents:public_file                       NN NNNNNNNNN NN
programmes:invitation_open                  33 333333333 33
programmes:invitation_accept                NN NNNNNNNNN NN
notices:mail_stop                           NN NNNNNNNNN NN

account_login                               23 333333333 33
mfa_authenticate                            L3 333333333 33
mfa_login_webauthn                          L3 333333333 33
account_logout                              L2 222222222 22
account_inactive                            22 222222222 22
account_reset_password                      22 222222222 22
account_reset_password_done                 22 222222222 22
account_reset_password_from_key             22 222222222 22
account_reset_password_from_key_done        22 222222222 22
account_reauthenticate                      L2 222222222 22
mfa_reauthenticate                          L3 333333333 33
mfa_reauthenticate_webauthn                 L3 333333333 33
account_change_password                     L2 222222222 22
account_set_password                        L3 333333333 33
mfa_index                                   L2 222222222 22
mfa_activate_totp                           L3 333333333 33
mfa_deactivate_totp                         LN NNNNNNNNN NN
mfa_view_recovery_codes                     LN NNNNNNNNN NN
mfa_generate_recovery_codes                 L3 333333333 33
mfa_download_recovery_codes                 LN NNNNNNNNN NN
mfa_list_webauthn                           L2 222222222 22
mfa_add_webauthn                            L3 333333333 33
mfa_edit_webauthn                           L3 333333333 33
mfa_remove_webauthn                         L3 333333333 33
accounts:profile                            L2 222222222 22
notices:notice_list                         L2 222222222 22
notices:notice_read_all                     L3 333333333 33
notices:notice_read                         L3 333333333 33
notices:mail_choice                         L2 222222222 22
overview:my_page                            L2 222222222 22
programmes:programme_list_work              L2 222222222 22
programmes:programme_create                 LF FFFFFFFFF 22

programmes:municipality_edit                LF FFFFFFFFF F2
programmes:municipality_logo                LF FFFFFFFFF F2
programmes:municipality_logo_remove         LF FFFFFFFFF F3
programmes:municipality_log                 LF FFFFFFFFF F2
programmes:organisation_list                LF FFFFFFFFF F2
programmes:organisation_create              LF FFFFFFFFF F2
programmes:organisation_edit                LF FFFFFFFFF F2
programmes:organisation_end                 LF FFFFFFFFF F2
programmes:guidance_list                    LF FFFFFFFFF F2
programmes:guidance_edit                    LF FFFFFFFFF F2
programmes:organisation_merge               LF FFFFFFFFF F2
programmes:legal_page_list                  LF FFFFFFFFF F2
programmes:legal_page_edit                  LF FFFFFFFFF F2
programmes:statement_edit                   LF FFFFFFFFF F2
programmes:statement_publish                LF FFFFFFFFF F3
programmes:statement_unpublish              LF FFFFFFFFF F3
programmes:report_list                      LF FFFFFFFFF F2
programmes:report_detail                    LF FFFFFFFFF F2
programmes:report_take                      LF FFFFFFFFF F3
programmes:report_answer                    LF FFFFFFFFF F2
programmes:report_reopen                    LF FFFFFFFFF F2
programmes:retention_list                   LF FFFFFFFFF F2
programmes:retention_propose                LF FFFFFFFFF F3
programmes:retention_create                 LF FFFFFFFFF F2
programmes:retention_edit                   LF FFFFFFFFF F2
programmes:people_list                      LF FFFFFFFFF F2
programmes:people_detail                    LF FFFFFFFFF F2
programmes:people_invite                    LF FFFFFFFFF F2
programmes:people_invitation_resend         LF FFFFFFFFF F2
programmes:people_invitation_cancel         LF FFFFFFFFF F2
programmes:people_role_grant                LF FFFFFFFFF F2
programmes:people_role_revoke               LF FFFFFFFFF F2
programmes:people_close                     LF FFFFFFFFF F2
programmes:people_reopen                    LF FFFFFFFFF F3
programmes:people_hand_over                 LF FFFFFFFFF F2

overview:programme_preview                  LN 222222222 N2
overview:map_sharing                        LN 222222222 N2
programmes:programme_detail                 LN 222222222 N2
programmes:programme_planning               LN 222222222 N2
programmes:programme_edit_basics            LN 2FFFFFFFF N2
programmes:programme_edit_mission           LN 2FFFFFFFF N2
programmes:programme_edit_decision          LN 2FFFFFFFF N2
programmes:phase_edit                       LN 2FFFFFFFF N2
programmes:phase_detail                     LN 222222222 N2
programmes:phase_shift                      LN 2FFFFFFFF N2
programmes:phase_set_dates                  LN 3FFFFFFFF N3
programmes:exit_set_dates                   LN 3FFFFFFFF N3
programmes:phase_start                      LN 2FFFFFFFF N2
programmes:phase_take_up                    LN 2FFFFFFFF N2
programmes:passage_finish                   LN 2FFFFFFFF N2
programmes:passage_edit                     LN 2FFFFFFFF N2
programmes:passage_cancel                   LN 2FFFFFFFF N2
programmes:passage_reopen                   LN 2FFFFFFFF N2
programmes:phase_redact                     LN 2FFFFFFFF N2
programmes:passage_redact                   LN 2FFFFFFFF N2
programmes:checklist_item_list              LN 222222222 N2
programmes:checklist_item_create            LN 2FFFFFFFF N2
programmes:checklist_item_edit              LN 2FFFFFFFF N2
programmes:checklist_item_withdraw          LN 2FFFFFFFF N2
programmes:checklist_item_redact            LN 2FFFFFFFF N2
programmes:checklist_item_detail            LN 222222222 N2
programmes:checklist_item_move              LN 2222FF2FF N2
programmes:checklist_item_order             LN 3FFFFFFFF N3
programmes:checklist_propose                LN 3FFFFFFFF N3
programmes:programme_move                   LN 2FFFFFFFF N2
programmes:programme_publish                LN 2FF2FFFFF N2
programmes:programme_withdraw               LN 2FFFFFFFF N2
programmes:programme_redact                 LN 2FFFFFFFF N2
programmes:log_list                         LN 2FFF2FFF2 N2
programmes:role_list                        LN 2FFFFFFFF N2
programmes:role_grant                       LN 2FFFFFFFF N2
programmes:role_revoke                      LN 2FFFFFFFF N2
programmes:role_hand_over                   LN 2FFFFFFFF N2
programmes:invitation_create                LN 2FFFFFFFF N2
programmes:invitation_resend                LN 2FFFFFFFF N2
programmes:invitation_cancel                LN 2FFFFFFFF N2
programmes:map_note_list                    LN 222222222 N2
programmes:map_note_create                  LN 2222FF2FF N2
programmes:map_note_edit                    LN 2222FF2FF N2
programmes:map_note_set_public              LN 3FF3FFFFF N3
programmes:map_note_withdraw                LN 2FFFFFFFF N2
programmes:map_note_redact                  LN 2FFFFFFFF N2
programmes:asset_list                       LN 222222222 N2
programmes:asset_create                     LN 2222FF2FF N2
programmes:asset_edit                       LN 2222FF2FF N2
programmes:asset_withdraw                   LN 2FFFFFFFF N2
programmes:asset_redact                     LN 2FFFFFFFF N2
programmes:asset_detail                     LN 222222222 N2
programmes:source_list                      LN 222222222 N2
programmes:source_create                    LN 2222FF2FF N2
programmes:source_detail                    LN 222222222 N2
programmes:source_edit                      LN 2222FF2FF N2
programmes:source_withdraw                  LN 2FFFFFFFF N2
programmes:source_redact                    LN 2FFFFFFFF N2
programmes:figure_create                    LN 2222FF2FF N2
programmes:figure_edit                      LN 2222FF2FF N2
programmes:figure_withdraw                  LN 2222FF2FF N2
programmes:figure_redact                    LN 2FFFFFFFF N2
programmes:story_list                       LN 222222222 N2
programmes:story_create                     LN 2222FF2FF N2
programmes:story_detail                     LN 222222222 N2
programmes:story_edit                       LN 2222FF2FF N2
programmes:story_move                       LN 2222FF2FF N2
programmes:story_set_public                 LN 3FF3FFFFF N3
programmes:story_withdraw                   LN 2FFFFFFFF N2
programmes:story_redact                     LN 2FFFFFFFF N2
programmes:place_list                       LN 222222222 N2
programmes:place_import                     LN 2222FF2FF N2
programmes:place_import_review              LN 3333FF3FF N3
programmes:place_create                     LN 2222FF2FF N2
programmes:place_detail                     LN 222222222 N2
programmes:place_edit                       LN 2222FF2FF N2
programmes:place_withdraw                   LN 2FFFFFFFF N2
programmes:place_redact                     LN 2FFFFFFFF N2
programmes:actor_list                       LN 222222222 N2
programmes:actor_create                     LN 22FFFFFFF N2
programmes:actor_edit                       LN 22FFFFFFF N2
programmes:actor_withdraw                   LN 2FFFFFFFF N2
programmes:actor_redact                     LN 2FFFFFFFF N2
programmes:actor_detail                     LN 222222222 N2
programmes:actor_end                        LN 22FFFFFFF N2
programmes:actor_network                    LN 222222222 N2
programmes:contact_list                     LN 222222222 N2
programmes:contact_create                   LN 22FFFFFFF N2
programmes:contact_edit                     LN 22FFFFFFF N2
programmes:contact_withdraw                 LN 2FFFFFFFF N2
programmes:contact_redact                   LN 2FFFFFFFF N2
programmes:contact_detail                   LN 222222222 N2
programmes:contact_address                  LN 22FFFFFFF N2
programmes:contact_event_create             LN 22FFFFFFF N2
programmes:contact_event_edit               LN 22FFFFFFF N2
programmes:contact_event_withdraw           LN 22FFFFFFF N2
programmes:contact_event_redact             LN 2FFFFFFFF N2
programmes:agreement_list                   LN 222222222 N2
programmes:agreement_create                 LN 22FFFFFFF N2
programmes:agreement_edit                   LN 22FFFFFFF N2
programmes:agreement_withdraw               LN 2FFFFFFFF N2
programmes:agreement_redact                 LN 2FFFFFFFF N2
programmes:agreement_move                   LN 22FFFFFFF N2
programmes:agreement_detail                 LN 222222222 N2
programmes:responsibility_list              LN 222222222 N2
programmes:responsibility_create            LN 2FFFFFFFF N2
programmes:responsibility_edit              LN 2FFFFFFFF N2
programmes:responsibility_redact            LN 2FFFFFFFF N2
overview:map_looks                          LN 2222FF2FF N2
overview:map_look_change                    LN 3333FF3FF N3
overview:map_look_undo                      LN 3333FF3FF N3
overview:shop_window_setup                  LN 222222222 N2
overview:glance                             LN 222222222 N2
programmes:handover_list                    LN 222222222 N2
programmes:handover_create                  LN 222222222 N2
programmes:handover_detail                  LN 22FFFFFFF N2
programmes:handover_edit                    LN 22FFFFFFF N2
programmes:handover_finish                  LN 2FFFFFFFF N2
programmes:handover_move                    LN 22FFFFFFF N2
programmes:handover_redact                  LN 2FFFFFFFF N2
programmes:handover_answer                  LN 22FFFFFFF N2
programmes:handover_answer_redact           LN 2FFFFFFFF N2
programmes:knowledge_list                   LN 222222222 N2
programmes:picture_list                     LN 222222222 N2
programmes:picture_create                   LN 2222FF2FF N2
programmes:picture_edit                     LN 2222FF2FF N2
programmes:picture_withdraw                 LN 2FFFFFFFF N2
programmes:picture_redact                   LN 2FFFFFFFF N2
programmes:picture_detail                   LN 222222222 N2
programmes:picture_establish                LN 2222FF2FF N2
programmes:picture_replace                  LN 2222FF2FF N2
programmes:picture_reject                   LN 2222FF2FF N2
programmes:picture_take_up                  LN 2222FF2FF N2
programmes:picture_basis_create             LN 2222FF2FF N2
programmes:picture_basis_edit               LN 2222FF2FF N2
programmes:picture_basis_withdraw           LN 2222FF2FF N2
programmes:picture_basis_redact             LN 2FFFFFFFF N2
programmes:challenge_list                   LN 222222222 N2
programmes:challenge_matrix                 LN 222222222 N2
programmes:challenge_create                 LN 2222FF2FF N2
programmes:challenge_edit                   LN 2222FF2FF N2
programmes:challenge_withdraw               LN 2FFFFFFFF N2
programmes:challenge_redact                 LN 2FFFFFFFF N2
programmes:challenge_move                   LN 2222FF2FF N2
programmes:challenge_detail                 LN 222222222 N2
programmes:lesson_list                      LN 222222222 N2
programmes:lesson_create                    LN 2222FF2FF N2
programmes:lesson_edit                      LN 2222FF2FF N2
programmes:lesson_withdraw                  LN 2FFFFFFFF N2
programmes:lesson_redact                    LN 2FFFFFFFF N2
programmes:lesson_detail                    LN 222222222 N2
programmes:body_list                        LN 222222222 N2
programmes:body_create                      LN 22FFFFFFF N2
programmes:body_edit                        LN 22FFFFFFF N2
programmes:body_withdraw                    LN 2FFFFFFFF N2
programmes:body_redact                      LN 2FFFFFFFF N2
programmes:body_detail                      LN 222222222 N2
programmes:membership_create                LN 22FFFFFFF N2
programmes:membership_edit                  LN 22FFFFFFF N2
programmes:membership_end                   LN 22FFFFFFF N2
programmes:membership_redact                LN 2FFFFFFFF N2
programmes:decision_list                    LN 222222222 N2
programmes:decision_create                  LN 22FFFFFFF N2
programmes:decision_edit                    LN 22FFFFFFF N2
programmes:decision_move                    LN 22FFFFFFF N2
programmes:decision_withdraw                LN 2FFFFFFFF N2
programmes:decision_redact                  LN 2FFFFFFFF N2
programmes:decision_set_public              LN 3FF3FFFFF N3
programmes:decision_detail                  LN 222222222 N2
programmes:programme_facts                  LN 222222222 N2
programmes:programme_edit_protection        LN 2FFFFFFFF N2
programmes:programme_edit_communicator      LN 2FFFFFFFF N2
overview:programme_close                    LN 2FFFFFFFF N2
overview:calendar                           LN 222222222 N2
programmes:goal_list                        LN 222222222 N2
programmes:goal_detail                      LN 222222222 N2
programmes:goal_create                      LN 2FFFFFFFF N2
programmes:goal_edit                        LN 2FFFFFFFF N2
programmes:goal_move                        LN 2FFFFFFFF N2
programmes:goal_order                       LN 3FFFFFFFF N3
programmes:goal_withdraw                    LN 2FFFFFFFF N2
programmes:goal_redact                      LN 2FFFFFFFF N2
programmes:structure_list                   LN 222222222 N2
programmes:structure_create                 LN 2FFFFFFFF N2
programmes:structure_edit                   LN 2FFFFFFFF N2
programmes:structure_move                   LN 2FFFFFFFF N2
programmes:structure_withdraw               LN 2FFFFFFFF N2
programmes:structure_redact                 LN 2FFFFFFFF N2
programmes:communication_list               LN 222222222 N2
programmes:communication_create             LN 22F2FFFFF N2
programmes:communication_edit               LN 22F2FFFFF N2
programmes:communication_move               LN 22F2FFFFF N2
programmes:communication_withdraw           LN 2FFFFFFFF N2
programmes:communication_redact             LN 2FFFFFFFF N2
documents:document_list                     LN 222222222 N2
documents:document_order                    LN 22F222FFF N2
documents:document_detail                   LN 222222222 N2
documents:document_retry                    LN 33F333FFF N3
documents:document_hang                     LN 22F222FFF N2
documents:document_download                 LN 222222222 N2
documents:document_withdraw                 LN 2FFFFFFFF N2
documents:file_list                         LN 222222222 N2
documents:file_create                       LN 2222FF2FF N2
documents:file_detail                       LN 222222222 N2
documents:file_edit                         LN 2222FF2FF N2
documents:file_set_public                   LN 3FF3FFFFF N3
documents:file_download                     LN 222222222 N2
documents:file_withdraw                     LN 2FFFFFFFF N2
documents:file_redact                       LN 2FFFFFFFF N2
documents:attachment_list                   LN 222222222 N2
documents:attachment_add                    LN 22FFFFFFF N2
documents:attachment_choose                 LN 22FFFFFFF N2
documents:attachment_detach                 LN 33FFFFFFF N3
dialogues:dialogue_list                     LN 222222222 N2
dialogues:dialogue_create                   LN 2222FFFFF N2
dialogues:dialogue_detail                   LN 222222222 N2
dialogues:dialogue_edit                     LN 2222FFFFF N2
dialogues:dialogue_size                     LN 3333FFFFF N3
dialogues:dialogue_move                     LN 2222FFFFF N2
dialogues:dialogue_withdraw                 LN 2FFFFFFFF N2
dialogues:dialogue_redact                   LN 2FFFFFFFF N2
dialogues:dialogue_check                    LN 222222222 N2
dialogues:dialogue_publish                  LN 33F3FFFFF N3
dialogues:dialogue_preview                  LN 222222222 N2
dialogues:invitation_detail                 LN 222222222 N2
dialogues:text_list                         LN 222222222 N2
dialogues:text_edit                         LN 2222FFFFF N2
dialogues:text_review                       LN 33F3FFFFF N3
dialogues:text_redact                       LN 2FFFFFFFF N2
dialogues:promise_list                      LN 222222222 N2
dialogues:promise_create                    LN 2222FFFFF N2
dialogues:promise_detail                    LN 222222222 N2
dialogues:promise_edit                      LN 2222FFFFF N2
dialogues:promise_move                      LN 2222FFFFF N2
dialogues:promise_set_public                LN 33F3FFFFF N3
dialogues:promise_withdraw                  LN 2FFFFFFFF N2
dialogues:promise_redact                    LN 2FFFFFFFF N2
dialogues:influence_create                  LN 2222FFFFF N2
dialogues:influence_edit                    LN 2222FFFFF N2
dialogues:influence_withdraw                LN 2222FFFFF N2
dialogues:influence_redact                  LN 2FFFFFFFF N2
dialogues:target_group_create               LN 2222FFFFF N2
dialogues:target_group_edit                 LN 2222FFFFF N2
dialogues:target_group_withdraw             LN 2222FFFFF N2
dialogues:level_change_redact               LN 2FFFFFFFF N2
dialogues:target_group_redact               LN 2FFFFFFFF N2
dialogues:occasion_create                   LN 2222FFFFF N2
dialogues:occasion_detail                   LN 222222222 N2
dialogues:occasion_edit                     LN 2222FFFFF N2
dialogues:occasion_move                     LN 2222FFFFF N2
dialogues:occasion_set_public               LN 33F3FFFFF N3
dialogues:occasion_withdraw                 LN 2FFFFFFFF N2
dialogues:occasion_redact                   LN 2FFFFFFFF N2
dialogues:participant_list                  LN 222FFFFFF N2
dialogues:participant_add                   LN 222FFFFFF N2
dialogues:registration_came                 LN 333FFFFFF N3
dialogues:call_list                         LN 222FFFFFF N2
dialogues:registration_call                 LN 333FFFFFF N3
dialogues:registration_cancel               LN 222FFFFFF N2
dialogues:registration_redact               LN 2FFFFFFFF N2
dialogues:ladder_edit                       LF FFFFFFFFF F2
dialogues:ladder_step_edit                  LF FFFFFFFFF F2
dialogues:method_list                       LN 222222222 N2
dialogues:method_propose                    LN 3333FFFFF N3
dialogues:method_create                     LN FFFFFFFFF N2
dialogues:method_detail                     LN 222222222 N2
dialogues:method_edit                       LN FFFFFFFFF N2
dialogues:method_case_create                LN 2222FFFFF N2
dialogues:method_case_edit                  LN 2222FFFFF N2
dialogues:method_case_withdraw              LN 2FFFFFFFF N2
dialogues:method_case_redact                LN 2FFFFFFFF N2
dialogues:method_case_share                 LN FFFFFFFFF N2
dialogues:method_case_import                LN FFFFFFFFF N2
dialogues:method_case_import_review         LN FFFFFFFFF N3
dialogues:advice                            LN 222222222 N2
dialogues:advice_choose                     LN NNNNFFFFF NN
dialogues:advice_fill                       LN 3333FFFFF N3
"""
ROWS = {
    name: dict(zip(PERSONAS, "".join(answers), strict=True))
    for name, *answers in (line.split() for line in MATRIX.splitlines() if line)
}
LETTERS = {200: "2", 204: "2", 301: "3", 302: "3", 403: "F", 404: "N"}


def named_patterns(patterns=None, namespace: str = "", parts: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Return every address's name with the names of its variable parts."""
    found = {}
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        own = (*parts, *(getattr(entry.pattern, "converters", None) or entry.pattern.regex.groupindex))
        if hasattr(entry, "url_patterns"):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            found |= named_patterns(entry.url_patterns, inner, own)
        else:
            found[f"{namespace}:{entry.name}" if namespace else entry.name] = list(own)
    return found


# Where a record of the house can move to from the state it is in.
MOVES_TO = {
    "programmes:checklist_item_move": "in_place",
    "programmes:goal_move": "reached",
    "programmes:structure_move": "agreed",
    "programmes:communication_move": "done",
    "programmes:decision_move": "revoked",
    "programmes:handover_move": "cancelled",
    "programmes:agreement_move": "signed",
    "programmes:story_move": "in_review",
    "programmes:challenge_move": "tackled",
    "dialogues:occasion_move": "cancelled",
    "dialogues:dialogue_move": "compiling",
    "dialogues:promise_move": "kept",
}


def arguments(house, name: str) -> dict:
    """Return what to put into the variable parts of the address, so that it leads to something in the house."""
    programme, assignments = house.programme, house.people["partner"].role_assignments
    keys = {
        "programmes:phase": programme.phases.first(),
        "programmes:figure_create": house.rows.source,
        "programmes:membership_create": house.rows.body,
        "programmes:role_revoke": assignments.get(),
        "programmes:people_role_revoke": house.people["programme_creator"].role_assignments.get(),
        "programmes:people_invitation": house.people_invitation,
        "programmes:invitation": house.invitation,
        "programmes:picture_basis": house.rows.basis,
        "programmes:picture_basis_create": house.rows.picture,
        "programmes:contact_event_create": house.rows.contact,
        "programmes:people": house.people["partner"],
        "programmes:organisation": house.organisation,
        "programmes:report": house.report,
        "programmes:retention": house.retention_class,
        "programmes:map_note": house.note,
        "documents:document": house.document,
        "programmes:handover_answer": house.rows.handover.answers.first(),
        "documents:file": house.file,
        "documents:attachment": house.rows.decision,
        "documents:attachment_detach": house.rows.attachment,
        "notices:notice": house.notice,
        "dialogues:influence_create": house.dialogues.dialogue,
        "dialogues:invitation_detail": house.dialogues.dialogue,
        "dialogues:text": house.dialogues.dialogue,
        "dialogues:target_group_create": house.dialogues.dialogue,
    }
    keys |= {f"programmes:{part.name}": getattr(house.rows, part.name) for part in fields(house.rows)}
    keys |= {f"dialogues:{part.name}": getattr(house.dialogues, part.name) for part in fields(house.dialogues)}
    keys |= {"dialogues:promise_create": house.dialogues.dialogue}
    keys |= {"dialogues:method_case_create": house.dialogues.method, "dialogues:advice": house.dialogues.dialogue}
    keys |= {
        "dialogues:occasion_create": house.dialogues.dialogue,
        "dialogues:participant": house.dialogues.occasion,
        "dialogues:registration_sign_up": house.dialogues.occasion,
    }
    longest = max((prefix for prefix in keys if name.startswith(prefix)), key=len, default=None)
    uuids = {"documents:public_document": house.document.uuid, "documents:public_file": house.file.uuid}
    values = {
        "slug": programme.slug,
        "dialogue": house.dialogues.dialogue.slug,
        "pk": keys[longest].pk if longest else 1,
        "uuid": uuids.get(name, house.report.uuid),
        "code": programme.short_address.code,
        "to": MOVES_TO.get(name, "decided"),
        "key": house.rows.guidance.key if name == "programmes:guidance_edit" else "process_map_poster",
        "language": "ar" if name.startswith(("dialogues:text", "dialogues:dialogue_public")) else "sv",
        "level": "dialogue",
        "section": "fragor",
        "number": 2,
        "target": "decision",
        "token": "none",
        "secret": "none",
        "show": "milstolpar",
        "day": DAY_OF_EARLIER_MAP,
        "uidb36": "1",
    }
    return {part: values[part] for part in named_patterns()[name]}


def close_file(response) -> None:
    """Close the file that a download would have streamed; closing the whole response would end the test's database."""
    for close in response._resource_closers:
        close()


def ask(client: Client, house, name: str) -> str:
    """Return the letter of the answer that the client gets; what the answer changed is undone."""
    address = reverse(name, kwargs=arguments(house, name))
    cookies = copy(client.cookies)
    with transaction.atomic():
        response = client.get(address)
        if response.status_code == 405:
            response = client.post(address, {"is_public": "no"})
        close_file(response)
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code in (302, 204) and reverse("account_login") in response.get("Location", ""):
        return "L"
    return LETTERS.get(response.status_code, str(response.status_code))


def test_matrix_names_every_address():
    assert sorted(named_patterns()) == sorted(ROWS)


@pytest.mark.parametrize("persona", PERSONAS)
def test_persona_gets_the_answers_of_the_matrix(house, persona):
    client = Client(raise_request_exception=False)
    if persona != "anonymous":
        client.force_login(house.people[persona])
    answers = {name: ask(client, house, name) for name in ROWS}
    assert answers == {name: row[persona] for name, row in ROWS.items()}


def test_ended_role_and_closed_account_open_nothing(house):
    user = house.people["process_leader"]
    client = Client()
    client.force_login(user)
    address = reverse("programmes:programme_detail", args=[house.programme.slug])
    user.role_assignments.update(valid_from="2020-01-01", valid_until="2020-12-31")
    assert client.get(address).status_code == 404
    user.role_assignments.update(valid_until=None)
    assert client.get(address).status_code == 200
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(address).status_code == 302


def test_member_of_one_programme_is_a_stranger_to_another(house):
    client = Client()
    client.force_login(house.people["process_leader"])
    own, other = house.programme.slug, house.hidden.slug
    for name in ROWS:
        values = arguments(house, name)
        if (
            "slug" in values
            and name.startswith(("programmes:", "documents:", "dialogues:"))
            and ROWS[name]["stranger"] == "N"
        ):
            address = reverse(name, kwargs={**values, "slug": other})
            assert client.get(address).status_code in (404, 405), name
            assert client.post(address).status_code in (404, 405), name
    assert own != other


# Methods belong to the municipality: each of its programmes has them.
OF_THE_MUNICIPALITY = {"dialogues:method_detail", "dialogues:method_edit", "dialogues:method_case_create"}


def test_record_of_one_programme_does_not_open_under_another(house):
    """An administrator may see both programmes; the record must still not answer under the wrong one."""
    client = Client()
    client.force_login(house.people["administrator"])
    named = named_patterns().items()
    nested = [name for name, parts in named if {"slug", "pk"} <= set(parts) and name not in OF_THE_MUNICIPALITY]
    assert len(nested) > 10
    for name in nested:
        address = reverse(name, kwargs={**arguments(house, name), "slug": house.hidden.slug})
        posted = client.post(address, headers={"origin": "http://testserver"})
        assert {client.get(address).status_code, posted.status_code} <= {404, 405}, name
