"""Monthly tables from countable facts, and their exports."""
