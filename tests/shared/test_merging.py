"""Forms for rows that several people edit; each form tests its own clashes, tests/browser two people at once."""


def test_refused_form_leaves_the_page_around_it_as_stored(client, programme, process_leader):
    client.force_login(process_leader)
    page = "/arbete/provet/planering/grund/"
    form = client.get(page).context["form"]
    fields = {"name": "", "area_name": "Annat", "slug": "annan-adress"}
    answer = client.post(page, fields | {name: form[name].value() for name in ("version", "base")})
    assert answer.context["form"].errors.keys() == {"name"}
    assert (answer.context["programme"].slug, answer.context["programme"].area_name) == ("provet", "Provområdet")
    assert "/arbete/annan-adress/" not in answer.content.decode()
