"""Public pages that compose several apps; the programme's own address comes last since it matches any word."""

app_name = "overview"

unprefixed: list = []
urlpatterns: list = []
