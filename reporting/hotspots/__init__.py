"""Where and when reports gather beyond what a place's own past explains: arrays in, figures out."""
