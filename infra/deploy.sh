#!/usr/bin/env bash
# Puts Colorize on Azure, from a shell that is logged in (az login). Run it again to update: it changes what differs.
set -euo pipefail

infra=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(dirname "$infra")
# shellcheck source=infra/azure.sh
. "$infra/azure.sh"
# shellcheck source=infra/gpus.sh
. "$infra/gpus.sh"
# shellcheck source=infra/images.sh
. "$infra/images.sh"
# shellcheck source=infra/webhook.sh
. "$infra/webhook.sh"

usage() {
    cat <<'TEXT'
usage: infra/deploy.sh [options]

  --name NAME            the name of this deployment; the resource group becomes rg-NAME (colorize)
  --location REGION      the region (swedencentral); for a GPU it must be one that has it
  --compute KIND         what the networks run on: T4, A100 or Cpu (T4)
  --trainer-compute KIND what the trainer runs on (the same; with a quota of one GPU, it and the app take turns)
  --max-replicas N       the most replicas of the function app, one GPU each (1 with a GPU, 2 without)
  --schedule CRON        when to train, in UTC, such as "0 3 * * 0" (only when started by hand)
  --alert EMAIL          who is told of alerts and of the budget; may be given again
  --budget AMOUNT        the most that a month should cost, in your currency (100; needs --alert)
  --build HOW            where images are built: registry, docker (on this machine) or none (they are there) (registry)
  --registry TIER        Basic, Standard or Premium, whose images start faster by artifact streaming (Basic)
  --private-network      reach storage, and a Premium registry, over private endpoints in a virtual network
  --allow-address IPV4   with it: an address, such as yours, that reaches storage all the same; may be given again
  --what-if              say what would change, and change nothing
  --after-provision      azd has done the first step already
TEXT
}

what_if=false
after_provision=false
emails=()
addresses=()
builder=registry
while [ $# -gt 0 ]; do
    case $1 in
        --what-if) what_if=true; shift; continue ;;
        --after-provision) after_provision=true; shift; continue ;;
        --private-network) COLORIZE_PRIVATE_NETWORK=true; shift; continue ;;
        -h | --help) usage; exit ;;
        --build | --registry | --allow-address | --name | --location | --compute | --trainer-compute) ;;
        --max-replicas | --schedule | --alert | --budget) ;;
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
        --build) builder=$2 ;;
        --registry) COLORIZE_REGISTRY_TIER=$2 ;;
        --allow-address) addresses+=("$2") ;;
        --alert) emails+=("$2") ;;
        --budget) COLORIZE_MONTHLY_BUDGET=$2 ;;
    esac
    shift 2
done

export AZURE_ENV_NAME=${AZURE_ENV_NAME:-colorize} AZURE_LOCATION=${AZURE_LOCATION:-swedencentral}
export COLORIZE_COMPUTE=${COLORIZE_COMPUTE:-T4} COLORIZE_REGISTRY_TIER=${COLORIZE_REGISTRY_TIER:-Basic}
export COLORIZE_PRIVATE_NETWORK=${COLORIZE_PRIVATE_NETWORK:-false}
default_replicas=1
[ "$COLORIZE_COMPUTE" != Cpu ] || default_replicas=2
export COLORIZE_MAX_REPLICAS=${COLORIZE_MAX_REPLICAS:-$default_replicas}
export COLORIZE_TRAINER_COMPUTE=${COLORIZE_TRAINER_COMPUTE:-$COLORIZE_COMPUTE}
export COLORIZE_TRAINING_SCHEDULE=${COLORIZE_TRAINING_SCHEDULE:-} COLORIZE_MONTHLY_BUDGET=${COLORIZE_MONTHLY_BUDGET:-100}
if [ ${#emails[@]} -gt 0 ]; then
    COLORIZE_ALERT_EMAILS=$(IFS=,; echo "${emails[*]}")
fi
export COLORIZE_ALERT_EMAILS=${COLORIZE_ALERT_EMAILS:-}
if [ ${#addresses[@]} -gt 0 ]; then
    COLORIZE_ALLOWED_ADDRESSES=$(IFS=,; echo "${addresses[*]}")
fi
export COLORIZE_ALLOWED_ADDRESSES=${COLORIZE_ALLOWED_ADDRESSES:-}
group=rg-$AZURE_ENV_NAME

for kind in "$COLORIZE_COMPUTE" "$COLORIZE_TRAINER_COMPUTE"; do
    case $kind in
        T4 | A100 | Cpu) ;;
        *) stop 2 "There is no compute '$kind'. It is T4, A100 or Cpu." ;;
    esac
done

case $builder in
    registry | docker | none) ;;
    *) stop 2 "There is no way '$builder' to build. It is registry, docker or none." ;;
esac
case $COLORIZE_REGISTRY_TIER in
    Basic | Standard | Premium) ;;
    *) stop 2 "There is no tier '$COLORIZE_REGISTRY_TIER'. It is Basic, Standard or Premium." ;;
esac

require_azure_cli
principal=$(principal_id)
require_rights "$principal"
require_region "$AZURE_LOCATION"
for kind in T4 A100; do
    require_gpus "$AZURE_LOCATION" "$kind" "$([ "$COLORIZE_COMPUTE" = "$kind" ] && echo "$COLORIZE_MAX_REPLICAS" || echo 0)" \
        "$([ "$COLORIZE_TRAINER_COMPUTE" = "$kind" ] && echo 1 || echo 0)"
