#!/usr/bin/env bash
# The other servers that `make test-all` sets beside the app: installed where the user may; their tests skip what is missing.
set -euo pipefail
PATH=$PATH:/usr/sbin
missing=()
command -v nginx >/dev/null || missing+=(nginx-light)
[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" -eq 0 ]; then
  apt-get update -qq
  # Installed for tests, it must not begin to serve on this machine.
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "这些测试会跳过，先安装就会运行 / skipped unless installed: sudo apt-get install ${missing[*]}" >&2
fi
