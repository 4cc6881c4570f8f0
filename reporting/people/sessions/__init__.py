"""Who sits at which browser just now: sessions in a table, so that each can be seen and ended at once everywhere."""
