"""How we speak with the systems of others."""
