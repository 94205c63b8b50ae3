"""The cache in Redis: asked with less ado, and left alone while it does not answer."""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from django.core.cache.backends import redis
from redis import Redis
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as TooSlow

logger = logging.getLogger(__name__)

Found = TypeVar("Found")

PAUSE = 10  # seconds for which a server that has failed is left alone

AWAY = NoConnection, TooSlow

#: When it may be asked again, for all threads of this process.
_ask_again = {"at": 0.0}
#: Keys that were to be deleted while it was away.
_outdated: set[str] = set()


class Talker(Redis):
    """Talks to a server, unless it failed just now: only the first who asks waits for it."""

    def execute_command(self, *args: Any, **options: Any) -> Any:
        """Give its answer. Raises RedisError where there is none."""
        if time.monotonic() < _ask_again["at"]:
            raise NoConnection("It failed just now and is left alone.")
        try:
            return super().execute_command(*args, **options)  # type: ignore[no-untyped-call]
        except AWAY as fault:
            _ask_again["at"] = time.monotonic() + PAUSE
            logger.error("The cache does not answer, and is left for %s seconds: %s", PAUSE, fault)
            raise


class Serializer(redis.RedisSerializer):
    """Django’s, for which what nobody can read is not there."""

    def loads(self, data: Any) -> Any:
        """Give a value, or None."""
        try:
            return super().loads(data)
        except Exception:  # a pickle may raise anything
            logger.exception("What the cache holds cannot be read.")
            return None


class RedisCacheClient(redis.RedisCacheClient):
    """Keeps what talks to a server. Django makes it anew for each question.

    That is a quarter of what a page costs that is kept there. It may be shared by threads: they
    get connections from one pool.
    """

    _get_connection_pool: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with none."""
        super().__init__(*args, **{"serializer": Serializer, **kwargs})
        self._talker = lru_cache(lambda pool: Talker(connection_pool=pool))

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """Give what talks to the server for a key."""
        return self._talker(self._get_connection_pool(write))

    def get_many(self, keys: Iterable[Any]) -> dict[Any, Any]:
        """Give what is there of some keys."""
        found = super().get_many(keys)
        return {key: value for key, value in found.items() if value is not None}


class ForgivingClient(RedisCacheClient):
    """Holds nothing while its server does not answer, and nothing outdated when it does again."""

    def get(self, key: Any, default: Any) -> Any:
        """Give a value, or the default."""
        return self._unless_away(lambda: super(ForgivingClient, self).get(key, default), default)

    def get_many(self, keys: Iterable[Any]) -> dict[Any, Any]:
        """Give what is there of some keys."""
        return self._unless_away(lambda: super(ForgivingClient, self).get_many(keys), {})

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        """Keep a value, if it can be."""
        self._unless_away(lambda: super(ForgivingClient, self).set(key, value, timeout), None)

    def set_many(self, data: Mapping[Any, Any], timeout: Any) -> None:
        """Keep some values, if they can be."""
        for key, value in data.items():
            self.set(key, value, timeout)

    def delete(self, key: Any) -> bool:
        """Delete a value, now or before anything else is asked."""
        _outdated.add(key)
        return self._unless_away(lambda: True, False)

    def _unless_away(self, work: Callable[[], Found], otherwise: Found) -> Found:
        try:
            while _outdated:
                self._forget(_outdated.pop())
            return work()
        except RedisError as fault:
            if not isinstance(fault, AWAY):  # which is in the log already
                logger.error("The cache refuses what it is asked: %s", fault)
            return otherwise

    def _forget(self, key: str) -> None:
        try:
            super().delete(key)
        except RedisError:
            _outdated.add(key)
            raise


class RedisCache(redis.RedisCache):
    """Django’s, with a client of its own."""

    _class: Any
    client_class: type[RedisCacheClient] = RedisCacheClient

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        """Take our client instead."""
        super().__init__(server, params)
        self._class = self.client_class


class ForgivingRedisCache(RedisCache):
    """For what can be made anew by whoever asks, and asks without a thought of failure."""

    client_class = ForgivingClient
