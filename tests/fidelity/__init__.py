"""How faithfully documents are read: scores against an independent reading (`oracle.py`), ours and those of peers."""
