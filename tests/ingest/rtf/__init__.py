"""The RTF reader."""
