"""Hold the code to its own promises: floors, sizes, docstrings, no state, quick start."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "generator").rglob("*.py"))
FLOORS = (
    {"problems", "model", "digests", "networks"},
    {
        "read", "settings", "frontmatter", "fields", "nodes", "addresses",
        "dates", "slugs", "editions", "tokens", "translations", "wording", "comments", "rules", "prose", "prose_fast", "prose_direct", "direct_inline", "habits", "markup", "tracking", "blockers", "cautions", "images", "drawings", "documents",
    },
    {"assemble", "cards", "threads", "groups", "states", "terms", "links", "related", "policy", "phrases", "copies", "headlines"},
    {"pages"},
    {"reasons", "languages", "filters", "render", "sandbox", "audit", "ages"},
    {"sources", "store", "workers", "publish", "outside"},
    {"request", "current", "fresh", "edits", "holders", "reindexing", "refusals", "blame", "checks", "asking", "survey", "dressing", "telling", "explain", "build", "new", "founding", "schemas", "programs", "release", "imports", "preview", "console", "commands", "cli", "__main__", "__init__"},
)  # fmt: skip
HANDS = FLOORS[5]
PURE = frozenset.union(*map(frozenset, FLOORS[:5]))
MACHINE = {
    "os", "pathlib", "io", "sqlite3", "subprocess", "socket", "time", "random", "logging",
    "tempfile", "shutil", "multiprocessing", "threading",
}  # fmt: skip
# Who may speak to a network, and with what: the preview serves this machine, a check asks others.
SPEAKERS = {"outside", "preview"}
NETWORK = {
    "socket", "socketserver", "ssl", "http", "urllib.request", "asyncio", "ftplib", "smtplib", "imaplib",
    "telnetlib", "xmlrpc", "h11", "python_socks", "urllib3", "requests", "httpx", "aiohttp",
}  # fmt: skip
HEAVY = {
    "markdown",
    "jinja2",
    "pygments",
    "watchdog",
    "PIL",
    "rich",
    "nh3",
    "selectolax",
    "yaml",
    "tinycss2",
    "h11",
    "ssl",
    "python_socks",
    "markdownify",
    "bs4",
    "babel",
}


def module(file: Path) -> str:
    """Name the part of the house a file belongs to: its top-level module or package."""
    inside = file.relative_to(ROOT / "generator")
    return inside.parts[0].removesuffix(".py")


def floor(name: str) -> int:
    for number, names in enumerate(FLOORS):
        if name in names:
            return number
    raise AssertionError(f"{name} has no floor: add it to FLOORS")


def imports(file: Path) -> set[str]:
    """List what a file imports, wherever in it, as dotted names."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "generator":
                found |= {f"generator.{alias.name}" for alias in node.names}
    return found


def ours(file: Path) -> set[str]:
    names = (name.split(".") for name in imports(file))
    return {parts[1] for parts in names if parts[0] == "generator" and len(parts) > 1} - {
        "__version__"
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_imports_point_down(file: Path) -> None:
    own = module(file)
    for other in ours(file) - {own}:
        assert floor(other) <= floor(own), f"{own} imports {other} from a floor above"
        if own in HANDS:
            assert floor(other) == 0, f"{own} is a hand and knows only the ground, not {other}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_pure_floors_never_touch_the_machine(file: Path) -> None:
    own = module(file)
    # Pillow reads and writes through io.BytesIO: memory, no file.
    allowed = {"io"} if own in ("images", "documents") else set()
    if floor(own) < 5:
        assert not {name.split(".")[0] for name in imports(file)} & (MACHINE - allowed)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_only_the_preview_and_the_check_of_links_know_the_network(file: Path) -> None:
    found = {name for name in imports(file) if {name, name.partition(".")[0]} & NETWORK}
    assert module(file) in SPEAKERS or not found, f"{module(file)} must not speak: {found}"


def test_kinds_of_pages_do_not_know_each_other() -> None:
    kinds = {"articles", "lists", "archive", "feeds", "wellknown", "redirects", "assets", "hosting"}
    kinds |= {"registers", "report", "search", "sitemaps", "previews", "llms"}
    for kind in kinds:
        known = {
            name.removeprefix("generator.pages.")
            for file in FILES
            if file.relative_to(ROOT / "generator").as_posix().startswith(f"pages/{kind}")
            for name in imports(file)
        }
        assert not known & (kinds - {kind})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_files_and_functions_stay_small(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 40, f"{node.name} is too long"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is_for(file: Path) -> None:
    doc = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    first = doc.split("\n")[0]
    assert first.endswith("."), "the first line is one sentence"
    assert len(first) <= 96


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_modules_hold_no_state(file: Path) -> None:
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in (inner for one in targets for inner in getattr(one, "elts", [one])):
                name = getattr(target, "id", "")
                assert (
                    name.strip("_").isupper()
                    or name[:1].isupper()
                    or name == "__version__"
                    or (name == "__all__")
                ), f"{name} looks like a variable"
        if isinstance(node, ast.FunctionDef):
            assert not any(isinstance(inner, ast.Global) for inner in ast.walk(node))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_nothing_executes_data(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call)
              and isinstance(node.func, ast.Name)}  # fmt: skip
    assert not called & {"eval", "exec", "compile", "__import__"}
    assert not {name.split(".")[0] for name in imports(file)} & {"pickle", "marshal", "ctypes"}
    assert "subprocess" not in imports(file) or module(file) == "programs"


def test_the_command_starts_light() -> None:
    code = f"import sys, generator.cli; print(sorted({HEAVY!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_test_looks_at_a_clock() -> None:
    # Speed belongs in benchmarks: on a slow machine, a test that is timed fails for nothing. What
    # never comes to an end is stopped by pytest's own time limit.
    clocks = ("perf_counter", "process_time", "thread_time", "monotonic", "time.time(")
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        if file != Path(__file__):
            assert not [clock for clock in clocks if clock in file.read_text("utf-8")], file
