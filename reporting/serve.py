"""``serve``: what ``make run`` does once everything is installed. Instance, demonstration, web server and worker."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import click

from reporting import config, instance
from reporting.crypto import KeysMissing

THREADS = 4
WORKERS = 2
WAIT_SECONDS = 30


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=int)
def serve_command(host: str, port: int) -> None:
    """Serve this folder's instance; where there is none, make a demonstration and fill it first."""
    if _is_taken(host, port):
        click.echo(f"Port {port} is in use. Choose another: make run PORT={port + 1}", err=True)
        raise SystemExit(1)
    if not (config.instance_folder() / "instance.toml").exists():
        click.echo("Making a demonstration instance …")
    try:
        settings = instance.make(instance.kind_of(config.instance_folder()))
    except (config.UnsafeSettings, KeysMissing) as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from error
    environment = config.environment()
    environment.setdefault("BASE_URL", f"http://localhost:{port}")
    # Matrices here are small: on a busy machine a thread waiting for its twin costs ten times what it saves.
    environment.setdefault("OPENBLAS_NUM_THREADS", "1")
    flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
    if settings.is_demonstration:
        subprocess.run([*flask, "demo", "load"], env=environment, check=True)
    web = [
        sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", str(WORKERS), "--threads", str(THREADS),
        "--config", "python:reporting.worker", "--bind", f"{host}:{port}", "--no-control-socket", "--log-level", "warning", "--limit-request-line", "4094",
        "wsgi:app",
    ]  # fmt: skip
    with _running(web, environment), _running([*flask, "jobs"], environment):
        _wait_for(host, port)
        click.echo(f"\n  {settings.service_name} is at {environment['BASE_URL']}")
        if settings.is_demonstration:
            click.echo(
                f"  It is a demonstration: sign in as anyone with one click at {environment['BASE_URL']}/sign-in"
            )
            click.echo(
                "  Vera, Vic (volunteers) · Lena (centre lead) · Cora (coordinator) · Omar, Olga (ward officers)"
            )
            click.echo("  Sunil (supervisor) · Pia (panel) · Dana (data protection) · Ada (administrator)")
        click.echo("  Stop with Ctrl-C.\n")
        with contextlib.suppress(KeyboardInterrupt):
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            signal.pause()


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def _wait_for(host: str, port: int) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not _is_taken(host, port):
        if time.monotonic() > end:
            click.echo("The web server did not start.", err=True)
            raise SystemExit(1)
        time.sleep(0.1)


@contextlib.contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
