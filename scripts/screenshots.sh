#!/usr/bin/env bash
# The pictures of the README, from the real program: builds it, walks it by keyboard in a
# pseudo-terminal as a new learner, and writes docs/screenshots/*.svg from the cells of the screen.
#
#   scripts/screenshots.sh
#
# The steps are explained at the top of examples/screenshot/main.rs. A step that waits for a text
# fails and shows the screen when the text does not come, so a picture is never of the wrong place.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --release
cargo build --example screenshot
shoot="${CARGO_TARGET_DIR:-target}/debug/examples/screenshot"
protect="${CARGO_TARGET_DIR:-target}/release/protect"
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
mkdir -p docs/screenshots

"$shoot" --size 132x28 --theme dark \
  "wait=Awareness, and talking" "key=ctrl+p" "wait=Find a command" "type=Let Bobby" "wait=Let Bobby enrol" "key=enter" \
  "wait=find_user" "wait=Untrusted text becomes part" \
  "key=f9" "key=down" \
  "shot=docs/screenshots/path.svg|An exercise: the path of untrusted data through the code, step by step" \
  "key=esc" "key=f5" "wait=The attack that still works" \
  "shot=docs/screenshots/verdict.svg|A verdict: the attack that still works, what it did, and the next step" \
  -- "$protect" --data "$data"
