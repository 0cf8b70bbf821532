"""Do many jobs in several processes.

Invariants: results come in the order of the jobs, and are the same as one process would give;
nothing is pickled to a child: it is forked when all it needs is in memory.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Job = TypeVar("Job")
Done = TypeVar("Done")


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
    function: Callable[[Job], Done], jobs: Sequence[Job], processes: int, at_least: int = 50
) -> Iterator[tuple[Job, Done]]:
    """Apply a function to each job; in several processes if there are jobs enough for that.

    Pairs of a job and its result come as they are done, in no order that may be relied on.
    """
    if processes == 1 or len(jobs) < at_least or not hasattr(os, "fork"):
        for job in jobs:
            yield job, function(job)
        return
    gc.freeze()
    try:
        yield from _forked(function, jobs, processes)
    finally:
        gc.unfreeze()


def _forked(
    function: Callable[[Job], Done], jobs: Sequence[Job], processes: int
) -> Iterator[tuple[Job, Done]]:
    """Deal the jobs to children in turn, and take results as they come."""
    import multiprocessing
    from multiprocessing.connection import Connection, wait

    context = multiprocessing.get_context("fork")
    children, pipes, turns = [], [], {}
    processes = min(processes, len(jobs))
    for first in range(processes):
        receiver, sender = context.Pipe(duplex=False)
        mine = range(first, len(jobs), processes)
        turns[receiver] = iter(mine)
        child = context.Process(target=_work, args=(function, jobs, mine, sender), daemon=True)
        child.start()
        sender.close()
        children.append(child)
        pipes.append(receiver)
    try:
        while pipes:
            for pipe in wait(pipes):
                assert isinstance(pipe, Connection)
                turn = next(turns[pipe], None)
                try:
                    number, done, failure = pipe.recv()
                except EOFError:
                    raise OSError(_died(jobs, turn)) from None
                if failure is not None:
                    raise failure
                if number is None:
                    pipes.remove(pipe)
                else:
                    yield jobs[number], done
    finally:
        for child in children:
            child.terminate()
            child.join()


def _died(jobs: Sequence[Job], turn: int | None) -> str:
    """Say at which job a process was when it died."""
    job = jobs[turn] if turn is not None else "the end"
    name = job[0] if isinstance(job, tuple) else job
    return f"a process died at {name}; the machine may be short of memory (try --jobs 1)"


def _work(
    function: Callable[[Job], Done], jobs: Sequence[Job], mine: range, sender: Connection
) -> None:
    """Do a child's share, and send each result as it is done."""
    # Ctrl-C reaches the whole group; the parent is the one to answer it, and ends its children.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for number in mine:
        try:
            sender.send((number, function(jobs[number]), None))
        except Exception as error:  # noqa: BLE001 - the parent raises it again
            sender.send((number, None, error))
            return
    sender.send((None, None, None))
    sender.close()
