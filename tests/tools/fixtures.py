"""The checkers as pytest fixtures."""
