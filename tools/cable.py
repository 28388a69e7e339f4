"""A network cable that can be pulled: passes bytes on to a server until it is cut.

A browser's own "offline" switch does not reach its service workers; a cable that is cut reaches everything.
"""

import contextlib
import socket
import threading


class Cable:
    """Listens on a port of its own at localhost and passes everything on to another port there."""

    def __init__(self, target_port: int):
        self._target_port = target_port
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = self._listen(0)
        self.port: int = self._listener.getsockname()[1]

    def cut(self) -> None:
        """End every connection and take no new one."""
        with self._lock:
            listener, self._listener = self._listener, None
            ends, self._ends = self._ends, set()
        for end in (*ends, *([listener] if listener else [])):
            _close(end)

    def mend(self) -> None:
        """Take connections again, on the same port."""
        if self._listener is None:
            self._listener = self._listen(self.port)

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _address = listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._target_port))
            except OSError:
                _close(near)
                continue
            with self._lock:
                is_cut = self._listener is None
                self._ends |= set() if is_cut else {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()
            if is_cut:
                _close(near)
                _close(far)

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65_536):
                target.sendall(piece)
        for end in (source, target):
            _close(end)
            with self._lock:
                self._ends.discard(end)


def _close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the other side was first
        end.shutdown(socket.SHUT_RDWR)
    end.close()
