"""What html5lib's tree of a page would load, the audit has seen."""

from __future__ import annotations

from itertools import islice

from generator.audit import quick
from generator.audit.html import sights
from generator.audit.verdict import fault
from tests.audit.oracle import SETTINGS, loaded, missed, pages


def test_the_audit_sees_what_another_parser_would_load() -> None:
    for page in islice(pages(4), 1500):
        assert missed(page) == set(), page


def test_the_oracle_is_awake() -> None:
    assert loaded('<p><img src="//v.example/a">') == {"v.example"}
    assert sum(bool(loaded(page)) for page in islice(pages(5), 300)) > 50


def test_what_the_quick_look_lets_pass_has_nothing_in_it() -> None:
    plain = [page for page in islice(pages(6), 6000) if quick.is_plain(page)]
    assert len(plain) > 20
    for page in plain:
        assert not any(fault(one, SETTINGS, "/a/") for one in sights(page)), page
