"""Several venues side by side: each in the edition for everybody, by name, without a ranking."""
