"""Abuse at its full figures, by `make abuse`; its short forms stand with the rules that it tries to break."""
