"""Small steps on a tree of HTML that several readers need."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml.html import HtmlElement


def select(root: HtmlElement, selectors: Collection[str]) -> Iterator[HtmlElement]:
    """Yield what the selectors find below *root*, selectors in order."""
    for selector in selectors:
        for found in root.cssselect(selector):
            if found is not root:
                yield found


def remove(element: HtmlElement) -> None:
    """Take *element* out of its tree; the text after it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def is_below(element: HtmlElement, root: HtmlElement) -> bool:
    """True if *element* still stands somewhere below *root*."""
    return any(ancestor is root for ancestor in element.iterancestors())


def unwrap_page_form(root: HtmlElement) -> None:
    """Take the tags of a form off that holds most of the text: ASP.NET wraps every whole page in one."""
    whole = len(root.text_content())
    for form in list(root.iter("form")):
        if form is not root and 2 * len(form.text_content()) > whole:
            form.drop_tag()
