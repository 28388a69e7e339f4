"""What is found in free texts, and what is not though it looks like it."""

import pytest

from kraftsamling.shared.screening import Hit, describe_hits, screen

NUMBER, PHONE, EMAIL, CAR, ADDRESS, HEALTH, CRIME, ORIGIN = Hit


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        # The numbers are those that the Tax Agency and the standard's own examples use.
        ("Jag heter 811228-9874", [NUMBER]),
        ("8112289874", [NUMBER]),
        ("19811228-9874", [NUMBER]),
        ("198112289874", [NUMBER]),
        ("811228+9874", [NUMBER]),
        ("811228 - 9874", [NUMBER]),
        ("samordningsnummer 701063-2391", [NUMBER]),
        ("197010632391", [NUMBER]),
        ("Ring 070-174 06 05", [PHONE]),
        ("Ring 0701740605", [PHONE]),
        ("+46 70 174 06 05", [PHONE]),
        ("0046701740605", [PHONE]),
        ("+46 (0)8-465 004 00", [PHONE]),
        ("08-465 004 00", [PHONE]),
        ("070 - 174 06 05", [PHONE]),
        ("(070) 174 06 05", [PHONE]),
        ("(070)-1740605", [PHONE]),
        ("0515 – 123 45", [PHONE]),
        ("+46 70 - 174 06 05", [PHONE]),
        ("Skriv till ana.svensson@exempel.se.", [EMAIL]),
        ("Bilen är ABC 123", [CAR]),
        ("abc12d", [CAR]),
        ("ABC12D står där", [CAR]),
        ("Jag bor på Storgatan 4", [ADDRESS]),
        ("storgatan 4b", [ADDRESS]),
        ("Hämta på Norra vägen 12", [ADDRESS]),
        ("Karl Johans gata 3, Ringvägen 100", [ADDRESS]),
        ("Min son har ADHD", [HEALTH]),
        ("Jag har diabetes", [HEALTH]),
        *(
            (f"Jag har {word}", [HEALTH])
            for word in (
                "reumatism",
                "artros",
                "parkinson",
                "Alzheimers",
                "haft stroke",
                "astma",
                "KOL",
            )
        ),
        ("Grannen är dömd för misshandel", [CRIME]),
        ("Vi är muslimer", [ORIGIN]),
        ("Han är invandrare, dömd och sjukskriven", [HEALTH, CRIME, ORIGIN]),
        ("Ring Ana 070-174 06 05, Storgatan 4", [PHONE, ADDRESS]),
    ],
)
def test_finds_what_should_perhaps_not_be_there(text, hits):
    assert screen(text) == hits


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hörslinga",
        "Rullstol, och plats för ledsagare",
        "Plats för rullator nära dörren",
        "Teckenspråkstolk, eller tolk till somaliska och kurdiska",
        "Allergisk mot nötter, utan gluten",
        "Vi är i rum 12, sal B 204",
        "rum 123",
        "RUM 123",
        "Kommer kl 18.30, går 20.00",
        "kl 08.30-10.00",
        "kl 08 - 10 eller 13 - 15",
        "05-12 - 06-12",
        "(08) 2026",
        "2026-05-23",
        "23/5 2026",
        "20260523",
        "Diarienummer KS 2026/00123",
        "Dnr KS 2026-000123",
        "Organisationsnummer 212000-1355",
        "811228-9875",
        "811328-9874",
        "Vi är 12 personer, 3 barn",
        "Vägen 2 km bort är stängd, genvägen 2 km längre",
        "våning 3, plan 2",
        "Bussen 100 går inte",
        "Postnummer 275 35",
        "Rasta hunden",
        "Addera tre stolar",
        "Kolla om det finns kollektivtrafik till kolonilotten",
    ],
)
def test_leaves_alone_what_only_looks_like_it(text):
    assert screen(text) == []


def test_says_what_was_found():
    assert describe_hits(screen("Ana, 0701740605, har ADHD")) == ("ett telefonnummer och något om hälsa")
    assert describe_hits(screen("Ana, 0701740605, ana@exempel.se, har KOL")) == (
        "ett telefonnummer, en e-postadress och något om hälsa"
    )
    assert describe_hits([]) == ""
