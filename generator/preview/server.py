"""Speak HTTP/1.1 with browsers on this machine, in a thread of its own.

Invariants: what h11 does not take for HTTP is refused; every wait ends; nothing here knows pages.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

import h11

from generator.preview.guard import Asked
from generator.preview.replies import Reply, refusal

LARGEST = 16 * 1024  # bytes of a request's head
MOST = 64  # connections at a time
IDLE, SLOW, BEAT = (
    30,
    30,
    15,
)  # seconds: for a request, for a browser that reads, between signs of life
CHUNK = 64 * 1024
HINTS = {
    400: "That is no request of HTTP/1.1.",
    413: "No request that is answered here has a body.",
    431: "The request's head is too large.",
}
ALIVE = b":\n\n"  # a comment, as a stream of events has it


@dataclass(frozen=True, slots=True)
class Streaming:
    """Hold an answer that goes on: its headers, what is told as it comes, and what ends it."""

    headers: Mapping[str, str]
    events: asyncio.Queue[bytes]
    gone: Callable[[], object]


Respond = Callable[[Asked], Awaitable[Reply | Streaming]]


class Server:
    """Own the listening sockets, the connections and the thread they are served in."""

    def __init__(self, sockets: Iterable[socket.socket], respond: Respond) -> None:
        self.loop = asyncio.new_event_loop()
        self._sockets = list(sockets)
        self._respond = respond
        self._open: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """End all connections, and the thread."""
        with contextlib.suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        made = [asyncio.start_server(self._connected, sock=one) for one in self._sockets]
        listening = self.loop.run_until_complete(asyncio.gather(*made))
        try:
            self.loop.run_forever()
        finally:
            for one in listening:
                one.close()
            for task in self._open:
                task.cancel()
            self.loop.run_until_complete(asyncio.gather(*self._open, return_exceptions=True))
            self.loop.run_until_complete(self.loop.shutdown_asyncgens())
            self.loop.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection to its end."""
        task = asyncio.current_task()
        assert task
        self._open.add(task)
        wire = Wire(reader, writer)
        try:
            if len(self._open) > MOST:
                await wire.send(refusal(503, "Too many pages are open at once."), is_last=True)
            else:
                await self._serve(wire)
        except (OSError, TimeoutError, asyncio.CancelledError, h11.LocalProtocolError):
            pass  # the browser went away, or was too slow, or the server ends
        finally:
            self._open.discard(task)
            writer.close()

    async def _serve(self, wire: Wire) -> None:
        """Answer requests, one after the other."""
        while True:
            try:
                asked = await wire.asked()
            except h11.RemoteProtocolError as error:
                status = error.error_status_hint
                await wire.send(refusal(status, HINTS.get(status, HINTS[400])), is_last=True)
                return
            if asked is None:
                return
            try:
                reply = await self._respond(asked)
            except Exception as error:  # noqa: BLE001 - the door: a fault in one answer ends no server
                reply = refusal(500, f"The preview failed: {type(error).__name__}: {error}")
            if isinstance(reply, Streaming):
                await wire.stream(reply)
                return
            if not await wire.send(reply):
                return


class Wire:
    """Own one connection, and what h11 knows of it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._state = h11.Connection(h11.SERVER, max_incomplete_event_size=LARGEST)
        self._has_body = True

    async def asked(self) -> Asked | None:
        """Wait for the next request; None if no more comes. Raise what h11 raises."""
        async with asyncio.timeout(IDLE):
            request = await self._event()
            if not isinstance(request, h11.Request):
                return None
            headers = _headers(request)
            if "transfer-encoding" in headers or headers.get("content-length", ("0",)) != ("0",):
                raise h11.RemoteProtocolError(HINTS[413], error_status_hint=413)
            await self._event()  # the end of the message
        self._has_body = request.method != b"HEAD"
        return Asked(request.method.decode("ascii"), request.target.decode("ascii"), headers)

    async def _event(self) -> object:
        """Read until h11 has understood something."""
        while True:
            event = self._state.next_event()
            if event is h11.NEED_DATA:
                self._state.receive_data(await self._reader.read(CHUNK))
            elif event is h11.PAUSED:
                return h11.ConnectionClosed()
            else:
                return event

    async def send(self, reply: Reply, *, is_last: bool = False) -> bool:
        """Send an answer; tell whether another request may come."""
        if self._state.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            return False
        headers = [*reply.headers.items(), ("Content-Length", str(len(reply.data)))]
        if is_last:
            headers.append(("Connection", "close"))
        pieces = [self._state.send(h11.Response(status_code=reply.status, headers=headers))]
        if self._has_body:
            pieces.append(self._state.send(h11.Data(data=reply.data)))
        pieces.append(self._state.send(h11.EndOfMessage()))
        await self._write(b"".join(piece for piece in pieces if piece))
        if is_last or self._state.states[h11.SERVER] is not h11.DONE:
            return False
        self._state.start_next_cycle()
        return True

    async def stream(self, streaming: Streaming) -> None:
        """Send what comes as it comes, until nobody listens any more."""
        headers = [*streaming.headers.items(), ("Connection", "close")]
        head = self._state.send(h11.Response(status_code=200, headers=headers))
        gone = asyncio.ensure_future(self._reader.read(1))
        try:
            await self._write(head or b"")
            while not gone.done():
                piece = await self._next(streaming.events, gone)
                await self._write(self._state.send(h11.Data(data=piece)) or b"")
        finally:
            gone.cancel()
            streaming.gone()

    async def _next(self, events: asyncio.Queue[bytes], gone: asyncio.Future[bytes]) -> bytes:
        """Wait for an event; where there is none for a while, give a sign of life."""
        coming = asyncio.ensure_future(events.get())
        try:
            await asyncio.wait([coming, gone], timeout=BEAT, return_when=asyncio.FIRST_COMPLETED)
            return coming.result() if coming.done() else ALIVE
        finally:
            coming.cancel()

    async def _write(self, data: bytes) -> None:
        """Write, and wait for a browser that is slow, but not for ever."""
        self._writer.write(data)
        async with asyncio.timeout(SLOW):
            await self._writer.drain()


def _headers(request: h11.Request) -> dict[str, tuple[str, ...]]:
    """Read headers: what stands there more than once keeps its order."""
    headers: dict[str, tuple[str, ...]] = {}
    for raw_name, raw_value in request.headers:
        name, value = raw_name.decode("ascii"), raw_value.decode("latin-1")
        headers[name] = (*headers.get(name, ()), value)
    return headers


def listening(host: str, ports: Iterable[int]) -> list[socket.socket]:
    """Listen on the first of these ports that is free; raise OSError if none is.

    On this machine alone, that is under both of its addresses where it has both.
    """
    wrong: OSError | None = None
    for port in ports:
        try:
            first = _bound(host or "127.0.0.1", port)
        except OSError as error:
            wrong = error
            continue
        found = [first]
        if not host:
            with contextlib.suppress(OSError):
                found.append(_bound("::1", first.getsockname()[1]))
        return found
    raise wrong or OSError("there is no port")


def _bound(host: str, port: int) -> socket.socket:
    """Listen on one address."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(address, family=family, backlog=MOST)
