"""Small files that would keep a computer busy for hours, or fill its memory, are refused at once."""

import io
import struct
import time
import tracemalloc
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.uploads import check_upload

SIDE = 3000


def jpeg(**save) -> bytes:
    sheet = io.BytesIO()
    Image.new("L", (SIDE, SIDE), 128).save(sheet, "JPEG", **save)
    return sheet.getvalue()


def with_scans(count: int, before: bytes = b"") -> bytes:
    """Return a picture whose last step is repeated: 31 bytes each, and the whole picture to go through."""
    plain = jpeg(progressive=True)
    last, end = plain.rfind(b"\xff\xda"), plain.rfind(b"\xff\xd9")
    return plain[:end] + before + plain[last:end] * count + plain[end:]


def png(*chunks: tuple[bytes, bytes], pixels: bytes = b"\0\0\0\0") -> bytes:
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), *chunks, (b"IDAT", pixels), (b"IEND", b"")]
    coded = (struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
             for kind, body in parts)  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(coded)


def take(content: bytes):
    return check_upload(SimpleUploadedFile("bild.jpg", content))


BOMB = zlib.compress(bytes(200_000_000), 9)
PIXEL = zlib.compress(b"\0\0\0\0")


# A mark without a length, after which the decoder reads on: the bytes behind it are not a length to leap over.
@pytest.mark.parametrize(("count", "before"), [(30_000, b""), (2000, b"\xff\x01"), (2000, b"\xff\x02")])
def test_picture_in_endless_steps_is_refused_unread(count, before):
    begun = time.process_time()
    with pytest.raises(RuleViolation):
        take(with_scans(count, before))
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("content", [jpeg(), jpeg(progressive=True), with_scans(20)])
def test_picture_in_steps_as_cameras_make_them_is_taken(content):
    assert take(content).content


def test_film_behind_a_photograph_is_not_taken_for_steps():
    assert take(jpeg() + b"\xff\xda\0\x02" * 5000).content


@pytest.mark.parametrize(
    "content",
    [
        png((b"zTXt", b"a\0\0" + BOMB), pixels=PIXEL),
        png((b"iTXt", b"a\0\1\0\0\0" + BOMB), pixels=PIXEL),
        png((b"iCCP", b"a\0\0" + BOMB), pixels=PIXEL),
        png(pixels=BOMB),
    ],
    ids=["text", "text in a language", "profile", "pixels"],
)
def test_what_unpacks_to_much_more_takes_no_memory(content):
    tracemalloc.start()
    try:
        take(content)
    except RuleViolation:
        pass
    finally:
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 20_000_000
