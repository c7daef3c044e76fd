#!/usr/bin/env python
"""The door to every command: `python manage.py help` lists them."""

import atexit
import gc
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    gc.set_threshold(50_000, 10, 10)  # all that is read stays: to look through it for rubbish took a fifth of the time
    atexit.register(gc.freeze)  # nor is it looked through again in the end
    from django.core.management import execute_from_command_line

    from config.room import with_room

    with_room(execute_from_command_line)(sys.argv)


if __name__ == "__main__":
    main()
