"""Semantic tables: what a budget has beyond text.

One module each: its data, how it is recognised, how it is presented.
"""
