"""The officer's map: layers from other rooms put together."""
