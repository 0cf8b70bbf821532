"""Do many jobs in several processes.

Invariant: the results are the same as one process would give.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from multiprocessing.connection import Connection

Job = TypeVar("Job")
Done = TypeVar("Done")
TURN = threading.Lock()
LOAD = 200  # jobs that an executor is given at a time
ROOM = 1 << 20  # bytes in a pipe: else a child waits for the parent eight times for each handful
HANDFUL = 20  # jobs: to wake another process for each takes longer than a job


class TooLongError(BaseException):
    """Say that a job took longer than it may; no handler of other errors must swallow it."""


@contextlib.contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """End what takes longer than so many seconds, wherever it is, with TooLongError.

    Only the main thread of a system with timers can do that; elsewhere nothing is bounded.
    """
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def end(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, end)
    timer = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def hurried() -> Iterator[None]:
    """Let what is made stay: looking for garbage takes a fifth of a short build's time."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


def each(
    function: Callable[[Job], Done], jobs: Sequence[Job], pool: int | Executor, at_least: int = 50
) -> Iterator[tuple[Job, Done]]:
    """Apply a function to each job; in several processes if there are jobs enough for that.

    `pool` is a number of processes, or any executor of concurrent.futures, such as a cluster's;
    what it is given is pickled. Pairs of a job and its result come as they are done, in no order
    that may be relied on.
    """
    if not isinstance(pool, int):
        yield from _submitted(function, jobs, pool)
    elif pool == 1 or len(jobs) < at_least:
        for job in jobs:
            yield job, function(job)
    else:
        gc.freeze()
        try:
            yield from _in_processes(function, jobs, pool)
        finally:
            gc.unfreeze()


def _submitted(
    function: Callable[[Job], Done], jobs: Sequence[Job], pool: Executor
) -> Iterator[tuple[Job, Done]]:
    """Let an executor do the jobs, a load at a time: each has to be told all that jobs need."""
    from concurrent.futures import as_completed

    handfuls = [jobs[first : first + LOAD] for first in range(0, len(jobs), LOAD)]
    futures = {pool.submit(_all, function, handful): handful for handful in handfuls}
    for future in as_completed(futures):
        yield from zip(futures[future], future.result(), strict=True)


def _all(function: Callable[[Job], Done], jobs: Sequence[Job]) -> list[Done]:
    """Do some jobs; threads of one process take turns, for what they use is made for one."""
    with TURN:
        return [function(job) for job in jobs]


def _in_processes(
    function: Callable[[Job], Done], jobs: Sequence[Job], processes: int
) -> Iterator[tuple[Job, Done]]:
    """Deal the jobs to children, and take results as they come.

    A child is forked where the system can, and so has all it needs in memory; elsewhere a new
    process is given its share.
    """
    import multiprocessing
    from multiprocessing.connection import Connection, wait

    context: Any = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    children, places = [], {}
    processes = min(processes, len(jobs))
    for first in range(processes):
        receiver, sender = _pipe(context)
        place = context.RawValue("q", first)
        share = (function, jobs[first::processes], range(first, len(jobs), processes))
        child = context.Process(target=_work, args=(*share, place, sender), daemon=True)
        child.start()
        sender.close()
        children.append(child)
        places[receiver] = place
    try:
        while places:
            for pipe in wait(list(places)):
                assert isinstance(pipe, Connection)
                try:
                    done, failure, is_last = pipe.recv()
                except EOFError:
                    raise OSError(_died(jobs[places[pipe].value])) from None
                yield from ((jobs[number], one) for number, one in done)
                if failure is not None:
                    raise failure
                if is_last:
                    del places[pipe]
    finally:
        for child in children:
            child.terminate()
            child.join()


def _pipe(context: Any) -> tuple[Connection, Connection]:
    """Make a pipe that holds a handful of results, where the system can."""
    receiver, sender = context.Pipe(duplex=False)
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(sender.fileno(), fcntl.F_SETPIPE_SZ, ROOM)
    return receiver, sender


def _died(job: object) -> str:
    """Say at which job a process was when it died."""
    name = job[0] if isinstance(job, tuple) else job
    return f"a process died at {name}; the machine may be short of memory (try --jobs 1)"


def _work(
    function: Callable[[Job], Done],
    jobs: Sequence[Job],
    numbers: range,
    place: Any,
    sender: Connection,
) -> None:
    """Do a child's share: say at which job it is, and send results by the handful."""
    # Ctrl-C reaches the whole group; the parent is the one to answer it, and ends its children.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.enable()
    gc.set_threshold(50_000)
    done: list[tuple[int, Done]] = []
    for number, job in zip(numbers, jobs, strict=True):
        place.value = number
        try:
            done.append((number, function(job)))
        except Exception as error:  # noqa: BLE001 - the parent raises it again
            sender.send((done, error, True))
            return
        if len(done) == HANDFUL:
            sender.send((done, None, False))
            done = []
    sender.send((done, None, True))
    sender.close()
