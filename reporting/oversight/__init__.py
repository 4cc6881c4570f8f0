"""For the data-protection lead: trails and unusual access."""
