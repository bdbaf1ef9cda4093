"""The rules of the store once more, in memory and as simple as they can be said: what the database must agree with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

SPAN, CHECKS = timedelta(days=3), 3


@dataclass
class Shown:
    """An article: the text at its place, and the places that show it."""

    text: str
    places: list[str]
    revision: int
    state: str = "current"
    gone: dict[str, list[datetime]] = field(default_factory=dict)


class Model:
    """Places (a page of a site) show texts, one after the other."""

    def __init__(self) -> None:
        self.articles: dict[str, Shown] = {}
        self.graves: dict[str, tuple[str, int]] = {}
        """Place -> the article that it shows, and the number of its last own text."""
        self.told: dict[str, list[str]] = {}
        self.replaced: dict[str, list[str]] = {}
        """Place -> earlier texts of its article."""
        self.sights: list[str] = []
        """Places in the order in which they were seen."""

    def show(self, place: str, text: str) -> None:
        """A visit finds ``text`` at ``place``."""
        self.sights = [*(other for other in self.sights if other != place), place]
        home = next((at for at, article in self.articles.items() if place in article.places), None)
        if home is None:
            self._put(place, text)
        elif self.articles[home].text == text:
            self._back(home, place)
        elif home != place:
            self.articles[home].places.remove(place)
            self.articles[home].gone.pop(place, None)
            self._tell(home, "edited")
            if self.articles[home].state != "withdrawn" and self._is_all_gone(self.articles[home]):
                self.articles[home].state = "withdrawn"
                self._tell(home, "withdrawn")
            self._put(place, text)
        else:
            self._replace(place, text)

    def _replace(self, place: str, text: str) -> None:
        article = self.articles[place]
        old, gone = article.text, article.gone
        others = sorted(article.places[1:], key=self.sights.index)  # whom nobody saw for longest goes on with the text
        self.replaced.setdefault(place, []).append(old)
        into = self._home_of(text)
        if into is None:
            article.text, article.places, article.revision = text, [place], article.revision + 1
            article.state, article.gone = "current", {}
            self._tell(place, "edited")
        else:
            self.graves[place] = (into, article.revision)
            del self.articles[place]
            self._tell(place, "merged")
        for other in others:
            self._put(other, old, gone.get(other, []))
        if into is not None:
            self._put(place, text)

    def miss(self, place: str, moment: datetime) -> None:
        """A visit finds nothing at ``place``."""
        home = next((at for at, article in self.articles.items() if place in article.places), None)
        if home is None:
            return
        article = self.articles[home]
        before = self._is_gone(article, place)
        checks = article.gone.setdefault(place, [])
        if all(moment.date() != other.date() for other in checks):
            checks.append(moment)
        if before or not self._is_gone(article, place):
            return
        if self._is_all_gone(article):
            article.state = "withdrawn"
            self._tell(home, "withdrawn")
        else:
            self._tell(home, "edited")

    def _put(self, place: str, text: str, gone: Sequence[datetime] = ()) -> None:
        """``gone``: checks since it was seen there that found nothing."""
        home = self._home_of(text)
        if home is None:
            _, revision = self.graves.pop(place, ("", 0))
            self.articles[place] = article = Shown(text, [place], revision + 1, gone={place: [*gone]})
            self._tell(place, "added")
            if self._is_all_gone(article):
                article.state = "withdrawn"
                self._tell(place, "withdrawn")
            return
        into, revision = self.graves.get(place, (home, 0))
        if into != home:
            self.graves[place] = (home, revision)
            self._tell(place, "merged")
        article = self.articles[home]
        article.places.append(place)
        article.gone[place] = [*gone]
        if not self._is_gone(article, place):
            article.state = "current"
        self._tell(home, "duplicate_found")

    def _back(self, home: str, place: str) -> None:
        article = self.articles[home]
        if self._is_gone(article, place):
            article.state = "current"
            self._tell(home, "edited")
        article.gone.pop(place, None)

    def dead(self, home: str) -> list[str]:
        """Places of an article that are proved to be gone."""
        return [place for place in self.articles[home].places if self._is_gone(self.articles[home], place)]

    def _is_all_gone(self, article: Shown) -> bool:
        return all(self._is_gone(article, place) for place in article.places)

    @staticmethod
    def _is_gone(article: Shown, place: str) -> bool:
        checks = article.gone.get(place, [])
        return len(checks) >= CHECKS and checks[-1] - checks[0] >= SPAN

    def _home_of(self, text: str) -> str | None:
        return next((place for place, article in self.articles.items() if article.text == text), None)

    def _tell(self, place: str, kind: str) -> None:
        self.told.setdefault(place, []).append(kind)
