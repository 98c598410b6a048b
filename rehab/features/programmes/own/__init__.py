"""The clinic's own templates: proposed, kept, retired; a programme saved as one, and one copied from another course."""
