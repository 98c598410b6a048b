"""The blueprint that the patient's answers and the practitioner's decisions share."""

from flask import Blueprint

bp = Blueprint("follow_up", __name__)
