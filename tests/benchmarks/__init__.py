"""What a page costs, as ratios to a bare Flask page in the same run. Run by command, never timed in tests."""
