"""Checking what people upload: told by its content, never by its name; pictures are made anew, without hidden data.

A picture is decoded, turned upright and written again from its pixels alone. Position data, serial numbers, comments
and whatever was hung on behind the picture are thereby gone (sweden.md C-10).
"""

import hashlib
import io
import math
import re
import struct
import warnings
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django import forms
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from kraftsamling.shared.errors import RuleViolation

# Pillow's own limits warn or raise depending on size; ours is lower, and looked at before a pixel is decoded.
MAX_PIXELS = 64_000_000
# Enough for an A2 poster at 175 points per inch; larger photographs only cost room.
MAX_SIDE = 4096
JPEG_QUALITY = 88
# A JPEG may come in steps, and the whole picture is gone through for each: cameras make about ten of a few bytes each.
MAX_SCANS = 100
# What stands alone (zero bytes and restarts within the coded pixels, and what a decoder passes over) is not one: it has
# no length, and whoever believed it had would leap over the steps behind it.
_JPEG_MARKER = re.compile(rb"\xff+([\xc0-\xcf\xd8-\xfe])")
_JPEG_START, _JPEG_SCAN, _JPEG_END = b"\xd8", b"\xda", b"\xd9"
_PDF_TAIL = 2048
_PDF_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")
_DAMAGE = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
)
_SRGB = ImageCms.createProfile("sRGB")


class UploadKind(StrEnum):
    """The kinds of files that are taken in; the value is the content type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"

    @property
    def extension(self) -> str:
        """The ending of a file name, with its dot."""
        return {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "application/pdf": ".pdf"}[self]

    @property
    def is_picture(self) -> bool:
        return self is not UploadKind.PDF


PICTURES = frozenset(kind for kind in UploadKind if kind.is_picture)
ANY_KIND = frozenset(UploadKind)


@dataclass(frozen=True)
class CheckedUpload:
    """An upload that may be stored: ``content`` is what to store, which for pictures is not what was sent."""

    kind: UploadKind
    content: bytes

    @property
    def checksum(self) -> str:
        """SHA-256 of the content, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    def as_file(self, stem: str = "file") -> ContentFile:
        """Return the content as a file named ``stem`` with the ending that belongs to its kind."""
        return ContentFile(self.content, name=f"{stem}{self.kind.extension}")


