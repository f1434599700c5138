"""How are the parts put together?"""
