"""The practitioner assigns and revises a programme; the patient reads it.

Promises that a signed version is never altered (a revision is a new one), that a form opened on an older version is
refused with everything typed kept, and that the patient reads the practitioner's own words, what changed and why.
"""

from rehab.features.programmes.moves import routes as move_routes
from rehab.features.programmes.own import copy_routes, saving_routes
from rehab.features.programmes.own import routes as own_routes
from rehab.features.programmes.routes import bp

__all__ = ["bp", "copy_routes", "move_routes", "own_routes", "saving_routes"]
