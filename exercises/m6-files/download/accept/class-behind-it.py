from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Folder:
    root: Path

    def find(self, name: str) -> Path:
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root):
            raise PermissionError(name)
        return path

    def read(self, name: str) -> bytes:
        return self.find(name).read_bytes()


def read_upload(base, name):
    return Folder(Path(base).resolve()).read(name)
