"""Bookings: a patient finds, books, moves and cancels own times; reception does it for anyone at the branch; a
practitioner sees the week. Promises that a time is sold once, that a move keeps the appointment's identity, and that
nothing about health stands in a calendar entry or on reception's pages.
"""

from rehab.features.bookings import calendar, desk, routes
from rehab.features.bookings.blueprint import bp

__all__ = ["bp", "calendar", "desk", "routes"]
