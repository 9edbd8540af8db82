"""Hatch build hook: compile the index from data/ into the wheel, so that the first run reads and builds nothing."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Write index.sqlite and have it packed beside the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the index; an editable install reads the clone's data instead and gets none."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from acupoint_cli.library.build import write_shipped

        target = root / "build" / "index.sqlite"
        target.parent.mkdir(exist_ok=True)
        write_shipped(root / "data", target)
        build_data["force_include"][str(target)] = "acupoint_cli/index.sqlite"
