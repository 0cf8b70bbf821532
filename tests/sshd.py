"""Run a real sshd on this machine, with keys of its own, and an ssh that knows it and no other."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 10.0  # seconds
SERVER = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
"""
CLIENT = """
Host *
    HostName 127.0.0.1
    Port {port}
    IdentityFile {folder}/user
    IdentitiesOnly yes
    UserKnownHostsFile {folder}/known
    StrictHostKeyChecking yes
    LogLevel ERROR
"""


@contextlib.contextmanager
def sshd(folder: Path) -> Iterator[Path]:
    """Run it; give a folder with a program `ssh` that leads there, to be put before PATH."""
    folder.mkdir()
    for name in ("host", "user"):
        command = [
            "ssh-keygen",
            "-q",
            "-t",
            "ed25519",
            "-N",
            "",
            "-C",
            "",
            "-f",
            str(folder / name),
        ]
        subprocess.run(command, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "sshd_config").write_text(SERVER.format(port=port, folder=folder), "utf-8")
    (folder / "config").write_text(CLIENT.format(port=port, folder=folder), "utf-8")
    key = (folder / "host.pub").read_text("utf-8")
    (folder / "known").write_text(f"[127.0.0.1]:{port} {key}", "utf-8")
    program = folder / "bin/ssh"
    program.parent.mkdir()
    real = shutil.which("ssh")
    program.write_text(f'#!/bin/sh\nexec {real} -F {folder}/config "$@"\n', "utf-8")
    program.chmod(0o755)
    with contextlib.suppress(PermissionError):  # only root's sshd wants a place to be apart
        Path("/run/sshd").mkdir(parents=True, exist_ok=True)
    server = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
    assert server
    process = subprocess.Popen([server, "-D", "-q", "-f", str(folder / "sshd_config")])
    try:
        _await(port, process)
        yield program.parent
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until it listens."""
    ends = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        assert process.poll() is None
        assert time.monotonic() < ends
        time.sleep(0.02)
