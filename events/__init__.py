"""Who wants to know what happened?"""
