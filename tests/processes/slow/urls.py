from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from kraftsamling.jobs.services import enqueue
from kraftsamling.shared.access import open_to_all
from kraftsamling.shared.receipts import answer_once
from kraftsamling.urls import urlpatterns as real_patterns
from tests.processes.slow.marks import stop_here


@csrf_exempt
@open_to_all
def save(request: HttpRequest) -> HttpResponse:
    """Save a job through a receipt, as every form does, but stop in the middle of the transaction."""

    def act() -> str:
        job = enqueue("test.quick", {"name": request.POST["name"]})
        stop_here("save", 1)
        return f"/saved/{job.pk}/"

    return answer_once(request, act)


urlpatterns = [path("test/save/", save), *real_patterns]
