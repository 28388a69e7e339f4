"""Forms that may be sent twice, and forms that arrive after the sign-in expired. Nothing is made twice, nothing lost.

Every form that changes something carries ``form_key``: a signed value made for one person and one showing of the form.
The receipt matches only the same key with the same content, so a double click makes one row and an edited form that is
sent again counts as new.

Where an answer leads may be a secret, such as the page of somebody who has signed up. It lies sealed by the form's key,
which only the sender has, and by SECRET_KEY: neither a copy of the database nor a backup gives it away.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable

from cryptography.fernet import Fernet
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.crypto import salted_hmac

from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.models import FormDraft, FormReceipt

KEY_FIELD = "form_key"
DRAFT_PARAMETER = "utkast"
TEXT_FIELD = "kept_text"
MAX_DRAFT_CHARACTERS = 200_000
MAX_DRAFT_PATH = 500
_UNSAVED_FIELDS = {"csrfmiddlewaretoken", KEY_FIELD}
_SECRET_FIELDS = ("password", "code", "passphrase")


def make_form_key(user_id: int | None) -> str:
    """Return a fresh key for one showing of a form to the user (None: a visitor without account)."""
    return signing.dumps({"u": user_id or 0, "n": secrets.token_urlsafe(12)}, salt="form-key")


def read_form_key(key: str) -> int | None:
    """Return the id of the user the key was made for (0: a visitor), None if the key is not ours."""
    try:
        return signing.loads(key, salt="form-key")["u"]
    except (signing.BadSignature, KeyError, TypeError):
        return None


def _digest(request: HttpRequest) -> str:
    fields = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = [
        (name, upload.name, upload.size, hashlib.sha256(upload.read()).hexdigest())
        for name, uploads in sorted(request.FILES.lists())
        for upload in uploads
    ]
    for uploads in request.FILES.lists():
        for upload in uploads[1]:
            upload.seek(0)
    return hashlib.sha256(json.dumps([request.path, fields, files]).encode()).hexdigest()


def _seal(request: HttpRequest) -> Fernet:
    key = salted_hmac("form-receipt", request.POST[KEY_FIELD], algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def find_earlier_answer(request: HttpRequest) -> HttpResponse | None:
    """Return the redirect that this very form was answered with when it was sent before, None if it is new."""
    if request.method != "POST" or read_form_key(request.POST.get(KEY_FIELD, "")) is None:
        return None
    earlier = FormReceipt.objects.filter(digest=_digest(request)).first()
    return HttpResponseRedirect(_seal(request).decrypt(earlier.location).decode()) if earlier else None


def answer_once(request: HttpRequest, act: Callable[[], str]) -> HttpResponse:
    """Run ``act``, which changes something and returns the address to go to, and redirect there.

    The same form sent again is not acted on but gets the same redirect. What ``act`` raises rolls everything back,
    the receipt too.
    """
    if read_form_key(request.POST.get(KEY_FIELD, "")) is None:
        return HttpResponseRedirect(act())
    digest = _digest(request)
    try:
        with transaction.atomic():
            receipt = FormReceipt.objects.create(digest=digest)
            location = act()
            receipt.location = _seal(request).encrypt(location.encode()).decode()
            receipt.save(update_fields=["location"])
        return HttpResponseRedirect(location)
    except IntegrityError:
        earlier = find_earlier_answer(request)
        if earlier is None:
            raise
        return earlier


def press(request: HttpRequest, act: Callable[[], str], *, back_url: str) -> HttpResponse:
    """Run ``act`` for a button, once, and redirect to the address it returns; what is refused is said at ``back_url``.

    A button holds nothing that could be lost, so there is no form to show again. A refusal leaves no receipt: the same
    button pressed again tries again.
    """
    try:
        return answer_once(request, act)
    except RuleViolation as violation:
        messages.warning(request, violation.message)
        return HttpResponseRedirect(back_url)


def keep_draft(request: HttpRequest) -> FormDraft | None:
    """Store a form that came without sign-in for the person its key was made for; None if it is not such a form.

    NUL characters are left out: PostgreSQL stores none, and no form takes them.
    """
    owner_id = read_form_key(request.POST.get(KEY_FIELD, ""))
    fields = {
        name.replace("\0", ""): [value.replace("\0", "") for value in values]
        for name, values in request.POST.lists()
        if name not in _UNSAVED_FIELDS and not any(word in name for word in _SECRET_FIELDS)
    }
    is_too_long = len(json.dumps(fields)) > MAX_DRAFT_CHARACTERS or len(request.path) > MAX_DRAFT_PATH
    if not owner_id or not fields or is_too_long:
        return None
    return FormDraft.objects.create(owner_id=owner_id, path=request.path, fields=fields)


def keep_text(owner, path: str, text: str) -> str:
    """Store a long text that its sender is to look through before it is used; return the token that finds it again.

    It takes the place of what the same person kept at ``path`` before, and goes with the other drafts.
    """
    FormDraft.objects.filter(owner=owner, path=path, fields__has_key=TEXT_FIELD).delete()
    return str(FormDraft.objects.create(owner=owner, path=path, fields={TEXT_FIELD: [text]}).token)


def find_kept_text(owner, path: str, token: str) -> str | None:
    """Return the text that ``owner`` kept at ``path`` under the token; None if there is none any more."""
    draft = _find_draft(owner, path, token)
    return draft.fields.get(TEXT_FIELD, [None])[0] if draft else None


def drop_kept_text(owner, path: str, token: str) -> None:
    """Delete the text that ``owner`` kept at ``path`` under the token, if it is still there."""
    draft = _find_draft(owner, path, token)
    if draft:
        draft.delete()


def _find_draft(owner, path: str, token: str) -> FormDraft | None:
    try:
        return FormDraft.objects.filter(token=token, owner_id=owner.pk, path=path).first()
    except ValidationError:
        return None


def sent_or_kept(request: HttpRequest) -> QueryDict | None:
    """Return what the form was sent with, or what was kept of it when the sign-in had expired, or None."""
    if request.method == "POST":
        return request.POST
    token = request.GET.get(DRAFT_PARAMETER)
    draft = _find_draft(request.user, request.path, token) if token else None
    if draft is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        data.setlist(name, values)
    return data
