"""The outbox: a letter is a row in the same transaction; delivery is a command."""
