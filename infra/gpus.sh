# shellcheck shell=bash
# What deploy.sh has to know of GPUs: where they are sold, how many the subscription may use, and who takes turns. Sourced by it.

profile_of() {
    case $1 in
        T4) echo Consumption-GPU-NC8as-T4 ;;
        A100) echo Consumption-GPU-NC24-A100 ;;
    esac
}

# What Container Apps says of a region, as reading it needs no extension of the CLI.
region_of_apps() {
    az rest --method get --only-show-errors --output tsv --query "$2" \
        --url "/subscriptions/$(subscription_id)/providers/Microsoft.App/locations/$1?api-version=2025-07-01" 2>/dev/null || true
}

# How many GPUs of a kind the subscription may use in a region; empty where that cannot be found out.
gpu_quota() {
    region_of_apps "$1/usages" "value[?contains(name.value, 'Consumption') && contains(name.value, '$2')].limit | [0]" | sed 's/\..*//'
}

# A GPU has to be sold in the region and allowed to the subscription. The app's replicas and the trainer share the quota; what
# does not fit beside each other takes turns, and that is said.
require_gpus() {
    local region=$1 kind=$2 replicas=$3 trainers=$4 profile limit least
    profile=$(profile_of "$kind")
    [ $((replicas + trainers)) -gt 0 ] || return 0
    [ -n "$(region_of_apps "$region/availableManagedEnvironmentsWorkloadProfileTypes" "value[?name=='$profile'].name")" ] ||
        stop 1 "There is no serverless $kind in $region." \
            "Take another --location (swedencentral, westus3 and australiaeast had one), or --compute Cpu."

    limit=$(gpu_quota "$region" "$kind")
    least=$((replicas > trainers ? replicas : trainers))
    if [ -z "$limit" ]; then
        note "How many ${kind}s you may use in $region could not be found out." \
            "If the deployment says QuotaExceeded, $(how_to_ask "$kind" "$region")"
    elif [ "$limit" -lt "$least" ]; then
        stop 1 "You may use $limit ${kind}s in $region and $least are asked for." \
            "Lower --max-replicas or take --compute Cpu; or $(how_to_ask "$kind" "$region")"
    elif [ "$limit" -lt $((replicas + trainers)) ]; then
        note "The quota in $region is $limit of $kind, so the app and the trainer take turns:" \
            "start a training while the app sleeps, or take --trainer-compute Cpu."
    fi
}

how_to_ask() {
    echo "ask for more: https://portal.azure.com > Quotas > Azure Container Apps > $2" \
        "> Managed Environment Consumption ${1/A100/NCA100} Gpus > New quota request. It takes from minutes to a few days."
}

# A new version starts before the old one ends, on GPUs of its own. Where the quota has none left, the old one is stopped
# first: what it has in work comes again from its queue, and Event Grid keeps new events meanwhile.
make_room() {
    local group=$1 app=$2 region=$3 kind=$4 replicas=$5 limit revision running
    [ -n "$app" ] && [ "$kind" != Cpu ] || return 0
    limit=$(gpu_quota "$region" "$kind")
    [ -n "$limit" ] && [ "$limit" -le "$replicas" ] || return 0
    for revision in $(az containerapp revision list --resource-group "$group" --name "$app" \
        --query '[?properties.active].name' --output tsv); do
        running=$(az containerapp replica list --resource-group "$group" --name "$app" --revision "$revision" \
            --query 'length(@)' --output tsv 2>/dev/null || true)
        if [ "${running:-0}" -gt 0 ]; then
            note "The quota has no $kind for two versions beside each other: $revision is stopped before the new one starts."
            az containerapp revision deactivate --resource-group "$group" --name "$app" --revision "$revision" --output none
        fi
    done
}

# Where nothing of the app has changed, the version that make_room stopped is still the latest, and stopped.
activate_latest() {
    local group=$1 app=$2 revision
    revision=$(az containerapp show --resource-group "$group" --name "$app" --query properties.latestRevisionName --output tsv)
    [ -z "$revision" ] || az containerapp revision activate --resource-group "$group" --name "$app" --revision "$revision" --output none
}
