"""What the sample documents are made of: their Dutch texts, their pictures and an empty Word document."""
