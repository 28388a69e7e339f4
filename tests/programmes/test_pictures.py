"""Problem pictures: one holds at a time, and what builds on one that went is moved along or marked."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.models import Basis, Challenge, Goal, Lesson, ProblemPicture, Source
from programmes.queries.pictures import hanging_on, holding_picture, what_bases_lack
from programmes.queries.versions import earlier_texts
from programmes.roles import RoleKey
from programmes.services import keeping
from programmes.services import picture_bases as bases
from programmes.services import pictures as services
from tests.factories import ProgrammeFactory, make_member

MARCH = ImpreciseDate(dt.date(2026, 3, 1))
MAY = ImpreciseDate(dt.date(2026, 5, 1))


@pytest.fixture
def add(programme, process_leader):
    def make(model=ProblemPicture, **fields):
        if model is ProblemPicture:
            fields = {"statement": "Så här ser det ut", **fields}
        return keeping.add_record(model, programme=programme, by=process_leader, **fields)

    return make


@pytest.fixture
def old(add, process_leader):
    return services.establish_picture(add(title="Torget är mörkt"), on=MARCH, by=process_leader)


def test_second_picture_cannot_be_established_beside_the_first(old, add, programme, process_leader):
    other = add(title="Torget är tomt")
    with pytest.raises(StateConflict, match="En annan problembild"):
        services.establish_picture(other, on=MAY, by=process_leader)
    other.refresh_from_db()
    assert (other.state, other.established_on) == ("draft", None)
    assert holding_picture(programme) == old
    with pytest.raises(IntegrityError), transaction.atomic():
        ProblemPicture.objects.filter(pk=other.pk).update(state="established")


def test_replacing_carries_what_was_chosen_and_marks_the_rest(old, add, client, programme, process_leader):
    new, goal = add(title="Torget är tomt"), add(Goal, title="Ett levande torg", problem_picture=old)
    moved = add(Challenge, title="Inget att göra", problem_picture=old)
    left = add(Challenge, title="Trasiga lampor", problem_picture=old)
    services.replace_picture(
        old, new, on=MAY, reason="Ljuset hjälpte inte", effect="Se över lamporna", carry=[moved, goal],
        by=process_leader,
    )  # fmt: skip
    old.refresh_from_db()
    assert (old.state, old.replaced_by, old.ended_on, new.established_on) == ("replaced", new, MAY, MAY)
    assert [[row.title for row in kind.rows] for kind in hanging_on(new)] == [["Inget att göra"], ["Ett levande torg"]]
    assert [kind.rows for kind in hanging_on(old)] == [[left]]
    carried = AuditEntry.objects.filter(fields=["problem_picture"]).values_list("target_label", flat=True)
    assert sorted(carried) == sorted([moved.number, goal.number])
    client.force_login(process_leader)
    page = client.get(reverse("programmes:challenge_list", args=[programme.slug])).content.decode()
    assert page.count("Bygger på en problembild som inte längre gäller") == 1


def test_of_two_who_replace_at_once_one_wins_and_the_other_is_told(old, add, process_leader):
    first, second = add(title="Den ena"), add(title="Den andra")
    mine, theirs = (ProblemPicture.objects.get(pk=old.pk) for _turn in range(2))
    challenge = add(Challenge, title="Lampor", problem_picture=old)
    services.replace_picture(mine, first, on=MAY, reason="Nytt", by=process_leader)
    with pytest.raises(StateConflict, match="Någon annan hann just"):
        services.replace_picture(theirs, second, on=MAY, reason="Annat", carry=[challenge], by=process_leader)
    second.refresh_from_db()
    challenge.refresh_from_db()
    assert (second.state, challenge.problem_picture) == ("draft", old)
    assert ProblemPicture.objects.get(pk=old.pk).end_reason == "Nytt"


def test_clash_is_a_sentence_on_the_page_and_keeps_what_was_written(old, add, client, programme, process_leader):
    new = add(title="Den nya")
    services.reject_picture(ProblemPicture.objects.get(pk=old.pk), on=MAY, reason="Fel", by=process_leader)
    client.force_login(process_leader)
    address = reverse("programmes:picture_replace", args=[programme.slug, old.pk])
    data = {"new": new.pk, "on": "maj 2026", "reason": "Mitt långa skäl", "effect": ""}
    page = client.post(address, data).content.decode()
    assert "Någon annan hann just ersätta eller förkasta" in page
    assert "Mitt långa skäl" in page


def test_what_a_colleague_moved_elsewhere_stays_where_they_put_it(old, add, process_leader):
    new, other = add(title="Den nya"), add(title="Ett utkast")
    challenge = add(Challenge, title="Lampor", problem_picture=old)
    Challenge.objects.filter(pk=challenge.pk).update(problem_picture=other)
    services.replace_picture(old, new, on=MAY, reason="Nytt", carry=[challenge], by=process_leader)
    challenge.refresh_from_db()
    assert challenge.problem_picture == other


def test_replacing_needs_a_reason_a_draft_and_the_same_programme(old, add, process_leader):
    new = add(title="Den nya")
    stranger = keeping.add_record(
        ProblemPicture, programme=ProgrammeFactory(), by=process_leader, title="Annan", statement="Text"
    )
    with pytest.raises(RuleViolation, match="varför"):
        services.replace_picture(old, new, on=MAY, reason=" ", by=process_leader)
    with pytest.raises(RuleViolation, match="hör till"):
        services.replace_picture(old, stranger, on=MAY, reason="Nytt", by=process_leader)
    early = ImpreciseDate(dt.date(2025, 1, 1))
    with pytest.raises(RuleViolation, match="innan den fastställdes"):
        services.replace_picture(old, new, on=early, reason="Nytt", by=process_leader)
    old.refresh_from_db()
    assert (old.state, old.end_reason) == ("established", "")


def test_rejected_picture_is_worked_on_again_with_its_end_kept(old, process_leader):
    services.reject_picture(
        old, on=MAY, reason="De boende kände inte igen sig", effect="Målet ses över", by=process_leader
    )
    assert (old.state, old.ended_on) == ("rejected", MAY)
    with pytest.raises(StateConflict):
        services.reject_picture(old, on=MAY, reason="En gång till", by=process_leader)
    services.take_up_picture(old, reason="Nya siffror", by=process_leader)
    assert (old.state, old.end_reason, old.established_on, old.ended_on) == ("draft", "", None, None)
    (kept,) = earlier_texts(old)
    assert [text for _label, text in kept.texts] == ["De boende kände inte igen sig", "Målet ses över"]


def test_picture_that_went_keeps_its_wording(old, process_leader):
    services.reject_picture(old, on=MAY, reason="Fel", by=process_leader)
    with pytest.raises(RuleViolation, match="gäller inte längre"):
        services.update_picture(old, changes={"title": "x"}, expected_version=old.version, by=process_leader)
    with pytest.raises(RuleViolation, match="gäller inte längre"):
        bases.add_basis(old, kind="facts", text="x", by=process_leader)


def test_texts_of_a_picture_that_went_can_still_be_removed(old, client, programme, process_leader):
    basis = bases.add_basis(old, kind="facts", text="Fyra av tio", by=process_leader)
    services.reject_picture(old, on=MAY, reason="Namnet Olämpligsson", by=process_leader)
    client.force_login(process_leader)
    page = client.get(old.get_work_url()).content.decode()
    one, other = (
        reverse(f"programmes:{name}_redact", args=[programme.slug, row.pk])
        for name, row in (("picture", old), ("picture_basis", basis))
    )
    assert one in page
    assert other in page
    client.post(one, {"fields_to_remove": ["end_reason"], "reason": "Namn på person"})
    assert "Olämpligsson" not in client.get(old.get_work_url()).content.decode()


def test_picture_that_holds_is_not_just_withdrawn(old, add, process_leader):
    with pytest.raises(RuleViolation, match="Förkasta den eller ersätt den"):
        services.withdraw_picture(old, by=process_leader, reason="Bort")
    draft = services.withdraw_picture(add(title="Utkast"), by=process_leader, reason="Dubblett")
    assert draft.no_longer_holds


def test_draft_that_meets_a_holding_picture_leads_to_replacing_it(old, add, client, programme, process_leader):
    draft = add(title="Den nya")
    client.force_login(process_leader)
    response = client.get(reverse("programmes:picture_establish", args=[programme.slug, draft.pk]))
    expected = f"{reverse('programmes:picture_replace', args=[programme.slug, old.pk])}?ny={draft.pk}"
    assert response["Location"] == expected
    page = client.get(expected)
    assert page.context["form"]["new"].value() == str(draft.pk)


@pytest.mark.parametrize(
    ("kinds", "first"),
    [
        ([], "Det står inte än vad bilden bygger på."),
        (["facts"], "Bygger bara på siffror – vad säger de som bor här?"),
        (["facts", "judgement"], "Ingen som bor eller verkar här hörs i bilden än."),
        (["facts", "experience", "story"], "Ingen professionell bedömning än."),
        (["judgement", "experience", "story"], "Inga fakta eller siffror än."),
    ],
)
def test_missing_kind_of_basis_is_said_plainly(kinds, first):
    assert str(what_bases_lack(kinds)[0]).startswith(first)


def test_picture_that_builds_on_all_four_lacks_nothing():
    assert what_bases_lack(["facts", "judgement", "experience", "story"]) == []


def test_basis_is_added_changed_withdrawn_and_leaves_traces(old, client, programme, process_leader):
    client.force_login(process_leader)
    address = reverse("programmes:picture_basis_create", args=[programme.slug, old.pk])
    client.post(address, {"kind": "facts", "text": "Fyra av tio"})
    basis = Basis.objects.get()
    bases.update_basis(basis, changes={"text": "Tre av tio"}, expected_version=1, by=process_leader)
    bases.withdraw_basis(basis, by=process_leader, reason="Fel siffra")
    with pytest.raises(StateConflict):
        bases.withdraw_basis(basis, by=process_leader, reason="Igen")
    verbs = AuditEntry.objects.filter(target_type="programmes.basis").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["part.add", "part.update", "part.withdraw"]
    detail = reverse("programmes:picture_detail", args=[programme.slug, old.pk])
    assert "Tre av tio" not in client.get(detail).content.decode()


def test_basis_refuses_a_source_of_another_programme(old, process_leader):
    stranger = keeping.add_record(
        Source, programme=ProgrammeFactory(), by=process_leader, kind="report", title="Främmande"
    )
    with pytest.raises(RuleViolation):
        bases.add_basis(old, kind="facts", text="x", source=stranger, by=process_leader)


def test_basis_is_withdrawn_by_those_who_may_change_it(old, client, programme, process_leader):
    basis = bases.add_basis(old, kind="facts", text="Fel siffra", by=process_leader)
    client.force_login(make_member(programme, RoleKey.CIVIL_SERVANT))
    address = reverse("programmes:picture_basis_withdraw", args=[programme.slug, basis.pk])
    form = client.get(reverse("programmes:picture_basis_edit", args=[programme.slug, basis.pk])).content.decode()
    assert f'href="{address}"' in form
    client.post(address, {"reason": "Fel år"})
    basis.refresh_from_db()
    assert basis.withdrawn_at is not None


def test_text_of_a_basis_is_removed_for_good(old, client, programme, process_leader):
    basis = bases.add_basis(old, kind="story", text="Namnet Olämpligsson", by=process_leader)
    client.force_login(process_leader)
    address = reverse("programmes:picture_basis_redact", args=[programme.slug, basis.pk])
    client.post(address, {"fields_to_remove": ["text"], "reason": "Namn på person"})
    basis.refresh_from_db()
    assert "Olämpligsson" not in basis.text


def test_lesson_of_a_picture_that_went_is_marked_in_its_list(old, add, client, programme, process_leader):
    add(Lesson, title="Fråga först", problem_picture=old)
    services.reject_picture(old, on=MAY, reason="Fel", by=process_leader)
    client.force_login(process_leader)
    for name in ("lesson_list", "knowledge_list"):
        page = client.get(reverse(f"programmes:{name}", args=[programme.slug])).content.decode()
        assert page.count("Bygger på en problembild som inte längre gäller") == 1, name
