# shellcheck shell=bash
# The function app's webhook: its key, and whether it answers. Sourced by deploy.sh.

# The key that the app has, or a new one of 256 bits.
webhook_key() {
    local group=$1 app=$2 key=
    [ -z "$app" ] || key=$(az containerapp secret show --resource-group "$group" --name "$app" \
        --secret-name host-systemkey-blobs-extension --query value --output tsv 2>/dev/null || true)
    echo "${key:-$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')}"
}

# Asks the webhook what Event Grid will ask it, until it answers: it has to start, and its rights to arrive, first. Event Grid
# itself asks once when a subscription is made, and waits half a minute.
wait_for_webhook() {
    local group=$1 host=$2 function=$3 key=$4 seconds=${COLORIZE_WEBHOOK_SECONDS:-900}
    local code=6b2f6a0e-0d5a-4a0e-8d7e-5f8f7d6c5b4a began=$SECONDS answer last=nothing
    local event='[{"id":"1","topic":"","subject":"","eventType":"Microsoft.EventGrid.SubscriptionValidationEvent",'
    event+='"eventTime":"2026-01-01T00:00:00Z","dataVersion":"1","metadataVersion":"1","data":{"validationCode":"'$code'"}}]'
    note "Waiting for the function app to answer at https://$host (up to $((seconds / 60)) minutes)."
    while [ $((SECONDS - began)) -lt "$seconds" ]; do
        # The key goes through standard input, so that no list of processes shows it.
        answer=$(printf 'url = "https://%s/runtime/webhooks/blobs?functionName=Host.Functions.%s&code=%s"\n' "$host" "$function" "$key" |
            curl --silent --show-error --max-time 30 --config - --header 'Content-Type: application/json' \
                --header 'aeg-event-type: SubscriptionValidation' --data "$event" --write-out ' (HTTP %{http_code})' 2>&1 || true)
        case $answer in
            *"$code"*) return ;;
        esac
        answer=$(echo "$answer" | tr '\n' ' ' | cut -c1-200)
        [ "$answer" = "$last" ] || note "It says: $answer"
        last=$answer
        sleep "${COLORIZE_POLL_SECONDS:-10}"
    done
    stop 1 "The function app did not answer within $((seconds / 60)) minutes. The last that it said: $last. Look at its log:" \
        "az containerapp logs show --resource-group $group --name ${host%%.*} --type console --follow"
}
