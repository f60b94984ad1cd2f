"""The registers of actions and amounts."""
