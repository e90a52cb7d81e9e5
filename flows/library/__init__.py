"""The flows that we ship: a folder of files each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable

__all__ = ["files_of", "shipped_flows"]


def shipped_flows() -> Sequence[str]:
    """Ids of the flows that we ship."""
    return sorted(folder.name for folder in _root().iterdir() if (folder / "flow.yaml").is_file())


def files_of(flow: str) -> Mapping[str, bytes]:
    """The files of a flow that we ship, by name.

    Raises:
        KeyError: we ship no such flow.
    """
    if flow not in shipped_flows():
        raise KeyError(flow)
    folder = (_root() / flow).iterdir()
    return {file.name: file.read_bytes() for file in folder if file.name.endswith(".yaml")}


def _root() -> Traversable:
    return resources.files(__name__)
