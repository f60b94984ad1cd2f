"""Word, OpenDocument, EPUB and Markdown through pandoc: the document as pandoc's own tree, which it then writes.

`compose` makes the tree; `ast` has its elements, `lines`, `lists` and `tables` each make one kind; `finish` puts right
what pandoc cannot be told. Like the PDF these are for paper: everything opened out, guidance left out.
"""
