"""Real Chromium against the demo clinic: stories, accessibility, looks."""
