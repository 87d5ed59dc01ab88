#!/bin/sh
# Makes ready what `make demo` and `make test` need; run again, it does only what is missing.
#
#   scripts/setup.sh run|test     run: what planparse itself uses; test: also what its tests use
#
#   PYTHON=python3.12             the Python to use (3.11 or later)
#   PLANPARSE_SYSTEM=no           do not install system packages
#
# Python packages go into .venv. System packages (scripts/system-packages.txt) are installed where this may be done without
# asking: as root, or with a sudo that wants no password. Where it may not, what is missing is named, and what it is for.
set -eu
cd "$(dirname "$0")/.."
level=${1:-test}
stamp=.venv/.planparse-packages
tried=.venv/.planparse-system-tried
log=$(mktemp)
trap 'rm -f "$log"' EXIT

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    [ "${PLANPARSE_SYSTEM:-yes}" != no ] && command -v apt-get >/dev/null 2>&1 &&
        { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }; }
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 \
        install --no-install-recommends -y "$@" >"$log" 2>&1 || { tail -n 3 "$log" >&2; return 1; }
}

apt_update() {
    as_root apt-get -qq -o DPkg::Lock::Timeout=120 update >"$log" 2>&1 || { tail -n 3 "$log" >&2; return 1; }
}

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$name"
            return
        fi
    done
    say "planparse needs Python 3.11 or later, and ${PYTHON:-python3} is not that."
    say "Install it (Debian 12 and Ubuntu 24.04 have it: sudo apt-get install python3 python3-venv), or name it: make ${MAKECMDGOALS:-test} PYTHON=/path/to/python3"
    exit 1
}

make_venv() {
    python=$1
    [ -x .venv/bin/python ] && .venv/bin/python -c 'import pip' 2>/dev/null && return
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
        if may_install; then
            say "Installing $version-venv ..."
            apt_update && { apt_install "$version-venv" || apt_install python3-venv; } || true
        fi
        if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            say "This Python cannot make a virtual environment. Install the module, then run this again: sudo apt-get install $version-venv"
            exit 1
        fi
    fi
    "$python" -m venv --clear .venv
}

install_packages() {
    key=$(cat pyproject.toml scripts/constraints.txt scripts/setup.sh | sha256sum | cut -c1-64)
    [ "$(cat "$stamp" 2>/dev/null)" = "$key" ] && return
    say "Installing Python packages into .venv (some minutes the first time) ..."
    pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install --quiet"
    if ! $pip --editable '.[dev,ocr,report,cluster]' --constraint scripts/constraints.txt; then
        say "The releases of scripts/constraints.txt do not install here; trying the newest that do."
        if ! $pip --editable '.[dev,ocr,report,cluster]'; then
            say "The packages for scanned pages do not install here; going on without them. planparse doctor says what that means."
            $pip --editable '.[dev,report,cluster]'
        fi
    fi
    printf '%s\n' "$key" >"$stamp"
}

# The lines of system-packages.txt for this level whose thing is not there.
missing_packages() {
    grep -v '^#' scripts/system-packages.txt | while IFS='|' read -r package who there what; do
        [ "$level" = run ] && [ "$(echo $who)" != run ] && continue
        there=$(echo $there | cut -d' ' -f1) # a pattern becomes the first file that it matches
        command -v "$there" >/dev/null 2>&1 || [ -e "$there" ] || printf '%s|%s\n' "$(echo $package)" "$what"
    done
}

install_system() {
    missing=$(missing_packages)
    [ -z "$missing" ] && return
    names=$(printf '%s\n' "$missing" | cut -d'|' -f1 | tr '\n' ' ')
    if may_install && [ "$(cat "$tried" 2>/dev/null)" != "$names" ]; then
        say "Installing system packages: $names..."
        if apt_update; then
            apt_install $names || for name in $names; do apt_install "$name" || true; done
        fi
        missing=$(missing_packages)
        [ -z "$missing" ] && return
        printf '%s\n' "$missing" | cut -d'|' -f1 | tr '\n' ' ' >"$tried"
    fi
    say "Not installed, and missing for:"
    printf '%s\n' "$missing" | while IFS='|' read -r package what; do say "  $package:$what"; done
    say "To install: sudo apt-get install $(printf '%s\n' "$missing" | cut -d'|' -f1 | tr '\n' ' ')"
    say "All else works without."
}

make_venv "$(find_python)"
install_packages
install_system
