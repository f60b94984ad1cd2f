"""The emitters."""
