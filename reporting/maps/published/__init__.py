"""The public map: the areas of a closed calendar quarter, drawn from the table that was published and counting nothing."""
