"""Rehab: programmes assigned, mornings and exercise sessions logged, follow-up times booked.

Imports nothing, so that `rehab.clinical` loads without Flask.
"""
