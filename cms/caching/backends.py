"""The cache in Redis, asked with less ado."""

from functools import lru_cache
from typing import Any

from django.core.cache.backends import redis


class RedisCacheClient(redis.RedisCacheClient):
    """Keeps what talks to a server. Django makes it anew for each question.

    That is a quarter of what a page costs that is kept there. It may be shared by threads: they
    get connections from one pool.
    """

    _client: Any
    _get_connection_pool: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with none."""
        super().__init__(*args, **kwargs)
        self._talker = lru_cache(lambda pool: self._client(connection_pool=pool))

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """Give what talks to the server for a key."""
        return self._talker(self._get_connection_pool(write))


class RedisCache(redis.RedisCache):
    """Django’s, with a client of its own."""

    _class: Any

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        """Take our client instead."""
        super().__init__(server, params)
        self._class = RedisCacheClient
