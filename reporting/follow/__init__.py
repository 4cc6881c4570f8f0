"""The person's own page: reference and secret, status in plain words."""
