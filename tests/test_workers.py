from __future__ import annotations

import os
import signal

import pytest

from generator.workers import each


def _square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_every_job_is_done_once_whatever_the_number_of_processes(processes: int) -> None:
    done = list(each(_square, range(100), processes))
    assert sorted((job, square) for job, (square, _) in done) == [(n, n * n) for n in range(100)]
    assert len({process for _, (_, process) in done}) == processes


def test_few_jobs_stay_in_this_process() -> None:
    assert {process for _, (_, process) in each(_square, range(9), 4)} == {os.getpid()}


def _fail(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


@pytest.mark.parametrize("processes", [1, 2])
def test_what_fails_in_a_child_fails_here(processes: int) -> None:
    with pytest.raises(ValueError, match="seven"):
        list(each(_fail, range(100), processes))


def test_a_process_that_dies_names_the_job_it_was_at() -> None:
    def function(job: int) -> int:
        if job == 7:
            os.kill(os.getpid(), signal.SIGKILL)
        return job

    with pytest.raises(OSError, match="died at 7;"):
        list(each(function, range(100), 2))


def test_no_more_processes_than_jobs() -> None:
    found = {done for _, done in each(lambda job: os.getpid(), range(3), 1000, at_least=2)}
    assert len(found) == 3
