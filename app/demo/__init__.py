"""The whole product with invented people: its sandbox, its data folder, simulated time."""
