"""Static files are sent small to whoever takes them so, and as they are to everybody else."""

import gzip
from pathlib import Path

import brotli
import pytest
from flask import Flask

from rehab.web import static
from rehab.web.smaller import encodings, make_smaller

SHEET = "css/components.css"


@pytest.fixture
def served(tmp_path: Path) -> Flask:
    app = Flask("smaller", static_folder=None, instance_path=str(tmp_path))
    static.init_app(app)
    return app


@pytest.mark.parametrize(
    ("takes", "coding"), [("gzip, br", "br"), ("gzip", "gzip"), ("", None), ("identity", None), ("deflate", None)]
)
def test_each_is_sent_what_it_takes(served: Flask, takes: str, coding: str | None) -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
    with served.test_client().get(static.asset(SHEET), headers={"Accept-Encoding": takes}) as answer:
        assert answer.status_code == 200
        assert answer.headers.get("Content-Encoding") == coding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Content-Type"].startswith("text/css")
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert unpack(answer.data) == (static.STATIC / SHEET).read_bytes()


def test_what_brings_its_own_is_left_alone(served: Flask, tmp_path: Path) -> None:
    vendor = "vendor/plotly-basic.min.js"
    with served.test_client().get(static.asset(vendor), headers={"Accept-Encoding": "br"}) as answer:
        assert answer.data == (static.STATIC / f"{vendor}.br").read_bytes()
    assert not Path(encodings(tmp_path / "static-smaller", static.digest(vendor))["br"]).exists()


def test_made_once(tmp_path: Path) -> None:
    sheet = [(static.STATIC / SHEET, static.digest(SHEET))]
    make_smaller(tmp_path, sheet)
    made = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    make_smaller(tmp_path, sheet)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == made
    assert {path.suffix for path in made} == {".br", ".gz"}


def test_where_nothing_can_be_written_files_go_as_they_are(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "static-smaller").write_text("in the way")
    app = Flask("smaller", static_folder=None, instance_path=str(tmp_path))
    static.init_app(app)
    assert "sent as they are" in caplog.text
    with app.test_client().get(static.asset(SHEET), headers={"Accept-Encoding": "br"}) as answer:
        assert answer.data == (static.STATIC / SHEET).read_bytes()
