"""The documentation: which pages there are, those that the code itself says, and all of them as a site."""
