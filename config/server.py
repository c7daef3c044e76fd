"""How gunicorn serves Hearth for real; `scripts/serve.py` starts it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from config.environment import read_environment
from config.logs import logging_as

read_environment()

wsgi_app = "config.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")  # or unix:/run/hearth/socket
workers = int(os.environ.get("WORKERS", "3"))
threads = 4
preload_app = True
graceful_timeout = 20
max_requests, max_requests_jitter = 5000, 500
control_socket_disable = True  # it would be written into a home that the service does not have
accesslog = None  # its lines hold addresses; ours are written in config/requests.py
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None

logconfig_dict: dict[str, Any] = logging_as(os.environ.get("LOG_FORMAT", "json"), every_request=True)
logconfig_dict["loggers"]["gunicorn.error"] = {"level": "INFO", "handlers": ["console"], "propagate": False}
