"""README's two commands are there, one line each, and CI runs exactly the second."""

import re

from rehab.config import ROOT

README = (ROOT / "README.md").read_text()
RUN = "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/rehab demo"
TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"


def test_both_commands_stand_alone_on_their_line() -> None:
    lines = README.splitlines()
    assert RUN in lines
    assert TEST in lines


def test_ci_takes_its_command_from_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    pattern = re.search(r"sed -n 's/\^(?P<it>.*?)\$/", script)
    assert pattern, ".ci/run no longer reads its command from README"
    extracted = pattern["it"].replace("\\(", "(").replace("\\)", ")")
    found = [line for line in README.splitlines() if re.fullmatch(extracted, line)]
    assert found == [TEST]


def test_its_pictures_are_there() -> None:
    for picture in re.findall(r'src="([^"]+)"', README):
        assert (ROOT / picture).exists(), picture
