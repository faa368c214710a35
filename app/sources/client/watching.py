"""An end to answers that never end: time-outs count from byte to byte, this counts from the start."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Timer

import httpcore


class Watch:
    """Knows the connections of one client and breaks them off when an answer takes too long.

    A time-out for reading starts anew with every byte. Only a second thread can end an answer
    whose header or body drips; it shuts the sockets, and the thread that reads gets an error.
    """

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []
        self.expired = False

    def trace(self, _: str, told: Mapping[str, object]) -> None:
        """Note a connection that was made: the `trace` extension of httpx requests."""
        stream = told.get("return_value")
        if isinstance(stream, httpcore.NetworkStream):
            made = stream.get_extra_info("socket")
            if isinstance(made, socket.socket):
                self._sockets = [s for s in self._sockets if s.fileno() >= 0] + [made]

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        """Break off what the body of the `with` receives when it takes longer."""
        self.expired = False
        timer = Timer(seconds, self._break_off)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _break_off(self) -> None:
        self.expired = True
        for made in self._sockets:
            try:
                # Not the TLS layer's own method: another thread is reading through it.
                socket.socket.shutdown(made, socket.SHUT_RDWR)
            except OSError:  # one that is closed already must not save the others
                continue
