"""Addresses of a programme's process map; they follow the programme's own."""

from django.urls import path, register_converter

from kraftsamling.overview.map.filters import MapFilterConverter
from kraftsamling.overview.map.history import DayConverter
from kraftsamling.overview.views import maps, public

register_converter(MapFilterConverter, "map_filter")
register_converter(DayConverter, "day")

urlpatterns = [
    path("processkarta/", public.process_map, name="process_map"),
    path("processkarta/<map_filter:show>/", public.process_map, name="process_map_part"),
    path("processkarta/<day:day>/", maps.map_on_day, name="map_on_day"),
    path("processkarta/inbaddad/", maps.map_embedded, name="map_embedded"),
    path("processkarta/delningsbild.png", maps.map_share_picture, name="map_share_picture"),
    path("processkarta.svg", maps.map_svg, name="map_svg"),
    path("processkarta.png", maps.map_png, name="map_png"),
]
