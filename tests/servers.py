"""Start real web servers on this machine, ask them for files, and stop them."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

NGINX = """
daemon off; master_process off; pid {run}/nginx.pid; error_log {run}/error.log;
events {{ }}
http {{
  include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;
  client_body_temp_path {run}/a; proxy_temp_path {run}/b; fastcgi_temp_path {run}/c;
  uwsgi_temp_path {run}/d; scgi_temp_path {run}/e;
  server {{ listen 127.0.0.1:{port}{tls}; root {site}; include {site}/_hosting/nginx.conf; }}
}}
"""
# As hosts do today: HTTP/2 over TLS, and text packed.
TLS = """ ssl http2; ssl_certificate {run}/cert.pem; ssl_certificate_key {run}/key.pem;
  gzip on; gzip_comp_level 6; gzip_vary on; gzip_types text/css text/javascript application/javascript"""
CADDY = """
{{
  admin off
  auto_https off
}}
http://127.0.0.1:{port} {{
  root * {site}
  import {site}/_hosting/Caddyfile
  file_server {{
    precompressed br zstd gzip
  }}
}}
"""
APACHE = """
ServerRoot "/usr/lib/apache2"
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {run}/apache.pid
ErrorLog {run}/error.log
Mutex file:{run} default
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule headers_module modules/mod_headers.so
LoadModule rewrite_module modules/mod_rewrite.so
LoadModule mime_module modules/mod_mime.so
LoadModule dir_module modules/mod_dir.so
TypesConfig /etc/mime.types
DirectoryIndex index.html
DocumentRoot {site}
<Directory {site}>
  AllowOverride All
  Require all granted
</Directory>
"""
COMMANDS = {
    "nginx": (NGINX, ["nginx", "-c"]),
    "caddy": (CADDY, ["caddy", "run", "--adapter", "caddyfile", "--config"]),
    "apache": (APACHE, ["apache2", "-X", "-f"]),
}


@contextlib.contextmanager
def serving(name: str, site: Path, run: Path, *, secure: bool = False) -> Iterator[int]:
    """Serve a site; give the port. nginx alone can be asked to be secure."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    run.mkdir(parents=True)
    for folder in (run, *run.parents[:2], site):
        folder.chmod(0o755)  # workers that give up root must still read
    text, command = COMMANDS[name]
    config = run / "config"
    config.write_text(
        text.format(run=run, site=site, port=port, tls=TLS.format(run=run) if secure else "")
    )
    if secure:
        _certificate(run)
    path = f"{os.environ['PATH']}:/usr/sbin"
    program = shutil.which(command[0], path=path)
    assert program, f"{command[0]} is missing: make tools installs it"
    environment = {
        "PATH": path,
        "HOME": str(run),
        "XDG_DATA_HOME": str(run),
        "XDG_CONFIG_HOME": str(run),
    }
    with (run / "log").open("wb") as log:
        server = subprocess.Popen(
            [program, *command[1:], str(config)], stdout=log, stderr=log, env=environment
        )
    try:
        _wait(port, server, run)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(port: int, server: subprocess.Popen[bytes], run: Path) -> None:
    """Wait until a server answers."""
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        assert server.poll() is None, (run / "log").read_text() + str(
            [one.read_text() for one in run.glob("error.log")]
        )
        time.sleep(0.1)
    raise AssertionError((run / "log").read_text())


def _certificate(folder: Path) -> None:
    """Make a certificate that nobody but a test trusts."""
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=example.org -keyout key.pem -out cert.pem"
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)


def answer(port: int, path: str, encoding: str = "") -> tuple[int, dict[str, str], bytes]:
    """Ask for a file: the status, the headers by their names in small letters, the body."""
    with contextlib.closing(
        http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    ) as connection:
        connection.request(
            "GET",
            path,
            headers={"Host": f"127.0.0.1:{port}"}
            | ({"Accept-Encoding": encoding} if encoding else {}),
        )
        response = connection.getresponse()
        body = response.read()
    headers: dict[str, str] = {}
    for name, value in response.getheaders():
        assert name.lower() not in headers, f"{name} is told twice"
        headers[name.lower()] = value
    return response.status, headers, body
