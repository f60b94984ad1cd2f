"""Word, OpenDocument, EPUB and Markdown."""
