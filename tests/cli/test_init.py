"""`rehab init` makes an empty place ready, and may be run again."""

import re
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result

from rehab.app import create_app
from rehab.config import production
from rehab.db import db
from rehab.models import Branch, Person, Role, TreatmentType
from tests.cli.conftest import GOOD_SECRET, Run

ADMIN = ("init", "--email", "Adam@Clinic.example", "--name", "Adam Bech")


def rows(instance: Path, query: sa.Select[tuple[object]]) -> list[object]:
    engine = sa.create_engine(f"sqlite:///{instance / 'rehab.sqlite'}")
    with engine.connect() as connection:
        found = list(connection.scalars(query))
    engine.dispose()
    return found


def link_in(result: Result) -> str:
    found = re.search(r"/welcome/[\w-]{30,}", result.output)
    assert found, result.output
    return found.group()


def test_it_makes_the_secret_the_branches_and_the_administrator(run: Run, instance: Path) -> None:
    result = run(*ADMIN)
    assert result.exit_code == 0, result.output
    assert stat.S_IMODE((instance / "secret.key").stat().st_mode) == 0o600
    assert {stat.S_IMODE(file.stat().st_mode) for file in instance.glob("rehab.sqlite*")} == {0o600}
    assert len((instance / "secret.key").read_text().strip()) >= 60
    assert len(rows(instance, sa.select(Branch.slug))) == 20
    assert len(rows(instance, sa.select(TreatmentType.code))) == 4
    assert rows(instance, sa.select(Person.email)) == ["adam@clinic.example"]
    assert rows(instance, sa.select(Person.role)) == [Role.ADMIN]
    link_in(result)


def test_twice_is_as_once_but_for_a_new_link(run: Run, instance: Path) -> None:
    first = run(*ADMIN)
    secret = (instance / "secret.key").read_text()
    second = run(*ADMIN)
    assert second.exit_code == 0, second.output
    assert (instance / "secret.key").read_text() == secret
    assert len(rows(instance, sa.select(Branch.slug))) == 20
    assert len(rows(instance, sa.select(Person.id))) == 1
    assert link_in(first) != link_in(second)


def test_the_link_lets_the_administrator_choose_a_password_once(run: Run) -> None:
    link = link_in(run(*ADMIN))
    app = create_app(production({"REHAB_HTTPS": "0"}))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    password = "a good long password"
    assert client.get(link).status_code == 200
    assert client.post(link, data={"password": password, "again": password, "repeat": password}).status_code == 303
    assert app.test_client().get(link).status_code == 410
    with app.app_context():
        db.engine.dispose()
    again = run(*ADMIN)
    assert again.exit_code == 0
    assert "has a password already" in again.output
    assert "/welcome/" not in again.output


def test_a_secret_from_outside_is_not_written_down(run: Run, instance: Path) -> None:
    assert run(*ADMIN, REHAB_SECRET_KEY=GOOD_SECRET).exit_code == 1, "there is no folder for the database"
    instance.mkdir()
    assert run(*ADMIN, REHAB_SECRET_KEY=GOOD_SECRET).exit_code == 0
    assert not (instance / "secret.key").exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("navn,slug\nVejle,vejle\n", "needs the columns name and slug"),
        ("name,slug\nVejle,vejle\n,kolding\n", "line 3: a name of 1 to 60 characters"),
        ("name,slug\nVejle,Vejle By\n", "line 2: a slug is small letters"),
        ("name,slug\nVejle,vejle\nVejle 2,vejle\n", "the same slug twice: vejle"),
    ],
)
def test_a_bad_branch_file_is_told_and_nothing_is_stored(
    run: Run, instance: Path, tmp_path: Path, text: str, complaint: str
) -> None:
    (tmp_path / "branches.csv").write_text(text, encoding="utf-8")
    result = run(*ADMIN, "--branches", str(tmp_path / "branches.csv"))
    assert result.exit_code == 1
    assert complaint in result.output
    assert rows(instance, sa.select(Person.id)) == [] == rows(instance, sa.select(Branch.id))


def test_own_branches_are_added_and_known_ones_left_alone(run: Run, instance: Path, tmp_path: Path) -> None:
    (tmp_path / "branches.csv").write_text("name,slug\nKolding,kolding\nVejle,vejle\n", encoding="utf-8")
    for _ in range(2):
        assert run(*ADMIN, "--branches", str(tmp_path / "branches.csv")).exit_code == 0
    assert rows(instance, sa.select(Branch.name).order_by(Branch.name)) == ["Kolding", "Vejle"]


@pytest.mark.parametrize("email", ["adam", "adam@", "@clinic.example", "a b@clinic.example"])
def test_what_is_no_address_is_refused(run: Run, instance: Path, email: str) -> None:
    result = run("init", "--email", email, "--name", "Adam Bech")
    assert result.exit_code == 1
    assert "is not an e-mail address" in result.output
    assert not (instance / "rehab.sqlite").exists()


def test_a_name_is_needed(run: Run) -> None:
    result = run("init", "--email", "adam@clinic.example", "--name", "  ")
    assert result.exit_code == 1
    assert "A name has 1 to 120 characters" in result.output
