"""The patient's "is it getting better?": one honest sentence with numbers, the curve, the load, the days.

Promises that the trend is told from medians and never from one morning, that nothing logged under an earlier
programme is redrawn by a later one, and that every chart's numbers stand beside it as a table.
"""

from rehab.features.progress.routes import bp

__all__ = ["bp"]