class FloodGate(FileUploadHandler):
    """Refuses a form of more than REQUEST_MAX_BYTES before any of its files is written to disk, whoever sends it."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > settings.REQUEST_MAX_BYTES:
            raise RequestDataTooBig(f"The request has {content_length} bytes.")

    def receive_data_chunk(self, raw_data, start):
        return raw_data  # for the handlers that come after

    def file_complete(self, file_size):
        return None


def check_upload(
    upload: UploadedFile, *, kinds: Collection[UploadKind] = ANY_KIND, max_side: int = MAX_SIDE
) -> CheckedUpload:
    """Return ``upload`` ready to be stored, or raise RuleViolation with a sentence that says what to do.

    Refused: anything larger than UPLOAD_MAX_BYTES, empty files, kinds other than ``kinds`` (told by content), damaged
    and moving pictures, and pictures of more than MAX_PIXELS. Pictures come back upright, with no side longer than
    ``max_side`` pixels, in sRGB, and with nothing but their pixels.
    """
    _check_size(upload)
    content = upload.read()
    upload.seek(0)
    kind = sniff(content)
    if kind is None or kind not in kinds:
        raise RuleViolation(_describe_kinds(kinds))
    if kind is UploadKind.PDF:
        _check_pdf(content)
        return CheckedUpload(kind, content)
    return _clean_picture(content, kind, max_side)


class CheckedUploadField(forms.FileField):
    """A form field whose cleaned value is a CheckedUpload: the work is done before any transaction begins."""

    def __init__(self, *, kinds: Collection[UploadKind] = ANY_KIND, max_side: int = MAX_SIDE, **kwargs):
        self.kinds, self.max_side = kinds, max_side
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        # Telephones then offer the camera, and turn their own formats into JPEG.
        return {**super().widget_attrs(widget), "accept": ",".join(sorted(self.kinds))}

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return upload  # nothing sent: what was there before, or False for "remove it"
        try:
            return check_upload(upload, kinds=self.kinds, max_side=self.max_side)
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code="upload") from refusal


def sniff(content: bytes) -> UploadKind | None:
    """Return what the first bytes say the file is, None for everything that is not taken in (SVG among it)."""
    if content.startswith(b"\xff\xd8\xff"):
        return UploadKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return UploadKind.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return UploadKind.WEBP
    if content.startswith(b"%PDF-"):
        return UploadKind.PDF
    return None


def _check_size(upload: UploadedFile) -> None:
    if not upload.size:
        raise RuleViolation(_("The file is empty. Choose another one."))
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise RuleViolation(
            _("The file is too large: %(size)s MB. The largest allowed is %(limit)s MB.")
            % {"size": math.ceil(upload.size / 1_000_000), "limit": settings.UPLOAD_MAX_BYTES // 1_000_000}
        )


def _describe_kinds(kinds: Collection[UploadKind]) -> str:
    if UploadKind.PDF in kinds:
        return _("This kind of file cannot be used. Choose a picture (JPEG, PNG or WebP) or a PDF.")
    return _("This kind of file cannot be used. Choose a picture in JPEG, PNG or WebP format.")


def _check_pdf(content: bytes) -> None:
    """Refuse what only begins like a PDF, and what nobody could open without a password."""
    tail = content[-_PDF_TAIL:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise RuleViolation(_("The PDF is damaged or not complete. Export it again and try once more."))
    if _PDF_ENCRYPTED.search(content):
        raise RuleViolation(_("The PDF is protected by a password. Export it without protection."))


def _clean_picture(content: bytes, kind: UploadKind, max_side: int) -> CheckedUpload:
    damaged = _("The picture is damaged and cannot be opened. Export it again and try once more.")
    if kind is UploadKind.JPEG and _has_too_many_scans(content):
        raise RuleViolation(damaged)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow would warn of is refused or made anew below
            with Image.open(io.BytesIO(content), formats=[kind.name]) as picture:
                _refuse_unfit(picture)
                return CheckedUpload(kind, _write_anew(picture, kind, max_side))
    except Image.DecompressionBombError as error:
        raise RuleViolation(_too_many_pixels()) from error
    except _DAMAGE as error:
        raise RuleViolation(damaged) from error


def _has_too_many_scans(content: bytes) -> bool:
    """Whether decoding would go through the picture more often than any camera asks for; what comes after its end (the
    film of a moving photograph) is not read."""
    count, at = 0, 0
    while count <= MAX_SCANS and (marker := _JPEG_MARKER.search(content, at)):
        at = marker.end()
        if marker[1] == _JPEG_END:
            break
        if marker[1] != _JPEG_START:
            at += int.from_bytes(content[at : at + 2], "big")
        count += marker[1] == _JPEG_SCAN
    return count > MAX_SCANS


def _refuse_unfit(picture: Image.Image) -> None:
    """Look at the header only: nothing has been decoded yet."""
    if picture.width * picture.height > MAX_PIXELS:
        raise RuleViolation(_too_many_pixels())
    # Telephones put a small second picture into a JPEG ("MPO"); the first is the photograph.
    if getattr(picture, "is_animated", False) and picture.format != "MPO":
        raise RuleViolation(_("Moving pictures cannot be used. Choose a still picture."))


def _too_many_pixels() -> str:
    return _("The picture has too many pixels. Make it smaller than %(limit)s megapixels and try again.") % {
        "limit": MAX_PIXELS // 1_000_000
    }


def _write_anew(picture: Image.Image, kind: UploadKind, max_side: int) -> bytes:
    profile = picture.info.get("icc_profile")
    picture.draft("RGB", (max_side, max_side))  # JPEG only: decodes a huge photograph at a fraction of its size
    upright = _turn_upright(picture)
    upright.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    pixels = _to_srgb(_to_plain_mode(upright, kind), profile)
    pixels.info = {}
    sheet = io.BytesIO()
    quality = {} if kind is UploadKind.PNG else {"quality": JPEG_QUALITY}
    pixels.save(sheet, format=kind.name, optimize=True, **quality)
    return sheet.getvalue()


def _turn_upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except _DAMAGE:
        return picture  # hidden data that cannot be read are no reason to refuse the picture; damaged pixels show later


def _to_plain_mode(picture: Image.Image, kind: UploadKind) -> Image.Image:
    has_transparency = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    mode = "RGBA" if has_transparency and kind is not UploadKind.JPEG else "RGB"
    if picture.mode in ("L", mode) and not (has_transparency and picture.mode == "L"):
        return picture.copy()
    return picture.convert(mode)


def _to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Carry colours over from the picture's own profile, which is then left out (a profile may hold texts)."""
    if not profile or picture.mode == "L":
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, _SRGB, outputMode=picture.mode)
    except (ImageCms.PyCMSError, OSError):
        return picture  # a profile that cannot be read is worth less than the picture
