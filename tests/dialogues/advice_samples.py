"""A method of the catalogue, and a button on the page of the advice, for the tests of advice."""

from django.contrib.auth import get_user
from django.urls import reverse

from dialogues.models import Dialogue, Method
from kraftsamling.shared.receipts import make_form_key


def method(key: str) -> Method:
    return Method.objects.get(key=key)


def press(client, dialogue: Dialogue, name: str, **data):
    """Press a button on the page of the advice, as it was shown."""
    sent = {"form_key": make_form_key(get_user(client).pk), "version": dialogue.version, **data}
    answer = client.post(reverse(f"dialogues:{name}", args=["provet", dialogue.pk]), sent, follow=True)
    dialogue.refresh_from_db()
    return answer
