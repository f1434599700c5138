"""Who may tell us something?"""
