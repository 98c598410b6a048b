"""The blueprint that the patient's, reception's and the practitioner's routes share."""

from flask import Blueprint

bp = Blueprint("bookings", __name__)
