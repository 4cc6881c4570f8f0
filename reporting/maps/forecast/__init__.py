"""Where reports may come next, for coordinators alone, beside the proof that it beats plain counts."""
