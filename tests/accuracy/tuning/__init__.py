"""Labelled pages for tuning: the builders of the Word pages, the web pages and the labels."""
