"""The service worker's text: what it keeps from the start, then its own scripts and those shared with the pages."""

import json
import re
from functools import lru_cache
from hashlib import sha256

from flask import url_for

from rehab.config import ROOT
from rehab.web.static import asset

SCRIPTS = ROOT / "static" / "js" / "offline"
PARTS = ("store", "send", "worker", "push")
SHELL = (
    "css/tokens.css",
    "css/base.css",
    "css/components.css",
    "css/patient.css",
    "css/large-text.css",
    "js/boot.js",
    "icons.svg",
)


@lru_cache(maxsize=1)
def worker() -> str:
    """One classic script: module workers are not everywhere yet, so `export` is left out."""
    parts = [re.sub(r"^export ", "", (SCRIPTS / f"{name}.js").read_text(), flags=re.M) for name in PARTS]
    shell = [url_for("offline.offline"), *(asset(name) for name in SHELL)]
    version = sha256("".join([*shell, *parts]).encode()).hexdigest()[:12]
    return f"const SHELL = {json.dumps(shell)};\nconst VERSION = {json.dumps(version)};\n" + "\n".join(parts)
