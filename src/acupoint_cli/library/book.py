"""The data as a whole: every file under a data folder, read once, with the faults of reading."""

from pathlib import Path
from typing import Any

from .yaml_files import Document, files, read

SHARED = (
    "channels",
    "roles",
    "regions",
    "landmarks",
    "proportions",
    "terms",
    "sources",
    "flags",
    "lacking",
    "renderings",
)


class Book:
    """All documents of a data folder. `points` by file; the shared files by their name without ending."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.points: list[Document] = [read(path) for path in files(folder / "points")]
        self.combinations: list[Document] = [read(path) for path in files(folder / "combinations")]
        self.conditions: list[Document] = [read(path) for path in files(folder / "conditions")]
        self.shared: dict[str, Document] = {}
        for name in SHARED:
            path = folder / f"{name}.yaml"
            if path.exists():
                self.shared[name] = read(path)

    def documents(self) -> list[Document]:
        """Return every document, shared files first."""
        return [*self.shared.values(), *self.points, *self.combinations, *self.conditions]

    def part(self, name: str, key: str | None = None) -> dict[str, Any]:
        """Return a shared file's mapping (under `key`, by default its own name); empty if it could not be read."""
        document = self.shared.get(name)
        data = document.data if document else None
        value = data.get(key or name) if isinstance(data, dict) else None
        return value if isinstance(value, dict) else {}

    def landmarks(self) -> dict[str, Any]:
        """Return landmarks.yaml, whose keys are the ids themselves unless they stand under `landmarks:`."""
        document = self.shared.get("landmarks")
        data = document.data if document and isinstance(document.data, dict) else {}
        value = data.get("landmarks", data)
        return value if isinstance(value, dict) else {}

    def codes(self) -> set[str]:
        """Return every code that channels.yaml allows; its entries must have their shape (shared.take_out)."""
        out: set[str] = set()
        for channel, entry in self.part("channels").items():
            numbers = entry.get("numbers") or range(1, entry.get("count", 0) + 1)
            out.update(written_code(channel, n) for n in numbers)
        return out


def written_code(channel: str, number: int) -> str:
    """Return the written code: "KI-4", but "EX-HN3" for an extra point."""
    return f"{channel}{number}" if channel.startswith("EX") else f"{channel}-{number}"
