"""What may explain that more is told: noted by a coordinator, read by ward teams beside the early warning."""
