import argparse
import tarfile
from pathlib import Path


def members(archive, dest):
    for info in archive.getmembers():
        target = (dest / info.name).resolve()
        if not target.is_relative_to(dest):
            continue
        if not (info.isfile() or info.isdir()):
            continue
        yield info


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("archive")
    parser.add_argument("--dest", type=Path, default=Path("."))
    args = parser.parse_args()
    dest = args.dest.resolve()
    with tarfile.open(args.archive) as archive:
        archive.extractall(dest, members=members(archive, dest))


if __name__ == "__main__":
    main()
