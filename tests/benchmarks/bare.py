"""The yardstick: a Flask app with one small page made from a template, and nothing else."""

from flask import Flask, render_template_string

app = Flask(__name__)
PAGE = "<!doctype html><html lang=en><title>{{ title }}</title><h1>{{ title }}</h1><p>{{ text }}</p></html>"


@app.get("/")
def page() -> str:
    """The page."""
    return render_template_string(PAGE, title="Bare", text="A page with two words put in.")
