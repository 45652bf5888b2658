import argparse
import os
import shlex
import sys
from pathlib import Path


def pictures(folder):
    for entry in sorted(Path(folder).rglob("*")):
        if entry.is_file() and entry.suffix.lower() in {".jpg", ".png"}:
            yield entry


def order(picture, width):
    return "mogrify -resize {0} {1}".format(width, shlex.quote(str(picture)))


def main(arguments=None):
    parser = argparse.ArgumentParser(description="shrinks what the upload folder holds")
    parser.add_argument("--width", type=int, default=800)
    options = parser.parse_args(arguments)
    failed = 0
    for picture in pictures("/srv/upload/incoming"):
        if os.system(order(picture, options.width)) != 0:
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
