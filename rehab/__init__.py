"""Rehab."""
