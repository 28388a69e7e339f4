"""Challenges and lessons: their place on the matrix, filters, and what is still to be told."""

import pytest
from django.urls import reverse

from programmes.models import Challenge, Lesson, ProblemPicture
from programmes.queries.challenges import draw_matrix
from programmes.services.keeping import add_record

CHALLENGE = {"title": "Mörkt", "description": "", "placed_why": ""}


@pytest.fixture
def add(programme, process_leader):
    def make(model=Challenge, **fields):
        return add_record(model, programme=programme, by=process_leader, **fields)

    return make


@pytest.mark.parametrize("placed", [{"predictability": "3"}, {"agreement": "2"}])
def test_both_questions_of_the_matrix_are_answered_or_none(client, programme, process_leader, placed):
    client.force_login(process_leader)
    address = reverse("programmes:challenge_create", args=[programme.slug])
    response = client.post(address, {**CHALLENGE, **placed})
    assert "Svara på båda frågorna" in str(response.context["form"].errors)
    client.post(address, CHALLENGE)
    assert (Challenge.objects.get().predictability, Challenge.objects.get().agreement) == (None, None)


def test_placed_challenge_gets_its_advice(client, programme, process_leader):
    client.force_login(process_leader)
    address = reverse("programmes:challenge_create", args=[programme.slug])
    response = client.post(address, {**CHALLENGE, "predictability": "2", "agreement": "3"}, follow=True)
    page = response.content.decode()
    assert "Prova i liten skala och prata hela tiden" in page
    assert "Det som saknas mest är kunskap" in page
    assert "Förutsägbar 2 av 5, överens 3 av 5." in page


def test_new_challenge_belongs_to_the_picture_that_holds(client, programme, process_leader, add):
    picture = add(ProblemPicture, title="Bild", statement="Text", state="established")
    client.force_login(process_leader)
    response = client.get(reverse("programmes:challenge_create", args=[programme.slug]))
    assert response.context["form"]["problem_picture"].value() == picture.pk


def test_matrix_says_out_of_how_many(client, programme, process_leader, add):
    add(title="Busskuren", predictability=4, agreement=2)
    client.force_login(process_leader)
    page = client.get(reverse("programmes:challenge_matrix", args=[programme.slug])).content.decode()
    assert "förutsägbar 4 av 5, överens 2 av 5" in page


def test_matrix_numbers_dots_as_the_list_and_counts_what_finds_no_room(programme, add):
    add(title="Ensam", predictability=1, agreement=1)
    for number in range(8):
        add(title=f"Samma ruta {number}", predictability=5, agreement=5)
    add(title="Inte placerad")
    add(title="Löst", predictability=3, agreement=3, state="settled")
    matrix = draw_matrix(programme)
    assert [dot.text for dot in matrix.dots] == ["1", "2", "3", "4", "5", "+3", "9"]
    assert [[placed.number for placed in zone.rows] for zone in matrix.zones] == [[*range(1, 9)], [], [], [9]]
    assert [challenge.title for challenge in matrix.unplaced] == ["Inte placerad"]


def test_dots_lie_in_their_square_and_touch_no_other(programme, add):
    for known in range(1, 6):
        for agreed in range(1, 6):
            for _turn in range(7):
                add(title="x", predictability=known, agreement=agreed)
    matrix = draw_matrix(programme)
    spots = [(dot.x, dot.y) for dot in matrix.dots]
    assert len(spots) == 150
    assert (
        min((one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2 for place, one in enumerate(spots) for two in spots[:place])
        >= 20**2
    )
    corners = [(square.x, square.y) for square in matrix.squares]
    for x, y in spots:
        assert any(left + 10 <= x <= left + 54 and top + 10 <= y <= top + 54 for left, top in corners)


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("zon=complex", ["Svår"]),
        ("zon=none", ["Ny"]),
        ("state=settled", ["Enkel"]),
        ("zon=påhittad", ["Ny", "Svår", "Enkel"]),
        ("ord=SVÅR", ["Svår"]),
    ],
)
def test_challenges_are_narrowed(client, programme, process_leader, add, asked, titles):
    add(title="Enkel", predictability=5, agreement=5, state="settled")
    add(title="Svår", predictability=2, agreement=3)
    add(title="Ny")
    client.force_login(process_leader)
    response = client.get(f"{reverse('programmes:challenge_list', args=[programme.slug])}?{asked}")
    assert [row.title for row in response.context["page"].object_list] == titles


def test_earlier_wording_of_a_challenge_is_kept(client, programme, process_leader, add):
    challenge = add(title="Mörkt på torget")
    client.force_login(process_leader)
    address = reverse("programmes:challenge_edit", args=[programme.slug, challenge.pk])
    form = client.get(address).context["form"]
    data = {**CHALLENGE, "title": "Tomt på torget", "version": 1, "base": form.initial["base"]}
    page = client.post(address, data, follow=True).content.decode()
    assert "Tidigare" in page
    assert "Mörkt på torget" in page


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("lage=not_told", ["Ny"]),
        ("lage=not_changed", ["Ny", "Berättad"]),
        ("lage=changed", ["Använd"]),
        ("fas=initiation", ["Använd"]),
    ],
)
def test_lessons_are_narrowed_to_what_is_left_to_do(client, programme, process_leader, add, asked, titles):
    add(Lesson, title="Använd", told_on="2026-03-01/month", what_changed="Allt", phase=programme.phases.first())
    add(Lesson, title="Berättad", told_on="2026-03-01/month")
    add(Lesson, title="Ny", who_should_know="Styrgruppen")
    client.force_login(process_leader)
    response = client.get(f"{reverse('programmes:lesson_list', args=[programme.slug])}?{asked}")
    assert [row.title for row in response.context["page"].object_list] == titles


def test_list_of_lessons_hints_at_what_is_not_told_or_changed_nothing(client, programme, process_leader, add):
    add(Lesson, title="Ny", who_should_know="Styrgruppen")
    add(Lesson, title="Berättad", told_on="2026-03-01/month")
    client.force_login(process_leader)
    page = client.get(reverse("programmes:lesson_list", args=[programme.slug])).content.decode()
    assert "Inte berättad än för: Styrgruppen" in page
    assert "Berättad, men inget har ändrats än" in page


def test_lesson_written_from_a_challenge_names_it(client, programme, process_leader, add):
    challenge = add(title="Mörkt")
    client.force_login(process_leader)
    address = f"{reverse('programmes:lesson_create', args=[programme.slug])}?utmaning={challenge.pk}"
    assert client.get(address).context["form"]["challenge"].value() == str(challenge.pk)
    assert client.get(f"{address}x").status_code == 200
