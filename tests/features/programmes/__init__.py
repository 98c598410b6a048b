"""Assigning, revising and reading a programme."""
