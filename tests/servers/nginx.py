"""A real nginx in front of the app, with the header lines that its keeper wrote or forgot."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
SETTINGS = """
daemon off;
worker_processes 1;
error_log {folder}/error.log;
pid {folder}/nginx.pid;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass {app};
      {lines}
    }}
  }}
}}
"""


@contextmanager
def in_front_of(app: str, lines: str, folder: Path) -> Iterator[int]:
    """Run nginx before the app at address `app`, with the lines given; yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    settings = folder / "nginx.conf"
    settings.write_text(SETTINGS.format(folder=folder, port=port, app=app, lines=lines), "utf-8")
    started = subprocess.Popen([str(NGINX), "-c", str(settings), "-e", str(folder / "error.log")])
    try:
        _wait_for(port, started, folder / "error.log")
        yield port
    finally:
        started.terminate()
        started.wait(timeout=15)


def _wait_for(port: int, started: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until and started.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nginx did not start:\n{log.read_text('utf-8', 'replace')}")
