import tarfile
from pathlib import Path

TARGET = Path("/srv/themes/new")


def install_theme(path):
    """Unpack a theme that somebody has shared."""
    root = TARGET.resolve()
    with tarfile.open(path, "r:gz") as theme:
        wanted = []
        for member in theme:
            if not (member.isfile() or member.isdir()):
                raise ValueError("only files and folders")
            if not (root / member.name).resolve().is_relative_to(root):
                raise ValueError(member.name)
            wanted.append(member)
        theme.extractall(root, members=wanted)
