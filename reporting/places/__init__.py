"""Wards by edition, postcodes, estates and named places, anchors and grid cells, and how they are imported."""
