"""Addresses of a programme's process map; they follow the programme's own."""

from django.urls import path, register_converter

from kraftsamling.overview import views_map, views_public
from kraftsamling.overview.map_filters import MapFilterConverter
from kraftsamling.overview.map_history import DayConverter

register_converter(MapFilterConverter, "map_filter")
register_converter(DayConverter, "day")

urlpatterns = [
    path("processkarta/", views_public.process_map, name="process_map"),
    path("processkarta/<map_filter:show>/", views_public.process_map, name="process_map_part"),
    path("processkarta/<day:day>/", views_map.map_on_day, name="map_on_day"),
    path("processkarta/inbaddad/", views_map.map_embedded, name="map_embedded"),
    path("processkarta/delningsbild.png", views_map.map_share_picture, name="map_share_picture"),
    path("processkarta.svg", views_map.map_svg, name="map_svg"),
    path("processkarta.png", views_map.map_png, name="map_png"),
]
