from kraftsamling.shared.collation import Swedish, compare_swedish
from programmes.models import Organisation
from tests.factories import OrganisationFactory

NAMES = ["Östra", "Wallin", "Vallin", "åter", "Ärla", "Åsa", "Andersson", "Zorn", "Örby", "Ülkü"]
IN_ORDER = ["Andersson", "Vallin", "Wallin", "Ülkü", "Zorn", "Åsa", "åter", "Ärla", "Örby", "Östra"]


def test_rows_come_in_swedish_order(db):
    for name in NAMES:
        OrganisationFactory(name=name)
    found = list(Organisation.objects.order_by(Swedish("name")).values_list("name", flat=True))
    assert found == IN_ORDER


def test_search_folds_swedish_letters(db):
    OrganisationFactory(name="Åtgärdsnämnden")
    assert Organisation.objects.filter(name__icontains="åtgärd").exists()
    assert not Organisation.objects.filter(name__icontains="atgard").exists()


def test_like_treats_percent_and_underscore_as_letters(db):
    OrganisationFactory(name="100 % _öppet_")
    assert Organisation.objects.filter(name__icontains="0 % _Ö").exists()
    assert not Organisation.objects.filter(name__icontains="0_%").exists()


def test_compare_swedish_is_an_order():
    assert compare_swedish("v", "w") == -1
    assert compare_swedish("ö", "z") == 1
    assert compare_swedish("é", "é") == 0
