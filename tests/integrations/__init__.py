"""Proofs of how we speak with the systems of others."""
