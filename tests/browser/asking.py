"""A page is handed axe when it is first to be asked by it: few are, and to read axe takes as long as to show a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
QUICKLY = {"preload": False, "resultTypes": ["violations"], "selectors": False, "iframes": False}


def by_axe(page: Page, question: str, asked: Any) -> Any:
    """What this question, a function that takes axe and what is asked, answers on the page."""
    answer = page.evaluate(f"asked => window.axe ? ({question})(asked) : null", asked)
    if answer is None:
        page.evaluate(AXE)
        answer = page.evaluate(question, asked)
    return answer
