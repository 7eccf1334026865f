#!/usr/bin/env bash
# Chromium, a Chinese font, and the libraries that Chromium and the driver's node lack: installed through apt when the
# user may, else one line says what to do. $1 is the Python whose playwright is asked for its driver.
set -euo pipefail
python=${1:-.venv/bin/python}

missing_programs() {
  [ -x /usr/bin/chromium ] || echo chromium
  ls /usr/share/fonts/opentype/noto/NotoSansCJK-*.ttc >/dev/null 2>&1 ||
    { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh family)" ]; } || echo fonts-noto-cjk
}

# What the loader says it cannot find, of the binaries that the tests start.
missing_libraries() {
  local driver
  driver=$("$python" -c 'import pathlib, playwright; print(pathlib.Path(playwright.__file__).parent / "driver" / "node")')
  for binary in "$driver" /usr/lib/chromium/chromium; do
    [ ! -x "$binary" ] || ldd "$binary" 2>/dev/null | awk '/=> not found/ { print $1 }'
  done | sort -u
}

# Debian names a library's package after its soname (policy 8.1): libatomic.so.1 → libatomic1, libX-2.so.6 → libx-2-6;
# since 2024 some carry t64. What apt does not know is told by its file name.
package_of() {
  local name
  name=$(echo "$1" | sed -E 's/([0-9])\.so\./\1-/; s/\.so(\.|$)//; y/_/-/; s/.*/\L&/')
  for candidate in "$name" "${name}t64"; do
    if [ -n "$(apt-cache policy "$candidate" 2>/dev/null | grep -E 'Candidate: [0-9]')" ]; then
      echo "$candidate"
      return
    fi
  done
  echo "$1"
}

refuse() {
  echo "请先安装 / please install first: sudo apt-get install $*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

install() {
  [ $# -gt 0 ] || return 0
  as_root true 2>/dev/null || refuse "$@"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null || refuse "$@"
}

mapfile -t programs < <(missing_programs)
mapfile -t libraries < <(missing_libraries)
[ ${#programs[@]} -gt 0 ] || [ ${#libraries[@]} -gt 0 ] || exit 0
as_root apt-get update -qq 2>/dev/null || true
install "${programs[@]}"
mapfile -t libraries < <(missing_libraries) # Chromium may have brought some along
packages=()
for library in "${libraries[@]}"; do packages+=("$(package_of "$library")"); done
install "${packages[@]}"
mapfile -t libraries < <(missing_libraries)
[ ${#libraries[@]} -eq 0 ] || refuse "${libraries[@]}"
