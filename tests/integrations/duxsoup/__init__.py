"""Proofs of how we speak with Dux-Soup."""
