#!/bin/sh
# Prints a Python >= 3.11 that can make virtual environments; installs Debian's python3-venv where that is all that lacks.
fits='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
first() {
  for name in ${PYTHON_FOR_VENV:-} python3.11 python3.12 python3.13 python3.14 python3; do
    if "$name" -c "$fits" >/dev/null 2>&1; then "$name" -c 'import sys; print(sys.executable)'; return 0; fi
  done
  return 1
}
first && exit 0
sh "$(dirname "$0")/debian.sh" python3-venv >&2 && first && exit 0
echo "需要 Python 3.11 以上（含 venv）。Debian/Ubuntu：sudo apt-get install python3 python3-venv；或 make PYTHON_FOR_VENV=/路径/python3.11 …" >&2
exit 1
