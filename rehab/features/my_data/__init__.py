"""The patient takes everything along: one ZIP with a page to read, tables for a spreadsheet, and JSON.

Promises that it holds all of one's own entries with their corrections, who and when, and nobody else's; what is left
out is named with its reason. That it was made is noted in the record.
"""

from rehab.features.my_data.routes import bp

__all__ = ["bp"]
