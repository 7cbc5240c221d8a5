#!/usr/bin/env bash
# Checks everything under infra/ that can be checked without Azure: scripts, formatting, every lint rule, parameters, and
# that the resources are those of the committed snapshots. Bicep's warnings leave its exit code at 0, so anything that it
# says at all is a failure here.
#
# usage: infra/check.sh            check
#        infra/check.sh --update   write the snapshots anew, to be looked at and committed
set -euo pipefail

infra=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
failed=0

find_bicep() {
    local tests=$infra/../tests/Colorize.Infra.Tests
    dotnet restore "$tests" -v quiet >&2
    local path
    path=$(dotnet msbuild "$tests" -getProperty:BicepPath)
    echo "${path//\\//}"
}

# Runs a command that has nothing to say when all is well.
silently() {
    local title=$1 said
    shift
    if said=$("$@" 2>&1) && [ -z "$said" ]; then
        echo "  ok      $title"
    else
        failed=1
        echo "  FAILED  $title"
        [ -z "$said" ] || printf '          %s\n' "${said//$'\n'/$'\n          '}"
    fi
}

# The whole output of build and build-params is the template, so only what goes to standard error counts.
without_template() {
    "$@" --stdout >/dev/null
}

is_formatted() {
    local copy
    copy=$(mktemp -d)
    cp -r "$infra/." "$copy"
    (cd "$copy" && "$bicep" format --pattern '**/*.bicep' && "$bicep" format --pattern '**/*.bicepparam')
    diff -r "$infra" "$copy"
    rm -rf "$copy"
}

# Names depend on the subscription, and these are not anyone's.
snapshot() {
    local mode=$1 parameters=$2
    local -a scope=(--subscription-id 00000000-0000-0000-0000-000000000000 --location swedencentral)
    case $parameters in
        */subscriptions.bicepparam) scope+=(--resource-group rg-colorize) ;;
    esac
    "$bicep" snapshot "$parameters" --mode "$mode" "${scope[@]}"
}

bicep=${BICEP:-$(find_bicep)}
[ -x "$bicep" ] || { echo "The Bicep CLI is not at $bicep. Set BICEP to where it is." >&2; exit 1; }

if [ "${1:-}" = --update ]; then
    for parameters in "$infra"/snapshots/*.bicepparam; do
        snapshot overwrite "$parameters"
    done
    exit
fi

echo "infra: $("$bicep" --version)"
if command -v shellcheck >/dev/null; then
    silently "shellcheck" shellcheck --external-sources --source-path "$infra/.." "$infra"/*.sh "$infra"/images/*.sh
else
    echo "  left out  shellcheck, which is not installed"
fi

silently "format" is_formatted
for file in "$infra"/main.bicep "$infra"/subscriptions.bicep; do
    silently "build ${file#"$infra"/}" without_template "$bicep" build "$file"
    silently "lint ${file#"$infra"/}" "$bicep" lint "$file"
done
for file in "$infra"/*.bicepparam; do
    silently "parameters ${file#"$infra"/}" without_template "$bicep" build-params "$file"
done
for file in "$infra"/snapshots/*.bicepparam; do
    silently "snapshot ${file#"$infra"/}" snapshot validate "$file"
done

if [ "$failed" -ne 0 ]; then
    echo "infra: something is wrong. If the resources are meant to differ, run infra/check.sh --update and commit the snapshots." >&2
    exit 1
fi
