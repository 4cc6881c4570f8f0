"""Nothing typed is lost: what stands on a page is kept before it is finished, and before the screen is locked."""
