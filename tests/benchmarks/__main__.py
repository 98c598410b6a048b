"""`python -m tests.benchmarks`: requests per second, CPU and queries of the busiest pages, beside a bare Flask page.

One gunicorn (2 workers, threads, preloaded) serves the demo clinic, another the bare page; rounds alternate between all
pages so that whatever else the machine does hits them alike. CPU is user + system time of the workers.
"""

import argparse
import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from tests.benchmarks.clinic import Target, count_queries, prepare

TICKS = os.sysconf("SC_CLK_TCK")
BARE, OURS = 8731, 8732


@dataclass
class Measured:
    """Rounds of one page: CPU milliseconds a request and requests a second."""

    cpu_ms: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--requests", type=int, default=150, help="per page and round")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        targets = prepare(database)
        queries = count_queries(database, targets)
        environ = {**os.environ, "BENCH_DATABASE": database}
        with (
            served("tests.benchmarks.bare", BARE, environ) as bare,
            served("tests.benchmarks.served", OURS, environ) as ours,
        ):
            results = measure(targets, {BARE: bare, OURS: ours}, asked.rounds, asked.requests)
            memory = proportional_memory_mb(ours)
    report(results, queries, memory, asked.rounds, asked.requests)
    return 0


@contextmanager
def served(module: str, port: int, environ: dict[str, str]) -> Iterator[int]:
    """A server on loopback; yields its master's process id and stops it by that."""
    server = subprocess.Popen([sys.executable, "-m", module, str(port)], env=environ)
    try:
        wait_for(port)
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=15)


def wait_for(port: int) -> None:
    """Until the server answers; RuntimeError after half a minute."""
    for _attempt in range(150):
        try:
            ask(http.client.HTTPConnection("127.0.0.1", port, timeout=2), "GET", "/healthz", {}, None)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"nothing answers on port {port}")


def measure(targets: dict[str, Target], servers: dict[int, int], rounds: int, requests: int) -> dict[str, Measured]:
    """Alternate between the pages, `requests` each a round; the first round warms up and is thrown away."""
    results = {name: Measured() for name in targets}
    for number in range(rounds + 1):
        for name, target in targets.items():
            port = BARE if name == "bare Flask page" else OURS
            before, started = cpu_seconds(servers[port]), time.perf_counter()
            send(target, port, requests)
            took, spent = time.perf_counter() - started, cpu_seconds(servers[port]) - before
            if number:
                results[name].cpu_ms.append(spent / requests * 1000)
                results[name].per_second.append(requests / took)
    return results


def send(target: Target, port: int, requests: int) -> None:
    """One connection, one request after the other; anything but the expected status stops the run."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for number in range(requests):
        headers, body = dict(target.headers), None
        if target.form is not None:
            body = urlencode(target.form(number)).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        status = ask(connection, target.method, target.path, headers, body)
        if status != target.status:
            raise RuntimeError(f"{target.method} {target.path}: {status}, expected {target.status}")
    connection.close()


def ask(
    connection: http.client.HTTPConnection, method: str, path: str, headers: dict[str, str], body: bytes | None
) -> int:
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def cpu_seconds(master: int) -> float:
    """User and system time of a gunicorn's workers so far."""
    total = 0
    for worker in children(master):
        fields = Path(f"/proc/{worker}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def children(master: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


def proportional_memory_mb(master: int) -> float:
    """Proportional set size of the master and its workers, in MB."""
    total = 0
    for process in (master, *children(master)):
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.M)
        total += int(found[1]) if found else 0
    return total / 1024


def report(results: dict[str, Measured], queries: dict[str, int], memory: float, rounds: int, requests: int) -> None:
    """Print the table."""
    bare = median(results["bare Flask page"].cpu_ms)
    print(f"{rounds} rounds of {requests} requests a page, 2 workers, SQLite; CPU is the median round\n")
    print(f"{'page':34} {'CPU ms':>8} {'x bare':>7} {'req/s':>7} {'queries':>8}")
    for name, measured in results.items():
        cpu = median(measured.cpu_ms)
        asked = queries.get(name, 0)
        print(f"{name:34} {cpu:8.2f} {cpu / bare:7.1f} {median(measured.per_second):7.0f} {asked:8}")
    print(f"\nmemory of master and two workers: {memory:.0f} MB (proportional set size)")


if __name__ == "__main__":
    raise SystemExit(main())
