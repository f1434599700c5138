"""Who asked for what, and which one function answers?"""
