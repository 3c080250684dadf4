#!/bin/sh
# Installs the named Debian packages that are missing; says what to type where it may not.
missing=""
for name in "$@"; do
  dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing="$missing $name"
done
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
  echo "缺少系统软件包：$missing 。这里没有 apt-get，请用本机的包管理器安装对应软件。" >&2
  exit 1
fi
if [ "$(id -u)" = 0 ]; then run=""
elif sudo -n true 2>/dev/null; then run="sudo -n"
else
  echo "缺少系统软件包：$missing 。请以管理员身份运行：sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
  exit 1
fi
echo "安装系统软件包：$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
$run apt-get -qq -o Acquire::Retries=3 update >/dev/null && $run apt-get -qq -y --no-install-recommends install $missing >/dev/null && exit 0
echo "安装失败：$missing 。请手动运行：sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
exit 1
