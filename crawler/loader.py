"""Finds the site files. One that cannot be loaded is told in a sentence and never takes the other sites with it."""

from __future__ import annotations

import builtins
import inspect
import re
import traceback
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoaderProtocol

from crawler.platforms.base import ConfigError

NAME = re.compile(r"[a-z][a-z0-9_]*")
_WRITTEN_NAME = re.compile(r"^\s+name\s*=\s*[\"']([a-z][a-z0-9_]*)[\"']", re.MULTILINE)


class SiteLoader:
    """Scrapy's spider loader (`SPIDER_LOADER_CLASS`), with the files that it could not load in ``broken``."""

    def __init__(self, settings: BaseSettings) -> None:
        self.broken: dict[str, str] = {}
        """Site name (or file name, where the name is taken or unknown) -> one sentence with file and reason."""
        self._spiders: dict[str, type[Spider]] = {}
        self._complaints: list[tuple[tuple[str, ...], str]] = []
        found: defaultdict[str, list[type[Spider]]] = defaultdict(builtins.list)
        for package in settings.getlist("SPIDER_MODULES"):
            for module in self._modules(package):
                for cls in self._sites(module):
                    if cls not in found[cls.name]:
                        found[cls.name].append(cls)
        for name, classes in sorted(found.items()):
            self._settle(name, classes)
        # Only now all good names are known: a broken file must not be told under the name of a site that works.
        for keys, sentence in self._complaints:
            key = next(key for key in keys if key not in self._spiders and key not in self.broken)
            self.broken[key] = sentence

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Load the modules of ``SPIDER_MODULES``."""
        return cls(settings)

    def load(self, spider_name: str) -> type[Spider]:
        """Return the site's spider; KeyError if there is none of that name."""
        try:
            return self._spiders[spider_name]
        except KeyError:
            raise KeyError(self.broken.get(spider_name, f"Spider not found: {spider_name}")) from None

    def list(self) -> builtins.list[str]:
        """Names of the sites that can be crawled."""
        return builtins.list(self._spiders)

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """Names of the sites that *request* belongs to."""
        return [name for name, cls in self._spiders.items() if cls.handles_request(request)]

    def _modules(self, name: str) -> Iterator[ModuleType]:
        """Import *name* and what lies below it, each on its own."""
        try:
            module = import_module(name)
        except (Exception, SystemExit) as error:
            self._complain(name, _sentence(name, error))
            return
        yield module
        for info in iter_modules(getattr(module, "__path__", [])):
            yield from self._modules(f"{name}.{info.name}")

    def _sites(self, module: ModuleType) -> Iterator[type[Spider]]:
        """The spiders of *module* that have a usable name; classes and files with a leading underscore are helpers."""
        name = module.__name__
        own = [c for c in vars(module).values() if inspect.isclass(c) and c.__module__ == name]
        spiders = [c for c in dict.fromkeys(own) if issubclass(c, Spider) and not c.__name__.startswith("_")]
        if not spiders and not hasattr(module, "__path__") and not name.rpartition(".")[2].startswith("_"):
            fix = "derive a class from SiteSpider, or begin the file's name with an underscore"
            self._complain(name, f"{_path(name)} holds no site: {fix}.")
        for cls in spiders:
            said: object = getattr(cls, "name", None)
            if not said:
                example = f'write name = "{name.rpartition(".")[2]}"'
                self._complain(name, f"{_path(name)}: class {cls.__name__} has no name: {example}.")
            elif not isinstance(said, str) or not NAME.fullmatch(said):
                fix = "write a small letter, then small letters, digits and underscores"
                self._complain(
                    name, f"{_path(name)}: the name {said!r} of class {cls.__name__} is no site name: {fix}."
                )
            else:
                yield cls

    def _settle(self, name: str, classes: builtins.list[type[Spider]]) -> None:
        """Give *name* to its class; of several only to the one whose file is called so."""
        called_so = [cls for cls in classes if cls.__module__.rpartition(".")[2] == name]
        winner = classes[0] if len(classes) == 1 else called_so[0] if len(called_so) == 1 else None
        if winner is not None:
            self._spiders[name] = winner
        if len(classes) == 1:
            return
        files = " and ".join(dict.fromkeys(str(_path(cls.__module__)) for cls in classes))
        sentence = f"{files} give several sites the name {name!r}: give each its own name."
        for cls in classes if winner else classes[:1]:
            if cls is not winner:
                self._complain(cls.__module__, sentence, name)

    def _complain(self, module: str, sentence: str, site: str | None = None) -> None:
        stem = module.rpartition(".")[2]
        written = _WRITTEN_NAME.findall(_source(module))
        site = site or (written[0] if len(written) == 1 else stem)
        numbered = (f"{module}#{number}" for number in range(2, 100))
        self._complaints.append(((site, stem, module, *numbered), sentence))


def broken_files(loader: SpiderLoaderProtocol) -> Mapping[str, str]:
    """What *loader* could not load, name -> sentence; nothing if it is not ours."""
    return getattr(loader, "broken", {})


def _sentence(module: str, error: BaseException) -> str:
    """One sentence: which file, which line, what is wrong."""
    path = _path(module)
    reason = " ".join(str(error).split()).rstrip(".")
    if isinstance(error, SyntaxError):
        return f"{path} line {error.lineno} is no valid Python: {error.msg}."
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if Path(f.filename) == Path.cwd() / path]
    where = f"{path} line {lines[-1]}" if lines else f"{path}"
    if isinstance(error, ConfigError):
        return f"{where}: {reason}" + ("" if reason.endswith("?") else ".")
    return f"{where}: {type(error).__name__}: {reason}."


def _path(module: str) -> Path | str:
    """The file of *module*, relative to the working folder where it lies below it."""
    try:
        spec = find_spec(module)
    except (ImportError, ValueError):
        spec = None
    if spec is None or spec.origin is None:
        return f"module {module}"
    path = Path(spec.origin)
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _source(module: str) -> str:
    try:
        return Path(_path(module)).read_text("utf-8")
    except (OSError, ValueError):
        return ""
