from __future__ import annotations

import pytest

from generator.filters import asset, filters, json_in_html
from generator.model import Edition, Head, HostingSettings, Settings
from tests.kit import english


@pytest.fixture
def edition() -> Edition:
    hosting = HostingSettings(onion="http://abc.onion")
    return english(Settings("The Record", "https://example.org/news/", hosting=hosting))


def test_json_in_html_ends_no_script() -> None:
    text = str(json_in_html({"a": "</script><!-- & \u2028"}))
    assert not set(text) & set("<>&\u2028")


def test_a_file_of_the_layouts_has_its_published_address() -> None:
    assert asset({"style.css": "/assets/style.1.css"}, "style.css") == "/assets/style.1.css"
    with pytest.raises(LookupError, match='there is no file "layouts/assets/other.css"'):
        asset({}, "other.css")


def test_addresses_are_made_whole(edition: Edition) -> None:
    absolute = filters(edition, {}, {})["absolute"]
    assert absolute("/news/a/") == "https://example.org/news/a/"
    assert absolute("https://example.com/") == "https://example.com/"
    assert filters(edition, {}, {})["onion"](Head("", "/news/a/")) == "http://abc.onion/news/a/"
