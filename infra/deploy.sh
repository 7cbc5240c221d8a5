#!/usr/bin/env bash
# Puts Colorize on Azure, from a shell that is logged in (az login). Run it again to update: it changes what differs.
set -euo pipefail

infra=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(dirname "$infra")
# shellcheck source=infra/azure.sh
. "$infra/azure.sh"

usage() {
    cat <<'TEXT'
usage: infra/deploy.sh [options]

  --name NAME            the name of this deployment; the resource group becomes rg-NAME (colorize)
  --location REGION      the region (swedencentral); for a GPU it must be one that has it
  --compute KIND         what the networks run on: T4, A100 or Cpu (T4)
  --trainer-compute KIND what the trainer runs on (the same)
  --max-replicas N       the most replicas of the function app, one GPU each (2)
  --schedule CRON        when to train, in UTC, such as "0 3 * * 0" (only when started by hand)
  --alert EMAIL          who is told of alerts and of the budget; may be given again
  --budget AMOUNT        the most that a month should cost, in your currency (100; needs --alert)
  --what-if              say what would change, and change nothing
  --after-provision      azd has done the first step already
TEXT
}

what_if=false
after_provision=false
emails=()
while [ $# -gt 0 ]; do
    case $1 in
        --what-if) what_if=true; shift; continue ;;
        --after-provision) after_provision=true; shift; continue ;;
        -h | --help) usage; exit ;;
        --name | --location | --compute | --trainer-compute | --max-replicas | --schedule | --alert | --budget) ;;
        *) usage >&2; stop 2 "There is no option $1." ;;
    esac
    [ $# -ge 2 ] || stop 2 "$1 needs a value."
    case $1 in
        --name) AZURE_ENV_NAME=$2 ;;
        --location) AZURE_LOCATION=$2 ;;
        --compute) COLORIZE_COMPUTE=$2 ;;
        --trainer-compute) COLORIZE_TRAINER_COMPUTE=$2 ;;
        --max-replicas) COLORIZE_MAX_REPLICAS=$2 ;;
        --schedule) COLORIZE_TRAINING_SCHEDULE=$2 ;;
        --alert) emails+=("$2") ;;
        --budget) COLORIZE_MONTHLY_BUDGET=$2 ;;
    esac
    shift 2
done

export AZURE_ENV_NAME=${AZURE_ENV_NAME:-colorize} AZURE_LOCATION=${AZURE_LOCATION:-swedencentral}
export COLORIZE_COMPUTE=${COLORIZE_COMPUTE:-T4} COLORIZE_MAX_REPLICAS=${COLORIZE_MAX_REPLICAS:-2}
export COLORIZE_TRAINER_COMPUTE=${COLORIZE_TRAINER_COMPUTE:-$COLORIZE_COMPUTE}
export COLORIZE_TRAINING_SCHEDULE=${COLORIZE_TRAINING_SCHEDULE:-} COLORIZE_MONTHLY_BUDGET=${COLORIZE_MONTHLY_BUDGET:-100}
if [ ${#emails[@]} -gt 0 ]; then
    COLORIZE_ALERT_EMAILS=$(IFS=,; echo "${emails[*]}")
fi
export COLORIZE_ALERT_EMAILS=${COLORIZE_ALERT_EMAILS:-}
group=rg-$AZURE_ENV_NAME

for kind in "$COLORIZE_COMPUTE" "$COLORIZE_TRAINER_COMPUTE"; do
    case $kind in
        T4 | A100 | Cpu) ;;
        *) stop 2 "There is no compute '$kind'. It is T4, A100 or Cpu." ;;
    esac
done

require_azure_cli
require_rights
require_region "$AZURE_LOCATION"
require_gpus "$AZURE_LOCATION" "$COLORIZE_COMPUTE" "$COLORIZE_MAX_REPLICAS"
require_gpus "$AZURE_LOCATION" "$COLORIZE_TRAINER_COMPUTE" 1

if [ -z "${AZURE_PRINCIPAL_ID:-}" ]; then
    AZURE_PRINCIPAL_ID=$(az ad signed-in-user show --query id --output tsv 2>/dev/null || true)
fi
export AZURE_PRINCIPAL_ID
[ -n "$AZURE_PRINCIPAL_ID" ] ||
    note "You are logged in as an application, so nobody is given the right to drop photographs. Set AZURE_PRINCIPAL_ID to change that."

# A budget's first day cannot be changed once it is there.
COLORIZE_BUDGET_START=$(az consumption budget show --budget-name colorize --resource-group "$group" \
    --query timePeriod.startDate --output tsv 2>/dev/null | cut -c1-10 || true)
