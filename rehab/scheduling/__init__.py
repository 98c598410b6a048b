"""Time without people: intervals, opening hours and what may be booked.

Standard library only. Nothing here reads a clock, a file or a database: `now` and the days asked about are
arguments. Instants (`..._at`) are UTC; opening hours are wall clock and a zone; days (`..._on`) are dates
in that zone.
"""
