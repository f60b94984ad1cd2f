"""Tests of `pipeline.emit.pdf`, a file a module, and of what comes out on paper."""
