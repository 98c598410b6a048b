"""Serves an app with gunicorn: threads in a few worker processes that share what was loaded before they forked."""

import errno
import gc
import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from rehab.db import db

THREADS = 4
STOPS_WITHIN_S = 10  # far longer than any page takes; a worker that was told while it started never hears it


class PortTaken(Exception):
    """Something else listens on the address already."""


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with our settings and nothing from its files or the command line."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self._app, self._options = app, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


def serve(app: Flask, *, host: str, port: int, workers: int, threads: int = THREADS) -> None:
    """Serve until told to stop (Ctrl+C or SIGTERM); ends the process."""
    with app.app_context():
        db.engine.dispose()  # a connection must not be shared by two processes
    run(app, host=host, port=port, workers=workers, threads=threads)


def run(app: Flask, *, host: str, port: int, workers: int, threads: int = THREADS) -> None:
    """Serve any Flask app in the same way, with or without a database."""
    gc.collect()
    gc.freeze()  # what is loaded stays out of the collector's way, so that the workers go on sharing it
    _Server(app, _options(host, port, workers, threads)).run()


def _options(host: str, port: int, workers: int, threads: int) -> dict[str, Any]:
    return {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": threads,
        "preload_app": True,
        "graceful_timeout": STOPS_WITHIN_S,
        "control_socket_disable": True,
        "loglevel": "warning",
        "proc_name": "rehab",
    }


def check_free(host: str, port: int) -> None:
    """Raises PortTaken when something listens there already, before gunicorn tries for five seconds."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(f"{host}:{port}") from None
            raise
