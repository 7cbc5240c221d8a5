#!/usr/bin/env bash
# Every check that CI runs: scripts, a build without warnings, known vulnerabilities, formatting, all test projects.
# Ends with "N passed, N failed".
# Arguments go to each test program, e.g. ./colorize test --filter-not-trait Category=Long
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
readonly configuration=Release

passed=0 failed=0 skipped=0
check() {
    local name=$1 log
    shift
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        echo "ok      $name"
        passed=$((passed + 1))
    else
        echo "FAILED  $name"
        sed 's/^/        /' "$log"
        failed=$((failed + 1))
    fi
    rm -f "$log"
}

count() {
    sed -n "s/^  $1: \([0-9]*\).*/\1/p" "$2" | tail -n 1
}

audit_packages() {
    local name="packages have no known vulnerability that is high" log
    log=$(mktemp)
    eng/audit.sh >"$log" 2>&1
    case $? in
    0)
        echo "ok      $name"
        passed=$((passed + 1))
        ;;
    3)
        echo "skipped $name"
        skipped=$((skipped + 1))
        ;;
    *)
        echo "FAILED  $name"
        failed=$((failed + 1))
        ;;
    esac
    sed 's/^/        /' "$log"
    rm -f "$log"
}

run_tests() {
    local project=$1 log started=$SECONDS
    shift
    log=$(mktemp)
    dotnet test --project "$project" --configuration "$configuration" --no-build --no-progress --output Normal "$@" >"$log" 2>&1
    local code=$? total good bad left
    total=$(count total "$log")
    good=$(count succeeded "$log")
    bad=$(count failed "$log")
    left=$(count skipped "$log")
    if [ -z "$total" ] || { [ "$code" -ne 0 ] && [ "${bad:-0}" -eq 0 ] && [ "$code" -ne 8 ]; }; then
        bad=$((${bad:-0} + 1))
    fi
    if [ "${bad:-0}" -eq 0 ]; then
        echo "ok      $(basename "$project"): ${good:-0} passed, ${left:-0} skipped, $((SECONDS - started)) s"
    else
        echo "FAILED  $(basename "$project")"
        sed 's/^/        /' "$log"
    fi
    passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0})) skipped=$((skipped + ${left:-0}))
    rm -f "$log"
}

if command -v shellcheck >/dev/null; then
    mapfile -t scripts < <(git ls-files '*.sh' colorize .ci/run .ci/install)
    check "scripts pass shellcheck" shellcheck -x "${scripts[@]}"
else
    echo "skipped scripts (shellcheck is not installed)"
    skipped=$((skipped + 1))
fi
# Both hosts: the function app restores other packages for each.
restore_locked() {
    dotnet restore Colorize.sln --locked-mode --verbosity quiet &&
        dotnet restore Functions -p:FunctionsHost=Isolated --locked-mode --verbosity quiet
}
check "packages are those that the lock files name" restore_locked
check "the solution builds without a warning" dotnet build Colorize.sln --configuration "$configuration" --verbosity quiet --nologo
audit_packages
check "the sources are formatted" dotnet format Colorize.sln --verify-no-changes --no-restore

# shellcheck source=eng/trainer-env.sh
. eng/trainer-env.sh
for project in tests/*.Tests; do
    run_tests "$project" "$@"
done

if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
