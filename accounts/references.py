"""Short references that people can read aloud and nobody can guess."""

import secrets

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 or o, 1 or i or l


def new_reference() -> str:
    """Ten characters: about fifty bits, enough that trying numbers finds nothing."""
    return "".join(secrets.choice(LETTERS) for _ in range(10))
