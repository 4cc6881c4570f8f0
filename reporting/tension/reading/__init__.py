"""What coordinators and ward teams read of tension."""
