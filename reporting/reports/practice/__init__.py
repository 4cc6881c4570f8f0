"""Going through the form with a made-up report: it can never become a real one."""
