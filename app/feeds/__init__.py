"""Live feeds that are executed once for all who may see the same."""
