"""Each exercise has its drawing, which speaks both languages, follows the theme and stays small."""

import re

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from rehab.content import exercise, exercises
from rehab.web.illustrations import DRAWINGS

CODES = sorted(exercises())
LARGEST = 4096  # bytes of one drawing's own file
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|\b(?:fill|stroke|color)=", re.I)


def drawn(app: Flask, code: str, language: str) -> BeautifulSoup:
    """The figure a page shows of an exercise."""
    about = exercise(code)
    macro = '{% from "components/illustration.html" import illustration %}{{ illustration(slug, name) }}'
    with app.test_request_context(headers={"Accept-Language": language}):
        html = app.jinja_env.from_string(macro).render(slug=about.slug, name=about.name.in_(language))
    return BeautifulSoup(html, "html.parser")


def title_of(figure: BeautifulSoup) -> str:
    """What the drawing's title says; it must be the first thing in an svg that is told as one picture."""
    svgs = [svg for svg in figure.find_all("svg") if svg.get("role") == "img"]
    assert len(svgs) == 1
    first = next(svgs[0].children)
    assert isinstance(first, Tag)
    assert first.name == "title"
    return first.get_text()


@pytest.mark.parametrize("code", CODES)
def test_each_exercise_is_drawn_small(code: str) -> None:
    drawing = DRAWINGS / f"{exercise(code).slug}.svg.html"
    assert drawing.is_file(), f"{code} has no drawing"
    assert drawing.stat().st_size <= LARGEST


@pytest.mark.parametrize("code", CODES)
def test_it_tells_how_to_begin_and_end_in_both_languages(app: Flask, code: str) -> None:
    titles = {language: title_of(drawn(app, code, language)) for language in ("da", "en")}
    names = {language: exercise(code).name.in_(language) for language in titles}
    told = {language: title.removeprefix(f"{names[language]}. ") for language, title in titles.items()}
    for language, title in titles.items():
        assert title != told[language], f"{title!r} does not begin with the name"
        assert len(told[language]) > 40
    assert told["da"] != told["en"]


@pytest.mark.parametrize("code", CODES)
def test_it_follows_the_theme_and_may_stand_twice_on_a_page(app: Flask, code: str) -> None:
    figure = drawn(app, code, "da")
    assert not COLOUR.search(str(figure))
    for tag in figure.find_all(True):
        assert tag.name not in {"script", "style", "image", "foreignobject", "use"}
        assert not {"id", "style"} & set(tag.attrs)
        assert not [name for name in tag.attrs if name.startswith("on") or name.endswith("href")]


def test_no_drawing_is_left_over() -> None:
    slugs = {exercise(code).slug for code in CODES}
    files = {path.name.removesuffix(".svg.html") for path in DRAWINGS.glob("*.svg.html")}
    assert files == slugs
