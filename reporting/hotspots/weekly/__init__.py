"""The early warning of each week: studied once, kept with its settings and seed, and shown the same ever after."""
