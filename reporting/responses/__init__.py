"""What the ward team did with a report, beginning with having read it."""
