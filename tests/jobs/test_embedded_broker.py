import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from kombu import Connection

from kraftsamling import celery_app


@pytest.fixture
def broker(tmp_path):
    options = {"data_folder": str(tmp_path / "broker"), "polling_interval": 0.05}
    with Connection("embedded://localhost", transport_options=options) as connection:
        yield connection


def put(connection, body, queue="work"):
    with connection.SimpleQueue(queue) as simple:
        simple.put(body)


def take(connection, queue="work"):
    """Return the next message's content, None if none waits."""
    message = connection.channel().basic_get(queue, no_ack=True)
    return None if message is None else message.decode()


def files(connection, pattern="*.msg"):
    return sorted(path.name for path in connection.default_channel.folder.glob(pattern))


def test_messages_come_in_order_and_once(broker):
    for number in (1, 2, 3):
        put(broker, number)
    assert [take(broker) for _turn in range(4)] == [1, 2, 3, None]
    assert files(broker, "*") == ["unreadable"]


def test_queues_are_apart(broker):
    put(broker, "a", "first")
    assert take(broker, "second") is None
    assert take(broker, "first") == "a"


def test_unreadable_message_is_put_aside_and_the_next_one_read(broker):
    folder = broker.default_channel.folder
    (folder / "00000000000000000001_x.work.msg").write_text('{"half": ')
    put(broker, "good")
    assert take(broker) == "good"
    assert [path.name for path in (folder / "unreadable").iterdir()] == ["00000000000000000001_x.work.msg"]


def test_half_written_message_is_not_seen_and_later_removed(broker):
    folder = broker.default_channel.folder
    fresh, old = (folder / f".tmp-{name}.work.msg" for name in ("fresh", "old"))
    fresh.write_text("{")
    old.write_text("{")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    assert take(broker) is None
    assert (fresh.exists(), old.exists()) == (True, False)


def test_size_and_purge_count_what_waits(broker):
    for number in range(3):
        put(broker, number)
    channel = broker.default_channel
    assert channel.queue_declare("work").message_count == 3
    assert channel.queue_purge("work") == 3
    assert channel.queue_declare("work").message_count == 0


def test_many_readers_share_every_message_without_loss(broker):
    expected = list(range(120))
    for number in expected:
        put(broker, number)

    def read_all(_reader):
        with Connection("embedded://localhost", transport_options=broker.transport_options) as connection:
            taken = []
            while (number := take(connection)) is not None:
                taken.append(number)
            return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [number for part in pool.map(read_all, range(4)) for number in part]
    assert sorted(taken) == expected


def test_the_application_knows_the_transport():
    assert celery_app.connection_for_write("embedded://localhost").transport.driver_name == "embedded"
