"""The OpenDocument reader."""
