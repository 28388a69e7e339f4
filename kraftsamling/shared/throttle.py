"""Holding back floods of anonymous forms without keeping anybody's address (sweden.md C-4)."""

import ipaddress

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from kraftsamling.shared import clock

# What a household or an office gets of IPv6 at least; each of its machines may choose among all addresses in it.
IPV6_NETWORK = 64


def _sender_address(request: HttpRequest) -> str:
    address = request.META["REMOTE_ADDR"]
    if settings.BEHIND_PROXY:
        # The proxy adds the address it saw last; what stands before it was written by the sender.
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    try:
        sender = ipaddress.IPv6Interface(f"{address}/{IPV6_NETWORK}")
    except ValueError:
        return address
    return str(sender.ip.ipv4_mapped or sender.network)


def is_too_often(request: HttpRequest, action: str, *, limit: int, whom: str = "") -> bool:
    """Count one more ``action`` by this sender, or to ``whom`` by anybody; True once there are more than ``limit`` in
    the present hour.

    What is stored is a hash whose salt changes every hour, and it is forgotten an hour after the last ``action``. While
    the shared cache is away nobody is held back.
    """
    hour = clock.now().strftime("%Y%m%d%H")
    key = f"throttle:{action}:{salted_hmac(f'throttle {hour}', whom or _sender_address(request)).hexdigest()}"
    cache.add(key, 0, timeout=3600)
    try:
        count = cache.incr(key)
    except ValueError:
        return False  # the cache was emptied between the two steps
    # Counting in the database sets the cache's own, shorter time limit.
    cache.touch(key, timeout=3600)
    return count > limit
