#!/usr/bin/env bash
# Asks the package sources of this machine for known vulnerabilities of every package of the solution, indirect ones too.
# A high or critical one fails; lower ones are shown. Needs a restored solution.
# Exit codes: 0 none high, 1 a high or critical one, 3 the sources have no data about vulnerabilities, or do not answer.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_UI_LANGUAGE=en
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Only a source that is named as an audit source is reported when it has no data; otherwise silence looks like "none known".
mapfile -t sources < <(dotnet nuget list source --format short | sed -n 's/^E[A-Z]* //p')
entries() {
    local source
    for source in "${sources[@]}"; do
        printf '<add key="%s" value="%s" />' "${source//&/&amp;}" "${source//&/&amp;}"
    done
}
cat >"$work/nuget.config" <<END
<configuration>
  <packageSources><clear />$(entries)</packageSources>
  <auditSources><clear />$(entries)</auditSources>
</configuration>
END

if ! dotnet package list --project Colorize.sln --no-restore --vulnerable --include-transitive --format json \
    --config "$work/nuget.config" >"$work/answer" 2>&1; then
    echo "the package sources do not answer: $(sed -n 's/^error: //p; s/^ *"text": "\(.*\)"$/\1/p' "$work/answer" | head -n 1)"
    exit 3
fi

awk -F '"' '
    $2 == "id" { id = $4 }
    $2 == "resolvedVersion" { version = $4 }
    $2 == "severity" { severity = $4 }
    $2 == "advisoryurl" { print severity ": " id " " version ", " $4 }' "$work/answer" | sort -u >"$work/found"
cat "$work/found"
if grep -qE '^(High|Critical):' "$work/found"; then
    exit 1
elif grep -q 'did not provide any vulnerability data' "$work/answer"; then
    echo "a package source has no data about vulnerabilities"
    exit 3
fi
