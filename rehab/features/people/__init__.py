"""The administrator of the chain: its branches, who works where, inviting new colleagues and letting people go.

Promises that nobody goes who still has open courses or coming appointments, and that what they signed stays.
No patient is found here.
"""

from rehab.features.people.routes import bp

__all__ = ["bp"]
