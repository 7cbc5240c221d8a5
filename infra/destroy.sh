#!/usr/bin/env bash
# Removes a deployment of Colorize with all its photographs, tensors and models.
set -euo pipefail

infra=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=infra/azure.sh
. "$infra/azure.sh"

name=${AZURE_ENV_NAME:-colorize}
confirmed=false
while [ $# -gt 0 ]; do
    case $1 in
        --name) [ $# -ge 2 ] || stop 2 "--name needs a value."; name=$2; shift 2 ;;
        --yes) confirmed=true; shift ;;
        -h | --help) echo "usage: infra/destroy.sh [--name NAME] [--yes]"; exit ;;
        *) stop 2 "There is no option $1. usage: infra/destroy.sh [--name NAME] [--yes]" ;;
    esac
done
group=rg-$name

require_azure_cli
if [ "$(az group exists --name "$group")" != true ]; then
    echo "There is no resource group $group: nothing to remove."
    exit
fi

# The group may not be ours: a name is easily mistyped, and this cannot be undone.
[ "$(az group show --name "$group" --query tags.product --output tsv)" = colorize ] ||
    stop 1 "The resource group $group was not made by infra/deploy.sh, so it is left alone."

echo "This removes $group and all that is in it:"
az resource list --resource-group "$group" --query '[].{name:name, type:type}' --output table
if ! $confirmed; then
    [ -t 0 ] || stop 2 "To remove it without being asked, add --yes."
    read -r -p "Type the name of the group to remove it: " answer
    [ "$answer" = "$group" ] || stop 1 "That is not $group: nothing was removed."
fi

az group delete --name "$group" --yes --output none ||
    stop 1 "$group could not be removed. If it has a lock, remove the lock first."
az deployment sub delete --name "$name" --output none 2>/dev/null || true
echo "$group is gone."
