"""The patient's day."""
