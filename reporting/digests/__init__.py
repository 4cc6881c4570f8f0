"""The weekly digest for each ward team: composed, stored, announced."""
