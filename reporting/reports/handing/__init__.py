"""A report that is still being told goes on to a colleague, and nobody finds it gone unawares."""
