"""What several inputs say in the same words."""

ONCE = "Sent again with the same key within 35 days, it gives its first answer and does nothing again; 1 to 200 characters."
VERSION = "The `version` that was seen; where it is another by now, nothing is done. null: whatever it is."