[ -n "$COLORIZE_BUDGET_START" ] || COLORIZE_BUDGET_START=$(date -u +%Y-%m-01)
export COLORIZE_BUDGET_START

# An image that is already running goes on running until the new one is built.
COLORIZE_FUNCTIONS_IMAGE=$(az containerapp list --resource-group "$group" \
    --query "[?kind=='functionapp'] | [0].properties.template.containers[0].image" --output tsv 2>/dev/null || true)
COLORIZE_TRAINER_IMAGE=$(az containerapp job list --resource-group "$group" \
    --query '[0].properties.template.containers[0].image' --output tsv 2>/dev/null || true)
export COLORIZE_FUNCTIONS_IMAGE COLORIZE_TRAINER_IMAGE

if $what_if; then
    say "What would change in $group, $AZURE_LOCATION (the first step; images and event subscriptions come after it)"
    exec az deployment sub what-if --name "$AZURE_ENV_NAME" --location "$AZURE_LOCATION" --parameters "$infra/main.bicepparam"
fi

provision() {
    attempt "The deployment failed." az deployment sub create --name "$AZURE_ENV_NAME" --location "$AZURE_LOCATION" \
        --parameters "$infra/main.bicepparam" --output none
}

output() {
    az deployment sub show --name "$AZURE_ENV_NAME" --query "properties.outputs.$1.value" --output tsv
}

# The image's tag says what it was built from, so that the same sources give the same tag and nothing restarts.
build() {
    local name=$1 accelerator=$2 tag image
    tag=$(git -C "$repository" rev-parse --short=12 HEAD 2>/dev/null || date -u +%Y%m%d%H%M%S)
    [ -z "$(git -C "$repository" status --porcelain 2>/dev/null)" ] || tag=$tag-$(date -u +%Y%m%d%H%M%S)
    image=colorize-$name:$tag-$accelerator
    if ! az acr repository show --name "$registry" --image "$image" --output none 2>/dev/null; then
        attempt "The image $image could not be built." az acr build --registry "$registry" --image "$image" \
            --file "$infra/images/$name.$accelerator.Dockerfile" --timeout 3600 "$repository" --output none >&2
    fi
    echo "$server/$image"
}

accelerator_of() {
    [ "$1" = Cpu ] && echo cpu || echo cuda
}

if ! $after_provision; then
    say "1/4  Storage, identities, registry, environment, monitoring: $group in $AZURE_LOCATION"
    provision
fi

registry=$(az acr list --resource-group "$group" --query '[0].name' --output tsv)
server=$(az acr list --resource-group "$group" --query '[0].loginServer' --output tsv)
[ -n "$registry" ] || stop 1 "There is no container registry in $group. Run this without --after-provision."

say "2/4  Images, built in $registry (about 10 minutes the first time, with a GPU)"
COLORIZE_FUNCTIONS_IMAGE=$(build functions "$(accelerator_of "$COLORIZE_COMPUTE")")
COLORIZE_TRAINER_IMAGE=$(build trainer "$(accelerator_of "$COLORIZE_TRAINER_COMPUTE")")

say "3/4  The function app and the trainer"
provision
COLORIZE_EVENT_TOPIC=$(output eventTopic)
COLORIZE_STORAGE_ACCOUNT=$(output storageAccount)
COLORIZE_FUNCTION_APP=$(output functionApp)
trainer=$(output trainerJob)
export COLORIZE_EVENT_TOPIC COLORIZE_STORAGE_ACCOUNT COLORIZE_FUNCTION_APP

say "4/4  Event Grid: telling the function app of new blobs"
COLORIZE_BLOBS_KEY=$(wait_for_blobs_key "$group" "$COLORIZE_FUNCTION_APP")
export COLORIZE_BLOBS_KEY
attempt "The event subscriptions failed." az deployment group create --name events --resource-group "$group" \
    --parameters "$infra/subscriptions.bicepparam" --output none

cat <<TEXT

Colorize runs. Drop the first photograph, and fetch it in colour:

  az storage blob upload --auth-mode login --account-name $COLORIZE_STORAGE_ACCOUNT --container-name grayscale --name first.jpg --file first.jpg
  az storage blob download --auth-mode login --account-name $COLORIZE_STORAGE_ACCOUNT --container-name colorized --name first.jpg --file first-in-colour.jpg

The first one takes a few minutes, since a replica has to start; the right to upload can take as long to arrive.
Train on your own pictures: upload them to uploads/{split}/{class}/{file}, then

  az containerapp job start --resource-group $group --name $trainer

Remove everything: infra/destroy.sh --name $AZURE_ENV_NAME
TEXT
