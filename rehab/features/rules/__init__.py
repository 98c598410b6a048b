"""Practitioners and managers: every rule with its current thresholds and sources, to be read, agreed with and signed.

Promises that what is signed is what runs: each figure is read from the rules and the data files themselves, and the
fingerprint changes with any of them.
"""

from rehab.features.rules.routes import bp

__all__ = ["bp"]
