"""Where reports may come next, worked out once a week and kept with its proof."""
