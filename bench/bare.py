"""The view that pages are compared with: the same bytes, and nothing else."""

import os
from pathlib import Path

from django.http import HttpResponse
from django.urls import path

BODY = Path(os.environ["BENCH_BODY"]).read_bytes()


def bare(request):
    """Answer with the bytes."""
    return HttpResponse(BODY)


urlpatterns = [path("", bare)]