done

# A person drops photographs; an application that deploys does not.
if [ -z "${AZURE_PRINCIPAL_ID:-}" ] && ! is_application; then
    AZURE_PRINCIPAL_ID=$principal
fi
export AZURE_PRINCIPAL_ID=${AZURE_PRINCIPAL_ID:-}
[ -n "$AZURE_PRINCIPAL_ID" ] ||
    note "Nobody is given the right to drop photographs. Set AZURE_PRINCIPAL_ID to a person's or group's object id" \
        "to change that (and AZURE_PRINCIPAL_TYPE to Group for a group)."

# A budget's first day cannot be changed once it is there.
COLORIZE_BUDGET_START=$(az consumption budget show --budget-name colorize --resource-group "$group" \
    --query timePeriod.startDate --output tsv 2>/dev/null | cut -c1-10 || true)
[ -n "$COLORIZE_BUDGET_START" ] || COLORIZE_BUDGET_START=$(date -u +%Y-%m-01)
export COLORIZE_BUDGET_START

# What runs already: a what-if compares with it, and its webhook keeps its key.
app=$(az containerapp list --resource-group "$group" --query "[?kind=='functionapp'] | [0].name" --output tsv 2>/dev/null || true)
COLORIZE_FUNCTIONS_IMAGE=$(az containerapp list --resource-group "$group" \
    --query "[?kind=='functionapp'] | [0].properties.template.containers[0].image" --output tsv 2>/dev/null || true)
COLORIZE_TRAINER_IMAGE=$(az containerapp job list --resource-group "$group" \
    --query '[0].properties.template.containers[0].image' --output tsv 2>/dev/null || true)
export COLORIZE_FUNCTIONS_IMAGE COLORIZE_TRAINER_IMAGE

COLORIZE_WEBHOOK_KEY=$(webhook_key "$group" "$app")
export COLORIZE_WEBHOOK_KEY

if $what_if; then
    say "What would change in $group, $AZURE_LOCATION (the first step; images and event subscriptions come after it)"
    az deployment sub what-if --name "$AZURE_ENV_NAME" --location "$AZURE_LOCATION" --parameters "$infra/main.bicepparam"
    exit
fi
register_providers

provision() {
    attempt "The deployment failed." az deployment sub create --name "$AZURE_ENV_NAME" --location "$AZURE_LOCATION" \
        --parameters "$infra/main.bicepparam" --output none
}

output() {
    az deployment sub show --name "$AZURE_ENV_NAME" --query "properties.outputs.$1.value" --output tsv
}

if ! $after_provision; then
    say "1/4  Storage, identities, registry, environment, monitoring: $group in $AZURE_LOCATION"
    # Without images the templates leave an app and a job that are there as they are.
    COLORIZE_FUNCTIONS_IMAGE='' COLORIZE_TRAINER_IMAGE='' provision
fi

registry=$(az acr list --resource-group "$group" --query '[0].name' --output tsv)
server=$(az acr list --resource-group "$group" --query '[0].loginServer' --output tsv)
[ -n "$registry" ] || stop 1 "There is no container registry in $group. Run this without --after-provision."

say "2/4  Images ($builder; about 10 minutes the first time, with a GPU)"
# Read by images.sh.
# shellcheck disable=SC2034
tag=$(source_tag "$repository")
COLORIZE_FUNCTIONS_IMAGE=$(image_of functions "$(accelerator_of "$COLORIZE_COMPUTE")")
COLORIZE_TRAINER_IMAGE=$(image_of trainer "$(accelerator_of "$COLORIZE_TRAINER_COMPUTE")")
[ "$COLORIZE_REGISTRY_TIER" != Premium ] || stream_images

say "3/4  The function app and the trainer"
make_room "$group" "$app" "$AZURE_LOCATION" "$COLORIZE_COMPUTE" "$COLORIZE_MAX_REPLICAS"
provision
activate_latest "$group" "$(output functionApp)"
COLORIZE_EVENT_TOPIC=$(output eventTopic)
COLORIZE_STORAGE_ACCOUNT=$(output storageAccount)
COLORIZE_FUNCTION_APP=$(output functionApp)
trainer=$(output trainerJob)
export COLORIZE_EVENT_TOPIC COLORIZE_STORAGE_ACCOUNT COLORIZE_FUNCTION_APP

say "4/4  Event Grid: telling the function app of new blobs"
wait_for_webhook "$group" "$(output functionHost)" ColorizeGrayscale "$COLORIZE_WEBHOOK_KEY"
attempt "The event subscriptions failed." az deployment group create --name events --resource-group "$group" \
    --parameters "$infra/subscriptions.bicepparam" --output none
purge_images

cat <<TEXT

Colorize runs. Drop the first photograph, and fetch it in colour:

  az storage blob upload --auth-mode login --account-name $COLORIZE_STORAGE_ACCOUNT --container-name grayscale --name first.jpg --file first.jpg
  az storage blob download --auth-mode login --account-name $COLORIZE_STORAGE_ACCOUNT --container-name colorized --name first.jpg --file first-in-colour.jpg

The first one takes a few minutes, since a replica has to start; the right to upload can take as long to arrive.
Train on your own pictures: upload them to uploads/{split}/{class}/{file}, then

  az containerapp job start --resource-group $group --name $trainer

Remove everything: infra/destroy.sh --name $AZURE_ENV_NAME
TEXT
