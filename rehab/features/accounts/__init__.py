"""Everyone: signing in and out, accepting an invitation, language and theme.

Promises that nobody can learn who has an account, that guessing is slowed down, and that a choice of language or
theme is remembered on the person and on the device.
"""

from rehab.features.accounts.routes import bp

__all__ = ["bp"]
