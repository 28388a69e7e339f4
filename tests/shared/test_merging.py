"""Forms for rows that several people edit; each form tests its own clashes, tests/browser two people at once."""

from programmes.models import MapNote


def test_refused_form_leaves_the_page_around_it_as_stored(client, programme, process_leader):
    client.force_login(process_leader)
    page = "/arbete/provet/planering/grund/"
    form = client.get(page).context["form"]
    fields = {"name": "", "area_name": "Annat", "slug": "annan-adress"}
    answer = client.post(page, fields | {name: form[name].value() for name in ("version", "base")})
    assert answer.context["form"].errors.keys() == {"name"}
    assert (answer.context["programme"].slug, answer.context["programme"].area_name) == ("provet", "Provområdet")
    assert "/arbete/annan-adress/" not in answer.content.decode()


def test_new_text_with_lines_is_unchanged_when_something_else_is_edited(client, programme, process_leader):
    client.force_login(process_leader)
    new = {"title": "Ny bänk", "kind": "measure", "state": "done", "map_weight": "3", "text": "Ett.\r\nTvå."}
    client.post("/arbete/provet/karta/ny/", new)
    note = MapNote.objects.get()
    form = client.get(f"/arbete/provet/karta/{note.pk}/").context["form"]
    sent = new | {name: form[name].value() for name in ("version", "base")} | {"title": "Nya bänkar"}
    client.post(f"/arbete/provet/karta/{note.pk}/", sent)
    assert note.versions.get().texts == {"title": "Ny bänk"}
