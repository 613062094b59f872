"""The settings of the product with the one change that loses acknowledged events in a power cut: a test must see it."""

from guicheng.site.settings import *  # noqa: F403
from guicheng.site.settings import DATABASES

DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
