"""What pages are kept in, where that is Redis."""

from cms.caching.backends import RedisCache


def test_one_client_asks_redis_for_everything():
    cache = RedisCache("redis://127.0.0.1:1/0", {"OPTIONS": {"socket_timeout": 0.5}})
    client = cache._cache.get_client("a key")
    assert cache._cache.get_client("another", write=True) is client
    assert client.connection_pool.connection_kwargs["socket_timeout"] == 0.5
