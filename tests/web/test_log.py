"""What a fault of ours leaves in the server's log: where and what, never who, what of them, or a way in."""

import logging

import pytest
import sqlalchemy as sa
from flask import Flask

from rehab.db import db
from tests.browser import Browser

TOKEN = "R0xnT2ZUaGVMaW5rVGhhdFNpZ25zSW4"
NOTE = "det gør ondt i hælen"


def test_a_fault_is_logged_without_addresses_or_what_was_sent(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fall_over(token: str) -> str:
        db.session.execute(sa.text("SELECT :note FROM nowhere"), {"note": NOTE})
        return ""

    fall_over.access = frozenset()  # type: ignore[attr-defined]
    monkeypatch.setitem(app.view_functions, "accounts.welcome", fall_over)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    with caplog.at_level(logging.ERROR):
        browser.get(f"/welcome/{TOKEN}", expect=500)
    assert "/welcome/<token> [GET]" in caplog.text
    assert "nowhere" in caplog.text
    assert TOKEN not in caplog.text
    assert NOTE not in caplog.text
