# shellcheck shell=bash
# What deploy.sh and destroy.sh ask of Azure before they begin, and how they say what is wrong. Sourced by both.

say() {
    echo
    echo "== $*"
}

note() {
    echo "   $*" >&2
}

stop() {
    local code=$1
    shift
    echo "$*" >&2
    exit "$code"
}

require_azure_cli() {
    command -v az >/dev/null ||
        stop 1 "The Azure CLI is missing. Install it: https://learn.microsoft.com/cli/azure/install-azure-cli"
    az account show --output none 2>/dev/null ||
        stop 1 "You are not logged in to Azure. Run: az login"
    az config set extension.use_dynamic_install=yes_without_prompt --only-show-errors >/dev/null 2>&1 || true
    az extension add --upgrade --name containerapp --only-show-errors >/dev/null 2>&1 ||
        stop 1 "The extension containerapp of the Azure CLI could not be installed. Run: az extension add --upgrade --name containerapp"
}

# Role assignments need more than Contributor, and a deployment that lacks the right fails halfway.
require_rights() {
    local subscription principal roles
    subscription=$(az account show --query id --output tsv)
    principal=$(az ad signed-in-user show --query id --output tsv 2>/dev/null || true)
    [ -n "$principal" ] || return 0
    roles=$(az role assignment list --assignee "$principal" --include-groups --include-inherited --scope "/subscriptions/$subscription" \
        --query '[].roleDefinitionName' --output tsv 2>/dev/null || true)
    case $roles in
        *Owner* | *"User Access Administrator"* | *"Role Based Access Control Administrator"*) ;;
        *) stop 1 "You may not give out roles in the subscription $subscription. Ask for Owner, or for Contributor and Role Based Access Control Administrator." ;;
    esac

    local namespace
    for namespace in Microsoft.App Microsoft.EventGrid Microsoft.ContainerRegistry Microsoft.Storage Microsoft.OperationalInsights Microsoft.Insights Microsoft.Consumption; do
        [ "$(az provider show --namespace "$namespace" --query registrationState --output tsv 2>/dev/null)" = Registered ] || {
            note "Registering $namespace with the subscription, once."
            az provider register --namespace "$namespace" --wait --output none
        }
    done
}

require_region() {
    local region=$1
    [ -n "$(az account list-locations --query "[?name=='$region'].name" --output tsv)" ] ||
        stop 1 "There is no region '$region'. See: az account list-locations --query '[].name'"
}

profile_of() {
    case $1 in
        T4) echo Consumption-GPU-NC8as-T4 ;;
        A100) echo Consumption-GPU-NC24-A100 ;;
    esac
}

# A GPU has to be sold in the region and allowed to the subscription. The second is what is usually missing.
require_gpus() {
    local region=$1 kind=$2 wanted=$3 profile limit
    profile=$(profile_of "$kind")
    [ -n "$profile" ] || return 0
    [ -n "$(az containerapp env workload-profile list-supported --location "$region" \
        --query "[?name=='$profile'].name" --output tsv 2>/dev/null)" ] ||
        stop 1 "There is no serverless $kind in $region. Take another --location (swedencentral, westus3 and australiaeast had one), or --compute Cpu."

    limit=$(az rest --method get --only-show-errors \
        --url "/subscriptions/{subscriptionId}/providers/Microsoft.App/locations/$region/usages?api-version=2026-01-01" \
        --query "value[?contains(name.value, 'Consumption') && contains(name.value, '$kind')].limit | [0]" --output tsv 2>/dev/null || true)
    if [ -z "$limit" ]; then
        note "How many ${kind}s you may use in $region could not be found out. If the deployment says QuotaExceeded, $(how_to_ask "$kind" "$region")"
    elif [ "${limit%.*}" -lt "$wanted" ]; then
        stop 1 "You may use ${limit%.*} ${kind}s in $region and $wanted are asked for. Lower --max-replicas or take --compute Cpu; or $(how_to_ask "$kind" "$region")"
    fi
}

how_to_ask() {
    echo "ask for more: https://portal.azure.com > Quotas > Azure Container Apps > $2 > Managed Environment Consumption ${1/A100/NCA100} Gpus > New quota request. It takes from minutes to a few days."
}

# Runs a command and, where it fails, says what to do about the failures that are usual.
attempt() {
    local sorry=$1 said
    shift
    said=$(mktemp)
    # Only the errors are kept; what the command has to say otherwise goes where it went.
    if { "$@" 2>&1 1>&3 | tee "$said" >&2; } 3>&1; then
        rm -f "$said"
        return
    fi
    local advice="Run the same command again once the cause above is gone: what is there already stays as it is."
    case $(cat "$said") in
        *QuotaExceeded* | *quota*) advice="A quota is used up. $(how_to_ask "${COLORIZE_COMPUTE:-T4}" "${AZURE_LOCATION:-your region}")" ;;
        *AuthorizationFailed*) advice="A right is missing: ask for Owner, or for Contributor and Role Based Access Control Administrator, on the subscription." ;;
        *RoleAssignmentUpdateNotPermitted*) advice="A role is still held by an app that was deleted by hand. Remove the role assignments of 'Identity not found' in the resource group, then run this again." ;;
        *LocationNotAvailableForResourceType* | *NoRegisteredProviderFound*) advice="The region lacks a service. Take another --location." ;;
        *FunctionAppCannotSetScaleRules*) advice="This region does not take scale rules for function apps yet. Run again with COLORIZE_SCALE_RULES=Platform." ;;
    esac
    rm -f "$said"
    stop 1 "$sorry $advice"
}

# The key of the blobs extension: the app makes it when it first runs and reaches its storage, for which its roles have to
# have arrived.
wait_for_blobs_key() {
    local group=$1 app=$2 key host tries=0
    host=$(az containerapp show --resource-group "$group" --name "$app" --query properties.configuration.ingress.fqdn --output tsv)
    while [ "$tries" -lt 60 ]; do
        # A request wakes an app that sleeps.
        curl --silent --max-time 20 --output /dev/null "https://$host/admin/host/ping" || true
        key=$(az containerapp function keys show --resource-group "$group" --name "$app" --key-type systemKey \
            --key-name blobs_extension --query value --output tsv --only-show-errors 2>/dev/null || true)
        if [ -n "$key" ]; then
            echo "$key"
            return
        fi
        [ "$tries" -ne 0 ] || note "Waiting for the function app to start (up to 15 minutes)."
        tries=$((tries + 1))
        sleep 10
    done
    stop 1 "The function app has not started. Look at its log: az containerapp logs show --resource-group $group --name $app --type system"
}
