"""What the clock and the operator set going: the daily round, checking and rebuilding summaries, setting up."""
