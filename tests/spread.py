"""How tests are spread over processes: those of one file stay together, since they share what is set up for them."""

from __future__ import annotations

from xdist.scheduler.loadscope import LoadScopeScheduling

APART = "test_every_page.py"  # its tests share nothing, and are the longest: each goes where there is time


class ByFile(LoadScopeScheduling):
    """Said here and not by xdist's marks: the pytest we use does not hear those, and every process set up all of it."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return nodeid if file.endswith(APART) else file
