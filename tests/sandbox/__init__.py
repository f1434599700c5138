"""The sandbox answers as Dux-Soup is known to."""
