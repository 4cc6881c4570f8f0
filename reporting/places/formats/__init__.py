"""One file for each format that wards arrive in."""
