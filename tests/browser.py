"""A test client that reads every page it fetches like a strict editor, and sends forms as a person would."""

from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask, g
from werkzeug.test import TestResponse

from rehab.db import db
from rehab.models import Person

INLINE = ("style", "onclick", "onsubmit", "onchange", "onload", "oninput")


@dataclass(frozen=True)
class Sheet:
    """A fetched page: its status, its parsed HTML and its text, and the templates it lays aside for its scripts."""

    status: int
    soup: BeautifulSoup
    text: str
    path: str
    headers: Any
    aside: tuple[Tag, ...] = ()

    def form(self, action: str) -> Tag:
        """The form posting to an address; fails when there is none."""
        found = self.soup.find("form", attrs={"action": action}) or (
            self.soup.find("form", attrs={"action": None}) if action == self.path else None
        )
        assert isinstance(found, Tag), f"no form posts to {action} on {self.path}"
        return found

    def error_beside(self, field: str) -> str:
        """The message that the field of that name points to; fails when the field shows none."""
        control = self.soup.find(attrs={"name": field, "aria-invalid": "true"})
        assert isinstance(control, Tag), f"{field} is not marked as invalid on {self.path}"
        ids = str(control.get("aria-describedby") or "").split()
        texts = [found.get_text(" ", strip=True) for id_ in ids if (found := self.soup.find(id=id_))]
        assert texts, f"{field} points to no message"
        return " ".join(texts)


class Browser:
    """One device: its cookies, and the last token it was given."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.token = ""

    def sign_in(self, person_id: int) -> "Browser":
        """Become a person, as the cookie says it."""
        person = db.session.get_one(Person, person_id)
        with self.client.session_transaction() as cookie:
            cookie["_user_id"] = f"{person.id}:{person.session_key}"
            cookie["_fresh"] = True
        db.session.rollback()
        return self

    def get(self, path: str, expect: int = 200) -> Sheet:
        """Fetch and read a page, following redirects."""
        _forget()
        return self._read(self.client.get(path, follow_redirects=True), path, expect)

    def post(self, path: str, data: dict[str, Any] | None = None, expect: int = 200) -> Sheet:
        """Post with the token of the last page read (fetching one first if need be), following redirects."""
        if not self.token:
            self.get("/sign-in")
        fields = {"csrf_token": self.token, **(data or {})}
        _forget()
        return self._read(self.client.post(path, data=fields, follow_redirects=True), path, expect)

    def send(self, sheet: Sheet, action: str, expect: int = 200, **typed: Any) -> Sheet:
        """Fill in a form of a page and send it: what stands in it already goes along."""
        fields: dict[str, Any] = {}
        for control in sheet.form(action).find_all(["input", "select", "textarea"]):
            name, value = control.get("name"), _value(control)
            if name and value is not None:
                fields[str(name)] = value
        fields |= {name: value for name, value in typed.items() if value is not None}
        _forget()
        return self._read(self.client.post(action, data=fields, follow_redirects=True), action, expect)

    def _read(self, answer: TestResponse, path: str, expect: int) -> Sheet:
        with answer:
            html, status = answer.get_data(as_text=True), answer.status_code
            soup = BeautifulSoup(html, "html.parser")
            aside = tuple(tag.extract() for tag in soup.find_all("template"))
            final = answer.request.path if answer.request else path
        assert status == expect, f"{path}: {status}, expected {expect}: {soup.get_text(' ', strip=True)[:300]}"
        if answer.mimetype == "text/html":
            lint(soup, final)
            meta = soup.find("meta", attrs={"name": "csrf-token"})
            self.token = str(meta["content"]) if isinstance(meta, Tag) else self.token
        return Sheet(status, soup, soup.get_text(" ", strip=True), final, answer.headers, aside)


def _forget() -> None:
    """Requests of a test share its app context: without this the next one would still be the last one's person."""
    for name in list(g):
        g.pop(name)


def lint(soup: BeautifulSoup, path: str) -> None:
    """One h1, a title, a language, labels, unique ids, nothing inline, no empty link or button."""
    html = soup.find("html")
    assert isinstance(html, Tag), f"{path}: no <html>"
    assert html.get("lang") in ("da", "en"), f"{path}: no language"
    title = soup.find("title")
    assert title and title.get_text(strip=True), f"{path}: no title"
    assert len(soup.find_all("h1")) == 1, f"{path}: {len(soup.find_all('h1'))} h1"
    assert len(soup.find_all("main")) == 1, f"{path}: {len(soup.find_all('main'))} main"
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    twice = {id_ for id_ in ids if ids.count(id_) > 1}
    assert not twice, f"{path}: ids used twice: {twice}"
    for tag in soup.find_all(True):
        inline = [name for name in INLINE if tag.has_attr(name)]
        assert not inline, f"{path}: inline {inline} on <{tag.name}>"
        for points in ("aria-describedby", "aria-labelledby", "for"):
            for id_ in str(tag.get(points) or "").split():
                assert id_ in ids, f"{path}: {points}={id_} points nowhere"
    for script in soup.find_all("script"):
        assert script.get("src") or script.get("type") == "application/json", f"{path}: inline script"
    assert not soup.find_all("style"), f"{path}: <style>"
    for control in soup.find_all(["input", "select", "textarea"]):
        if control.get("type") not in ("hidden", "submit"):
            assert _is_labelled(soup, control), f"{path}: no label for {control.get('name')}"
    for tag in soup.find_all(["a", "button"]):
        name = tag.get_text(strip=True) or tag.get("aria-label") or tag.get("title")
        assert name, f"{path}: nameless {tag}"
    for form in soup.find_all("form"):
        if form.get("method", "get").lower() == "post":
            assert form.find("input", attrs={"name": "csrf_token"}), f"{path}: form without token"
    assert "None" not in soup.get_text(" ").split(), f"{path}: the word None on the page"


def _is_labelled(soup: BeautifulSoup, control: Tag) -> bool:
    if control.get("aria-label") or control.get("aria-labelledby") or control.find_parent("label"):
        return True
    return bool(control.get("id") and soup.find("label", attrs={"for": str(control["id"])}))


def _value(control: Tag) -> Any:
    if control.name == "textarea":
        return control.get_text()
    if control.name == "select":
        chosen = control.find("option", selected=True) or control.find("option")
        return chosen.get("value", chosen.get_text()) if isinstance(chosen, Tag) else None
    kind = control.get("type", "text")
    if kind in ("radio", "checkbox"):
        return control.get("value", "y") if control.has_attr("checked") else None
    return control.get("value", "")
