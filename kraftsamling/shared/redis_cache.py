"""The shared cache on Redis, which may be away: what is counted there then counts for nothing.

Throttles, allauth's memory of used codes and the drawings of maps lie in it. While Redis does not answer, people go on
signing in and nobody is held back; each failure leaves a line in the log. Only what is used that way is offered without
Redis: the other methods of a cache fail loudly.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def _ask(ask: Callable[[], Any], otherwise: Any) -> Any:
    try:
        return ask()
    except (RedisError, OSError) as error:
        logger.warning("The shared cache does not answer, nobody is held back: %s", type(error).__name__)
        return otherwise


class ForgivingRedisCache(RedisCache):
    """Answers as an empty cache would while Redis is away."""

    def add(self, *args, **kwargs):
        return _ask(lambda: super(ForgivingRedisCache, self).add(*args, **kwargs), True)

    def get(self, key, default=None, version=None):
        return _ask(lambda: super(ForgivingRedisCache, self).get(key, default, version), default)

    def set(self, *args, **kwargs):
        return _ask(lambda: super(ForgivingRedisCache, self).set(*args, **kwargs), None)

    def delete(self, *args, **kwargs):
        return _ask(lambda: super(ForgivingRedisCache, self).delete(*args, **kwargs), False)

    def delete_many(self, *args, **kwargs):
        return _ask(lambda: super(ForgivingRedisCache, self).delete_many(*args, **kwargs), None)

    def incr(self, key, delta=1, version=None):
        return _ask(lambda: super(ForgivingRedisCache, self).incr(key, delta, version), delta)

    def touch(self, *args, **kwargs):
        return _ask(lambda: super(ForgivingRedisCache, self).touch(*args, **kwargs), False)
