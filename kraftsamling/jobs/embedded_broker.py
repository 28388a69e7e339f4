"""A message broker made of files in one folder, for the embedded way to run (one machine, no Redis).

Kombu's own file transport lets readers see half-written files and dies of files it cannot read (stack notes, section
3). Here a message appears by one rename, belongs to whoever manages to remove it, and an unreadable one is put aside.
Only plain queues are offered: no exchange tables, nothing that processes would have to agree on.
"""

import logging
import os
import time
from pathlib import Path
from queue import Empty
from uuid import uuid4

from kombu.transport import virtual
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)

SUFFIX = ".msg"
UNFINISHED = ".tmp-"
UNFINISHED_SECONDS = 3600


class Channel(virtual.Channel):
    """Queues as files ``<time>_<uuid>.<queue>.msg``, the oldest first."""

    def __init__(self, connection, **kwargs):
        super().__init__(connection, **kwargs)
        self.folder = Path(connection.client.transport_options["data_folder"])
        self.unreadable_folder = self.folder / "unreadable"
        self.unreadable_folder.mkdir(parents=True, exist_ok=True)
        if not os.access(self.folder, os.W_OK):
            raise PermissionError(f"{self.folder} cannot be written")
        self._remove_unfinished()

    def _remove_unfinished(self) -> None:
        """Remove what writers left behind that were killed between writing and renaming."""
        for path in self.folder.glob(f"{UNFINISHED}*"):
            try:
                if path.stat().st_mtime < time.time() - UNFINISHED_SECONDS:
                    path.unlink()
            except FileNotFoundError:
                continue

    def _waiting(self, queue: str) -> list[Path]:
        return sorted(path for path in self.folder.glob(f"*.{queue}{SUFFIX}") if not path.name.startswith(UNFINISHED))

    def _put(self, queue, message, **kwargs):
        name = f"{time.time_ns():020d}_{uuid4().hex}.{queue}{SUFFIX}"
        unfinished = self.folder / f"{UNFINISHED}{name}"
        with unfinished.open("wb") as file:
            file.write(dumps(message).encode())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.folder / name)

    def _get(self, queue):
        for path in self._waiting(queue):
            try:
                message = loads(path.read_bytes().decode())
                path.unlink()
            except FileNotFoundError:
                continue  # another reader was faster
            except ValueError:
                self._put_aside(path)
                continue
            return message
        raise Empty

    def _put_aside(self, path: Path) -> None:
        logger.error("The broker message %s cannot be read and was put aside", path.name)
        try:
            path.replace(self.unreadable_folder / path.name)
        except FileNotFoundError:
            logger.info("Another reader has already put %s aside", path.name)

    def _size(self, queue):
        return len(self._waiting(queue))

    def _purge(self, queue):
        waiting = self._waiting(queue)
        for path in waiting:
            path.unlink(missing_ok=True)
        return len(waiting)


class Transport(virtual.Transport):
    """``embedded://``, with the transport option ``data_folder``."""

    Channel = Channel
    default_port = 0
    driver_type = "filesystem"
    driver_name = "embedded"
    global_state = virtual.BrokerState()

    def __init__(self, client, **kwargs):
        super().__init__(client, **kwargs)
        self.state = self.global_state

    def driver_version(self):
        """Return a word, since there is no driver."""
        return "1"
