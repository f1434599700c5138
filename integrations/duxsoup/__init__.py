"""How we speak with Dux-Soup: commands and questions out, the meaning of webhooks in."""
