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

# The Azure CLI, on the subscription that azd or the user has chosen, whatever the CLI's own default is.
az() {
    if [ -z "${AZURE_SUBSCRIPTION_ID:-}" ] || [ "$1" = rest ] || [ "$1" = ad ]; then
        command az "$@"
    else
        command az "$@" --subscription "$AZURE_SUBSCRIPTION_ID"
    fi
}

require_azure_cli() {
    command -v az >/dev/null ||
        stop 1 "The Azure CLI is missing. Install it: https://learn.microsoft.com/cli/azure/install-azure-cli"
    az account show --output none 2>/dev/null ||
        stop 1 "You are not logged in to Azure${AZURE_SUBSCRIPTION_ID:+, or the subscription $AZURE_SUBSCRIPTION_ID is not yours}." \
            "Run: az login"
}

subscription_id() {
    az account show --query id --output tsv
}

# Whether an application is logged in, such as a workflow, and not a person.
is_application() {
    [ "$(az account show --query user.type --output tsv)" = servicePrincipal ]
}

# The object id of whoever is logged in; empty where the directory does not tell.
principal_id() {
    if is_application; then
        az ad sp show --id "$(az account show --query user.name --output tsv)" --query id --output tsv 2>/dev/null || true
    else
        az ad signed-in-user show --query id --output tsv 2>/dev/null || true
    fi
}

# Role assignments need more than Contributor, and a deployment that lacks the right fails halfway.
require_rights() {
    local principal=$1 scope roles
    if [ -z "$principal" ]; then
        note "Who you are could not be looked up in the directory, so your rights are not checked."
        return
    fi
    scope=/subscriptions/$(subscription_id)
    roles=$(az role assignment list --assignee "$principal" --include-groups --include-inherited --scope "$scope" \
        --query '[].roleDefinitionName' --output tsv 2>/dev/null || true)
    # Whole lines: "Storage Blob Data Owner" gives no right to give out roles.
    grep -qxE 'Owner|User Access Administrator|Role Based Access Control Administrator' <<<"$roles" ||
        stop 1 "You may not give out roles in $scope. Ask for Owner, or for Contributor and Role Based Access Control Administrator."
}

register_providers() {
    local namespace
    for namespace in Microsoft.App Microsoft.EventGrid Microsoft.ContainerRegistry Microsoft.Storage Microsoft.OperationalInsights \
        Microsoft.Insights Microsoft.Consumption Microsoft.Network; do
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
        *AuthorizationFailed*)
            advice="A right is missing: ask for Owner, or for Contributor and Role Based Access Control Administrator,"
            advice+=" on the subscription."
            ;;
        *RoleAssignmentUpdateNotPermitted*)
            advice="A role is still held by an app that was deleted by hand. Remove the role assignments of 'Identity not found'"
            advice+=" in the resource group, then run this again."
            ;;
        *LocationNotAvailableForResourceType* | *NoRegisteredProviderFound*)
            advice="The region lacks a service. Take another --location."
            ;;
        *TasksOperationsNotAllowed*)
            advice="This subscription may not build images in its registry."
            advice+=" Run again with --build docker, which builds them on this machine."
            ;;
    esac
    rm -f "$said"
    stop 1 "$sorry $advice"
}
