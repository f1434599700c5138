"""A small, stateful Dux-Soup on this machine: what would Dux-Soup answer?"""
