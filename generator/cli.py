"""Be the door: take a command, run it, and tell what went wrong.

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
from collections.abc import Sequence

from generator import __version__, console
from generator.commands import building, importing, looking, publishing, serving, writing
from generator.commands.common import DONE, INTERRUPTED, PROBLEMS, TROUBLE
from generator.problems import Stop

MODULES = (building, serving, writing, looking, publishing, importing)  # in the order of the help


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
        console.tell(stop.problems, sys.stderr, options.end)
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
    for module in MODULES:
        module.register(commands)
    return whole
