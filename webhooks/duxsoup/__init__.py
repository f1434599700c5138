"""Dux-Soup's webhooks: verify, store, 202."""
