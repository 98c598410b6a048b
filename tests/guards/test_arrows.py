"""The house's arrows, as written in pyproject.toml, hold."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(cache_dir=None))"


def test_imports_go_down_and_features_do_not_meet() -> None:
    """In a process of its own: the linter sets up logging for itself and switches every other logger off."""
    found = subprocess.run([sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr
