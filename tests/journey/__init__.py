"""The whole product as its user meets it: real processes, real HTTP, both databases."""
