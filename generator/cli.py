"""Take commands: build, check, audit and others. The only module that prints.

Invariant: what goes wrong is told, in one line each, and never as a traceback.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__, console
from generator.problems import Stop, errors

if TYPE_CHECKING:
    from generator.request import Request

DONE, PROBLEMS, USAGE, TROUBLE, INTERRUPTED = 0, 1, 2, 3, 130
EXAMPLES = {
    "build": "hushpress build --base-url https://news.example.org/",
    "new": 'hushpress new "Who reads your mail" --tag encryption --tag e-mail',
    "status": "hushpress status --site my-site",
    "check": "hushpress check --fix-marks",
    "audit": "hushpress audit --site my-site",
    "explain": "hushpress explain /tags/law/",
    "clean": "hushpress clean",
}
Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def run() -> int:
    """Run the command that this process is for; nobody looks for garbage in what ends so soon."""
    gc.disable()
    code = main()
    gc.freeze()
    return code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code.

    0 done; 1 the site has problems; 2 wrong usage; 3 the machine failed; 130 interrupted.
    """
    _prepare()
    options = parser().parse_args(arguments)
    if sys.getfilesystemencoding() != "utf-8":
        print("hushpress: file names are not UTF-8 here (set PYTHONUTF8=1)", file=sys.stderr)
        return TROUBLE
    if options.cache:
        os.environ["HUSHPRESS_CACHE"] = str(options.cache.resolve())
    try:
        return int(options.command(options))
    except Stop as stop:
        console.tell(stop.problems, sys.stderr)
        return PROBLEMS
    except KeyboardInterrupt:
        print("hushpress: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"hushpress: {where}{error.strerror or error}", file=sys.stderr)
        return TROUBLE


def _prepare() -> None:
    """Make the process fit: text that a terminal can't show, SIGTERM as Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that all processes end


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    whole = argparse.ArgumentParser(
        prog="hushpress",
        description="Turn a folder of Markdown articles into a news site.",
        epilog="example: hushpress build --site my-site",
    )
    whole.add_argument("--version", action="version", version=f"hushpress {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_build(commands)
    new = _add(commands, "new", "write the beginning of a new article")
    new.set_defaults(command=_new)
    new.add_argument("headline", metavar="HEADLINE", help="the article's headline")
    new.add_argument("--tag", action="append", default=[], metavar="T", help="a tag of the article")
    status = _add(commands, "status", "say of each file whether it is published, and why")
    status.set_defaults(command=_status)
    _add_checks(commands)
    explain = _add(commands, "explain", "say why a page was rendered, and whether it will be")
    explain.set_defaults(command=_explain)
    explain.add_argument("address", metavar="ADDRESS", help="of the page, as a reader knows it")
    _add_site(explain)
    clean = _add(commands, "clean", "delete what was built, and nothing else")
    clean.set_defaults(command=_clean)
    clean.add_argument("--output", type=Path, metavar="DIR", help="the folder built into")
    return whole


def _add(
    commands: Commands[argparse.ArgumentParser], name: str, words: str
) -> argparse.ArgumentParser:
    """Add a command with what all commands have."""
    added = commands.add_parser(
        name, help=words, description=f"{words.capitalize()}.", epilog=f"example: {EXAMPLES[name]}"
    )
    added.add_argument(
        "--site", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: .)"
    )
    added.add_argument(
        "--cache", type=Path, metavar="DIR", help="where the last build is remembered"
    )
    return added


def _add_build(commands: Commands[argparse.ArgumentParser]) -> None:
    """Describe the build command."""
    build = _add(commands, "build", "build the site into output/")
    build.set_defaults(command=_build)
    _add_site(build)
    build.add_argument("--jobs", type=_count, metavar="N", help="processes (default: one a core)")
    build.add_argument("--clean", action="store_true", help="make every page anew")
    build.add_argument("-q", "--quiet", action="store_true", help="tell problems only")
    build.add_argument("-v", "--verbose", action="store_true", help="tell more")


def _add_checks(commands: Commands[argparse.ArgumentParser]) -> None:
    """Describe the commands that look and publish nothing."""
    check = _add(commands, "check", "find what is wrong, without publishing anything")
    check.set_defaults(command=_check, output=None)
    check.add_argument(
        "--fix-marks", action="store_true", help="take hidden marks out of the articles' files"
    )
    audit = _add(commands, "audit", "read what is published, and say what is proved of it")
    audit.set_defaults(command=_audit)
    audit.add_argument("--output", type=Path, metavar="DIR", help="the folder built into")
    audit.add_argument("--json", action="store_true", help="tell it for programs")


def _add_site(command: argparse.ArgumentParser) -> None:
    """Add what says which site is meant: where it goes, and what of it is shown."""
    command.add_argument("--output", type=Path, metavar="DIR", help="the folder to build into")
    command.add_argument(
        "--base-url", type=_address, metavar="URL", help="the address in place of base_url"
    )
    command.add_argument("--drafts", action="store_true", help="show drafts too")
    command.add_argument("--future", action="store_true", help="show scheduled articles too")


def _count(text: str) -> int:
    """Read a number of processes."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of processes (write 2)')
    return int(text)


def _address(text: str) -> str:
    """Read a site's address."""
    from generator.addresses import base_url

    whole, wrong, likely = base_url(text)
    if wrong:
        raise argparse.ArgumentTypeError(f'"{text}" {wrong} (write {likely})')
    return whole


def _build(options: argparse.Namespace) -> int:
    """Build the site."""
    from generator.build import build

    output = options.output or options.site / "output"
    request = replace(
        _request(options), is_anew=options.clean, pool=options.jobs or os.cpu_count() or 1
    )
    with console.bar(time.monotonic) as progress:
        report = build(request, progress)
    console.tell(report.problems, sys.stderr)
    if not options.quiet:
        console.report(report, output, is_verbose=options.verbose)
    return DONE


def _request(options: argparse.Namespace) -> Request:
    """Say which site is meant."""
    from generator.request import Request

    return Request(
        root=options.site,
        output=options.output or options.site / "output",
        now=_now(),
        base_url=options.base_url or "",
        drafts=options.drafts,
        future=options.future,
    )


def _check(options: argparse.Namespace) -> int:
    """Say what is wrong with the site, all of it; mend what was asked for."""
    from generator.checks import check, fix_marks
    from generator.request import Request

    if options.fix_marks:
        for path, number in fix_marks(options.site):
            print(f"{path}: {number} {'mark' if number == 1 else 'marks'} taken out")
    request = Request(options.site, options.site / "output", _now(), pool=os.cpu_count() or 1)
    problems = check(request)
    console.tell(problems, sys.stderr)
    if not problems:
        print("nothing is wrong")
    return PROBLEMS if errors(problems) else DONE


def _audit(options: argparse.Namespace) -> int:
    """Audit what is published, as it is on the disk."""
    from generator.checks import audit
    from generator.request import Request

    output = options.output or options.site / "output"
    problems, proof = audit(Request(options.site, output, _now()))
    console.tell(problems, sys.stderr)
    if proof and not problems:
        console.proof(proof, as_json=options.json)
    return PROBLEMS if problems else DONE


def _explain(options: argparse.Namespace) -> int:
    """Say why a page was rendered."""
    from generator.explain import explain

    try:
        console.explained(explain(_request(options), options.address))
    except LookupError as error:
        print(f"hushpress: {error.args[0]}", file=sys.stderr)
        return PROBLEMS
    return DONE


def _status(options: argparse.Namespace) -> int:
    """Say of each file under content/ whether it is published, and why."""
    from generator.build import look
    from generator.request import Request

    root = options.site
    survey = look(Request(root=root, output=root / "output", now=_now()))
    console.states(survey.states)
    is_well = all(state.name != "invalid" for state in survey.states.values())
    return DONE if is_well else PROBLEMS


def _new(options: argparse.Namespace) -> int:
    """Write the beginning of a new article."""
    from generator.new import new

    print(new(options.site, options.headline, tuple(options.tag), _now()))
    return DONE


def _clean(options: argparse.Namespace) -> int:
    """Delete what was built."""
    from generator.build import clean

    output = options.output or options.site / "output"
    number = clean(options.site, output)
    print(f"removed {number} files from {console.shown(output)}")
    return DONE


def _now() -> datetime:
    """Read the clock, once; SOURCE_DATE_EPOCH stands in for it (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now(UTC)
