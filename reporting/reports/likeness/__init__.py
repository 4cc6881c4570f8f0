"""Reports that may be of the same event, or of what happened before: offered to a person, linked by a person."""
