"""Everyone: signing in and out, accepting an invitation, one's devices, language, theme and text size.

Promises that nobody can learn who has an account, that guessing is slowed down, and that a choice of language, theme
or text size is remembered on the person and on the device, and that a device signed out is out at once.
"""

from rehab.features.accounts import device_routes, routes

bp = routes.bp

__all__ = ["bp", "device_routes"]
