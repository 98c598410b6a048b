"""Forward, back, a flare plan, a rung down, and undoing what was signed."""
