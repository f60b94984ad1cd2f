"""A run over many documents, unattended: what there is, workers apart, what is kept, and what is published."""
