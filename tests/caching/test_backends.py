"""What is kept in Redis, and what becomes of those who ask while it does not answer."""

import pickle
import socket
from contextlib import closing

import pytest
from redis.exceptions import RedisError, ResponseError

from cms.caching import backends
from cms.caching.backends import ForgivingRedisCache, RedisCache, Serializer


@pytest.fixture
def away(monkeypatch):
    """Give the address of a server that takes every question and answers none."""
    monkeypatch.setattr(backends, "_ask_again", {"at": 0.0})
    monkeypatch.setattr(backends, "_outdated", set())
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def cache(kind, address):
    return kind(address, {"OPTIONS": {"socket_timeout": 0.05}})


def test_one_client_asks_redis_for_everything():
    client = cache(RedisCache, "redis://127.0.0.1:1/0")._cache
    talker = client.get_client("key")
    assert client.get_client("other", write=True) is talker
    assert talker.connection_pool.connection_kwargs["socket_timeout"] == 0.05


def test_a_server_that_does_not_answer_is_asked_once_and_then_left_alone(away, caplog):
    for _ in range(3):
        with pytest.raises(RedisError):
            cache(RedisCache, away).get("key")
    assert caplog.text.count("The cache does not answer") == 1


def test_who_does_not_expect_a_failure_finds_nothing(away):
    forgiving = cache(ForgivingRedisCache, away)

    forgiving.set("key", 1)
    forgiving.set_many({"key": 1})
    assert forgiving.get("key", "nothing") == "nothing"
    assert forgiving.get_many(["key"]) == {}


def test_a_server_that_is_full_is_read_all_the_same_and_the_log_says_so(away, monkeypatch, caplog):
    def full(talker, name, *args, **options):
        if name == "SET":
            raise ResponseError("OOM command not allowed")
        return pickle.dumps("kept")

    monkeypatch.setattr(backends.Talker, "execute_command", full)
    forgiving = cache(ForgivingRedisCache, away)
    forgiving.set("key", "new")
    assert forgiving.get("key") == "kept"
    assert "OOM" in caplog.text


def test_what_should_have_been_deleted_is_gone_before_anything_else_is_asked(away, monkeypatch):
    told = []
    forgiving = cache(ForgivingRedisCache, away)
    assert not forgiving.delete("old")

    monkeypatch.setattr(
        backends.Talker, "execute_command", lambda self, *asked, **options: told.append(asked[:2])
    )
    forgiving.get("new")
    forgiving.get("new")
    assert told == [("DEL", ":1:old"), ("GET", ":1:new"), ("GET", ":1:new")]


@pytest.mark.parametrize("data", [b"\x80\x05garbage", b"", b"cno.such\nThing\n."])
def test_what_nobody_can_read_is_not_there(data):
    assert Serializer().loads(data) is None
    assert Serializer().loads(pickle.dumps("words")) == "words"
