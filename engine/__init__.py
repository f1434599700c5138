"""What should happen next, and has it happened?"""
