"""What is taken in is told by its content; pictures come out upright and with nothing but their pixels."""

import io
import struct
import zlib
from contextlib import suppress

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from kraftsamling.shared import uploads
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.uploads import PICTURES, CheckedUploadField, UploadKind, check_upload

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"
SECRET = b"HEMLIGT-ORD"


def picture(kind="JPEG", size=(40, 20), mode="RGB", **save) -> bytes:
    sheet = io.BytesIO()
    Image.new(mode, size, "red").save(sheet, kind, **save)
    return sheet.getvalue()


def upload(content: bytes, name="file.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def refusal(content: bytes, **options) -> str:
    with pytest.raises(RuleViolation) as caught:
        check_upload(upload(content), **options)
    return str(caught.value.message)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_is_taken_in_as_what_it_is(kind):
    checked = check_upload(upload(picture(kind), name="lies.pdf"))
    assert checked.kind is UploadKind[kind]
    assert opened(checked.content).format == kind
    assert checked.as_file("x").name == f"x{UploadKind[kind].extension}"


def test_pdf_is_taken_in_unchanged():
    checked = check_upload(upload(PDF))
    assert (checked.kind, checked.content) == (UploadKind.PDF, PDF)


def test_pdf_is_refused_where_a_picture_is_asked_for():
    assert "JPEG, PNG" in refusal(PDF, kinds=PICTURES)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"<!doctype html><script>1</script>",
        b"PK\x03\x04zip",
        b"MZ\x90program",
        picture("GIF"),
        picture("TIFF"),
        b"\xef\xbb\xbf%PDF-1.7",
    ],
)
def test_other_kinds_are_refused_whatever_their_name(content):
    assert "PDF" in refusal(content)


@pytest.mark.parametrize("content", [b"%PDF-1.7 only a beginning", PDF.replace(b"startxref", b"")])
def test_pdf_that_is_cut_off_is_refused(content):
    assert refusal(content)


def test_pdf_with_password_is_refused():
    locked = PDF.replace(b"<<>>", b"<</Encrypt 5 0 R>>")
    assert refusal(locked) != refusal(b"%PDF-1.7")


def test_empty_file_is_refused():
    assert refusal(b"")


def test_file_of_fifty_megabytes_is_refused_before_it_is_read():
    large = UploadedFile(file=None, name="film.pdf", size=50_000_000)
    with pytest.raises(RuleViolation, match=r"50 MB.* 20 MB"):
        check_upload(large)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("size", [(9000, 9000), (30_000, 30_000), (60_000, 60_000)])
def test_picture_bomb_is_refused_by_its_header(size, monkeypatch):
    monkeypatch.setattr(uploads, "_write_anew", lambda *args: pytest.fail("was decoded"))
    assert "64" in refusal(bomb(*size))


def test_position_and_other_hidden_data_are_gone():
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    content = picture(exif=exif, comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>") + SECRET
    cleaned = check_upload(upload(content)).content
    assert content.count(SECRET) == 4
    assert SECRET not in cleaned
    assert dict(opened(cleaned).getexif()) == {}


def test_text_chunks_of_a_png_are_gone():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Comment", SECRET.decode())
    content = picture("PNG", pnginfo=notes, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0")
    assert SECRET in content
    cleaned = opened(check_upload(upload(content)).content)
    cleaned.load()
    assert cleaned.info == {}


def test_hidden_data_of_a_webp_is_gone():
    content = picture("WEBP", exif=b"Exif\0\0" + SECRET, xmp=SECRET)
    assert SECRET in content
    assert SECRET not in check_upload(upload(content)).content


def test_picture_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    cleaned = opened(check_upload(upload(picture(size=(40, 20), exif=exif))).content)
    assert cleaned.size == (20, 40)


def test_huge_photograph_is_made_smaller():
    cleaned = opened(check_upload(upload(picture(size=(5000, 2500)))).content)
    assert cleaned.size == (uploads.MAX_SIDE, uploads.MAX_SIDE // 2)


def test_colours_are_carried_over_from_the_picture_own_profile():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    cleaned = opened(check_upload(upload(picture(icc_profile=profile))).content)
    assert "icc_profile" not in cleaned.info


@pytest.mark.parametrize(
    ("mode", "expected"), [("RGBA", "RGBA"), ("P", "RGB"), ("L", "L"), ("1", "RGB"), ("LA", "RGBA")]
)
def test_transparency_of_a_logo_is_kept(mode, expected):
    sheet = io.BytesIO()
    Image.new(mode, (8, 8)).save(sheet, "PNG")
    assert opened(check_upload(upload(sheet.getvalue())).content).mode == expected


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_unusual_jpeg_is_understood(mode):
    assert opened(check_upload(upload(picture(mode=mode))).content).mode in ("RGB", "L")


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_moving_picture_is_refused(kind):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    sheet = io.BytesIO()
    frames[0].save(sheet, kind, save_all=True, append_images=frames[1:], duration=100)
    assert refusal(sheet.getvalue())


def test_telephone_picture_with_a_second_picture_in_it_is_taken_in():
    frames = [Image.new("RGB", (16, 8), colour) for colour in ("red", "blue")]
    sheet = io.BytesIO()
    frames[0].save(sheet, "MPO", save_all=True, append_images=frames[1:])
    cleaned = opened(check_upload(upload(sheet.getvalue())).content)
    assert (cleaned.format, cleaned.size) == ("JPEG", (16, 8))


@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 400), st.binary(max_size=60), st.booleans())
@settings(max_examples=150, deadline=None)
def test_damaged_picture_is_refused_or_mended_but_never_an_error(kind, at, noise, is_cut):
    content = picture(kind, size=(64, 48))
    at = min(at, len(content))
    damaged = content[:at] + noise + (b"" if is_cut else content[at + len(noise) :])
    with suppress(RuleViolation):
        assert opened(check_upload(upload(damaged or b"x")).content).format == kind


class LogoForm(forms.Form):
    logo = CheckedUploadField(kinds=PICTURES, max_side=16)


def test_field_gives_the_cleaned_picture():
    form = LogoForm({}, {"logo": upload(picture("PNG"), name="logo.png")})
    assert form.is_valid()
    assert opened(form.cleaned_data["logo"].content).size == (16, 8)


def test_field_says_what_is_wrong():
    form = LogoForm({}, {"logo": upload(b"<svg/>", name="logo.svg")})
    assert not form.is_valid()
    assert "JPEG, PNG" in form.errors["logo"][0]
    assert 'accept="image/jpeg,image/png,image/webp"' in str(form["logo"])


def test_flood_of_files_is_refused_before_it_is_read(client, municipality, settings):
    settings.REQUEST_MAX_BYTES = 1000
    page = "/tillganglighet/rapportera/"
    sent = {"website": "", "bilaga": upload(b"x" * 1001)}
    assert client.post(page, sent, headers={"origin": "http://testserver"}).status_code == 400
    settings.REQUEST_MAX_BYTES = 10_000
    assert client.post(page, sent, headers={"origin": "http://testserver"}).status_code == 200
