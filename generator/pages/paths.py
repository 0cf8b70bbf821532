"""Say which file in output/ an address is."""

from __future__ import annotations

from urllib.parse import unquote


def page_path(url: str, root: str) -> str:
    """Turn an address of the site into its file in output/."""
    path = url.removeprefix(root)
    path = unquote(path) if "%" in path else path
    return f"{path}index.html" if path.endswith("/") or not path else path
