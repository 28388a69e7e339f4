"""How the installation feels, for machines that watch it."""

from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kraftsamling.jobs.queries import get_health
from kraftsamling.shared.access import open_to_all


@open_to_all
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 if database and broker answer and the background work goes round, else 503."""
    found = get_health()
    return JsonResponse(asdict(found) | {"release": settings.RELEASE}, status=200 if found.is_well else 503)
