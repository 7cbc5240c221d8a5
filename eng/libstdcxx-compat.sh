#!/usr/bin/env bash
# Prints a folder to put first in LD_LIBRARY_PATH so that TorchSharp loads on systems whose libstdc++
# is older than GCC 13's (Debian 12, Ubuntu 22.04). Prints nothing where nothing is needed.
#
# TorchSharp's native library needs one symbol that GCC 13 added: _ZSt21ios_base_library_initv@GLIBCXX_3.4.32.
# It only forces the iostreams to be initialised, which the older library does by itself. So the folder holds
#   libstdc++.so.0  the system's library under a SONAME of the same length, and
#   libstdc++.so.6  an empty library that re-exports it and adds that one symbol.
# The system itself is not touched.
set -euo pipefail

readonly symbol=_ZSt21ios_base_library_initv
readonly version=GLIBCXX_3.4.32

[ "$(uname -s)" = Linux ] || exit 0

system_library=$(/sbin/ldconfig -p 2>/dev/null | awk '/libstdc\+\+\.so\.6 .*x86-64/ && !found { print $NF; found = 1 }')
[ -n "$system_library" ] || exit 0
if LC_ALL=C grep -aq "$version" "$system_library"; then
    exit 0
fi

folder=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/colorize/libstdcxx}
if [ -f "$folder/libstdc++.so.6" ] && [ "$folder/libstdc++.so.6" -nt "$system_library" ]; then
    echo "$folder"
    exit 0
fi

for tool in gcc objdump; do
    if ! command -v "$tool" >/dev/null; then
        echo "Training needs libstdc++ of GCC 13 or later. Install it, or install gcc and binutils so that it can be bridged here." >&2
        exit 1
    fi
done

mkdir -p "$folder"
work=$(mktemp -d "$folder/.build.XXXXXX")
trap 'rm -rf "$work"' EXIT

LC_ALL=C sed 's/libstdc++\.so\.6/libstdc++.so.0/g' "$system_library" >"$work/libstdc++.so.0"
echo "void $symbol(void) {}" >"$work/empty.c"
{
    objdump -p "$system_library" |
        awk '/^Version definitions:/ { on = 1; next } /^$/ { on = 0 } on && $4 ~ /^(GLIBCXX|CXXABI)_/ { print $4 " { };" }'
    echo "$version { global: $symbol; local: *; };"
} >"$work/versions.map"
gcc -shared -fPIC -nostdlib -o "$work/libstdc++.so.6" "$work/empty.c" \
    -Wl,-soname,libstdc++.so.6 -Wl,--version-script="$work/versions.map" \
    -Wl,--no-as-needed "$work/libstdc++.so.0" -Wl,-rpath,"\$ORIGIN"

mv "$work/libstdc++.so.0" "$folder/libstdc++.so.0"
mv "$work/libstdc++.so.6" "$folder/libstdc++.so.6"
echo "$folder"
