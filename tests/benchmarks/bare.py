"""`python -m tests.benchmarks.bare PORT`: the yardstick, a Flask app with one small page, on the same server."""

import sys

from flask import Flask, render_template_string

from rehab import server

app = Flask(__name__)
PAGE = "<!doctype html><html lang=en><title>{{ title }}</title><h1>{{ title }}</h1><p>{{ text }}</p></html>"


@app.get("/")
def page() -> str:
    """The page."""
    return render_template_string(PAGE, title="Bare", text="A page with two words put in.")


if __name__ == "__main__":
    server.run(app, host="127.0.0.1", port=int(sys.argv[1]), workers=2)
