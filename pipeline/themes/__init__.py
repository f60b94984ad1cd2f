"""The house styles that ship with the package, a folder each."""
