"""The house's arrows, as written in pyproject.toml, hold."""

from importlinter.cli import lint_imports


def test_imports_go_down_and_features_do_not_meet(capsys) -> None:
    status = lint_imports(cache_dir=None)
    assert status == 0, capsys.readouterr().out
