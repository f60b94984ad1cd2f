"""The pipeline that turns a municipality's budget documents into a publication."""
