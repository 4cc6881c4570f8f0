"""The heart: incident reports, what the person chose to share, and nothing finer."""
