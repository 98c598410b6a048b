"""What a page costs, as ratios to a bare Flask page, and what the rules cost. Run by command, never timed in tests."""
