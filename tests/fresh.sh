#!/usr/bin/env bash
# `make fresh`: does a bare Debian 12 with nothing but what the README asks for serve the app and pass its tests?
# A Debian made by debootstrap in a temporary folder, a clone of what is committed here, `make run` by a user without
# rights and with an empty environment until health says ok, then `make test`. Mirrors and certificates are this
# machine's own. It runs in namespaces of its own: its mounts and processes end with it, however it ends.
set -euo pipefail
SUITE=bookworm
NEEDED=git,make,python3,python3-venv,python3-pip,ca-certificates
EMPTY=(env -i)
STARTS_WITHIN=600

prepare() {
  if [ "$(id -u)" -ne 0 ]; then
    echo "make fresh 要用 root 运行（debootstrap、chroot、mount）/ run make fresh as root: sudo make fresh" >&2
    exit 1
  fi
  local missing=()
  command -v debootstrap >/dev/null || missing+=(debootstrap)
  command -v unshare >/dev/null || missing+=(util-linux)
  if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
  project=$(cd "$(dirname "$0")/.." && pwd)
  [ -z "$(git -C "$project" status --porcelain)" ] || echo "only what is committed is tried" >&2
  folder=$(mktemp -d)
  trap clean_up EXIT
  trap 'exit 130' INT TERM
  unshare --mount --pid --fork --kill-child "$0" inside "$project" "$folder" &
  inner=$!
  wait $inner
}

clean_up() {
  # Killed, it takes all its processes along; its mounts never stood outside, so nothing behind them can be removed.
  kill -KILL "${inner:-}" 2>/dev/null || true
  wait 2>/dev/null || true
  for _ in 1 2 3; do
    rm -rf --one-file-system "$folder" 2>/dev/null && return
    sleep 1
  done
  echo "$folder could not be removed" >&2
}

inside() {
  local project=$1 log=$2/debootstrap.log
  root=$2/debian since=$SECONDS
  say "debootstrap"
  # shellcheck disable=SC2046 # without a mirror of this machine's, debootstrap takes its own
  debootstrap --variant=minbase --include="$NEEDED" "$SUITE" "$root" $(mirror_of_host) >"$log" ||
    { tail -5 "$log" >&2; exit 1; }
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
  take_over_settings
  git clone --quiet --no-hardlinks "$project" "$root/srv/longjiang"
  chroot "$root" useradd --create-home tester
  chroot "$root" chown -R tester /srv/longjiang
  serve_once
  say "make test"
  chroot "$root" "${EMPTY[@]}" sh -c 'cd /srv/longjiang && make test'
  say "passed"
}

serve_once() {
  local port health started
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  say "make run"
  started=$SECONDS
  chroot --userspec=tester "$root" "${EMPTY[@]}" setsid sh -c "cd /srv/longjiang && exec make run PORT=$port" &
  local server=$!
  until health=$(ask_health "$port") && [ "$health" = ok ]; do
    kill -0 $server 2>/dev/null || { echo "make run ended before it served" >&2; exit 1; }
    [ $((SECONDS - started)) -lt $STARTS_WITHIN ] || { echo "not served within $STARTS_WITHIN s" >&2; exit 1; }
    sleep 1
  done
  say "health says ok, $((SECONDS - started)) s after make run"
  kill -TERM -- -$server
  wait $server || true
  [ -z "$(ask_health "$port")" ] || { echo "the server did not end" >&2; exit 1; }
}

ask_health() {
  python3 - "$1" <<'PYTHON' 2>/dev/null
import sys, urllib.request
print(urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/_stcore/health", timeout=5).read().decode())
PYTHON
}

mirror_of_host() {
  apt-get indextargets --format '$(SITE) $(RELEASE)' "Created-By: Packages" 2>/dev/null |
    awk -v suite="$SUITE" '$2 == suite && !found { print $1; found = 1 }'
}

# How this machine reaches packages is known to this machine alone; the bare one is told the same.
take_over_settings() {
  local sources path
  sources=$(apt-get indextargets --format 'deb $(SITE) $(RELEASE) $(COMPONENT)' "Created-By: Packages" 2>/dev/null |
    grep -E " $SUITE(-[a-z]+)? " | sort -u || true)
  [ -z "$sources" ] || echo "$sources" >"$root/etc/apt/sources.list"
  apt-config dump | grep -E '^Acquire::(https?|Check|Retries)[^"]* "[^"]+";' >"$root/etc/apt/apt.conf.d/90-host" || true
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
  chroot "$root" update-ca-certificates >/dev/null 2>&1
  python3 -m pip config list 2>/dev/null | python3 -c '
import ast, sys
found = {}
for name, _, value in (line.strip().partition("=") for line in sys.stdin):
    if name.startswith(("global.", ":env:.")):
        found.setdefault(name.rpartition(".")[2], ast.literal_eval(value).replace("\n", " "))  # the environment first
print("[global]", *(f"{name} = {value}" for name, value in found.items()), sep="\n")
' >"$root/etc/pip.conf" || true
  # An index on the disk points to files beside it.
  for path in $(grep -oE '(^| |file://)/[^ ]+' "$root/etc/pip.conf" | sed -E 's|^ ||; s|^file://(.*)/[^/]+/?$|\1|'); do
    if [ -d "$path" ]; then
      mkdir -p "$root$path"
      mount --bind "$path" "$root$path"
    elif [ -f "$path" ] && [ ! -e "$root$path" ]; then
      install -D "$path" "$root$path"
    fi
  done
}

say() {
  echo "== $1 ($((SECONDS - since)) s)"
}

if [ "${1:-}" = inside ]; then
  inside "$2" "$3"
else
  prepare
fi
