"""Places of Björkängen (exempel). The outlines are invented and lie in a forest where nobody lives."""

from math import cos, radians

from programmes.example.rows import row

# Chosen in the woods of northern Dalarna: no neighbourhood lies there.
_LATITUDE, _LONGITUDE = 61.5412, 13.9027
_METRES_PER_DEGREE = 111_320


def _at(east: int, north: int) -> list[float]:
    """Return [longitude, latitude] of a point given in metres from the middle of Björkängen."""
    width = _METRES_PER_DEGREE * cos(radians(_LATITUDE))
    return [round(_LONGITUDE + east / width, 6), round(_LATITUDE + north / _METRES_PER_DEGREE, 6)]


def _point(east: int, north: int) -> dict:
    return {"type": "Point", "coordinates": _at(east, north)}


def _outline(*corners: tuple[int, int]) -> dict:
    return {"type": "Polygon", "coordinates": [[_at(*corner) for corner in (*corners, corners[0])]]}


def _line(*points: tuple[int, int]) -> dict:
    return {"type": "LineString", "coordinates": [_at(*point) for point in points]}


PLACES = [
    row(
        "omradet",
        kind="area",
        name="Hela Björkängen",
        description="Omkring 3 200 personer i ett påhittat område.",
        geometry=_outline(
            (-760, -520), (-300, -640), (420, -560), (790, -180), (720, 420), (260, 640), (-380, 600), (-800, 180)
        ),
    ),
    row(
        "backen",
        kind="sub_area",
        name="Backen",
        other_names="Övre Björkängen",
        parent="omradet",
        description="Punkthus från sextiotalet, med utsikt och många trappor.",
        geometry=_outline((-740, 160), (-200, 140), (-160, 540), (-380, 580)),
    ),
    row(
        "angen",
        kind="sub_area",
        name="Ängen",
        parent="omradet",
        description="Radhus och låga längor. Här bor de flesta barnfamiljerna.",
        geometry=_outline((-180, 120), (300, 120), (660, 400), (250, 600), (-140, 540)),
    ),
    row(
        "stationen",
        kind="sub_area",
        name="Stationssidan",
        other_names="Nedre Björkängen",
        parent="omradet",
        description="Korta kontrakt, pendlare och den gamla verkstaden.",
        geometry=_outline((-280, -600), (400, -530), (740, -160), (280, -20), (-260, -60)),
    ),
    row(
        "kullarna",
        kind="sub_area",
        name="Kullarna",
        parent="omradet",
        description="Skogsbacken mellan husen. Pulka på vintern.",
        geometry=_outline((-720, -480), (-300, -580), (-280, -60), (-700, 120), (-770, -100)),
    ),
    row(
        "torget",
        kind="spot",
        name="Björktorget",
        other_names="Torget, Plattan",
        parent="angen",
        address="Framför butiken",
        description="Bänkarna, butiken som stänger och skyltfönstret.",
        geometry=_outline((20, 140), (120, 140), (120, 220), (20, 220)),
    ),
    row(
        "folkets_hus_plats",
        kind="building",
        name="Folkets hus",
        other_names="Fåhå",
        parent="angen",
        address="Björktorget 3 (påhittad)",
        description="Labbet ligger en trappa upp. Hiss finns.",
        geometry=_point(170, 200),
    ),
    row(
        "skolan_plats",
        kind="building",
        name="Björkängsskolan",
        parent="backen",
        address="Backvägen 12 (påhittad)",
        description="Förskoleklass till årskurs nio. Aulan går att låna.",
        geometry=_point(-360, 330),
    ),
    row(
        "stigen",
        kind="route",
        name="Stigen",
        other_names="Mörka stigen",
        parent="omradet",
        address="Mellan skolan och stationen",
        description="Sexhundra meter. Sedan 2025 med ljus som går att vrida.",
        geometry=_line((-340, 300), (-200, 120), (-60, -40), (120, -240), (210, -420)),
    ),
    row(
        "verkstaden",
        kind="building",
        name="Gamla verkstaden",
        parent="stationen",
        address="Spårgatan 1 (påhittad)",
        description="Kvällscaféet. Unga har egna nycklar.",
        geometry=_point(250, -380),
    ),
    row(
        "badet",
        kind="spot",
        name="Badviken",
        other_names="Viken",
        parent="kullarna",
        description="Bryggan som föreningen lagar varje vår.",
        geometry=_point(-610, -300),
    ),
    row(
        "odlingen",
        kind="spot",
        name="Odlingslotterna",
        parent="kullarna",
        description="Sextio lotter och en kö på fyra år.",
        geometry=_outline((-520, -180), (-400, -190), (-390, -90), (-510, -80)),
    ),
    row(
        "kallarlokalen",
        kind="building",
        name="Källarlokalen på Backen",
        parent="backen",
        description="Moskéföreningens lokal. Läxhjälp på onsdagar.",
    ),
]
