"""Rows for tests, without surprises: every value that matters to a test is given by the test."""

import datetime as dt

import factory
from django.utils import timezone

from kraftsamling.accounts.models import User
from programmes.enums import OrganisationKind, PhaseKind, ProgrammeState
from programmes.models import MapNote, Municipality, Organisation, Phase, Programme, ShortAddress
from programmes.roles import RoleKey
from programmes.services.roles import grant_role

PASSWORD = "en lång fras för tester"


class MunicipalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Municipality
        django_get_or_create = ("code",)

    name = "Exempelkommunen"
    code = "EXEMPEL"


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    municipality = factory.SubFactory(MunicipalityFactory)
    kind = OrganisationKind.BOARD
    name = factory.Sequence(lambda n: f"Nämnd {n}")


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        self.save(update_fields=["password"])


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programme
        skip_postgeneration_save = True

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda n: f"Kraftsamling Prov {n}")
    slug = factory.Sequence(lambda n: f"prov-{n}")
    code = factory.Sequence(lambda n: f"PROV{n}")
    number = factory.LazyAttribute(lambda o: f"EXEMPEL-{o.code}")
    area_name = "Provområdet"
    state = ProgrammeState.UNDER_WAY
    arrived_at = factory.LazyFunction(timezone.now)

    class Params:
        published = factory.Trait(published_at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))

    @factory.post_generation
    def phases(self, create, extracted, **kwargs):
        for position, kind in enumerate(PhaseKind.values, start=1):
            Phase.objects.create(programme=self, kind=kind, position=position)
        ShortAddress.objects.create(programme=self, code=f"k{self.pk}")


class MapNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MapNote

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: f"NOTE-{n}")
    arrived_at = factory.LazyFunction(timezone.now)
    kind = "milestone"
    state = "done"
    title = factory.Sequence(lambda n: f"Station {n}")

    class Params:
        published = factory.Trait(published_at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))


def make_member(programme: Programme, role: str = RoleKey.PROCESS_LEADER, **fields) -> User:
    """Return a new person who holds ``role`` in ``programme``."""
    user = UserFactory(**fields)
    grant_role(user=user, role=role, municipality=programme.municipality, programme=programme, by=None)
    return user


def make_municipal(role: str = RoleKey.ADMINISTRATOR, **fields) -> User:
    """Return a new person who holds a municipality-wide role."""
    user = UserFactory(**fields)
    grant_role(user=user, role=role, municipality=MunicipalityFactory(), by=None)
    return user
