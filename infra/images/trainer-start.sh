#!/bin/sh
# Starts the trainer. All tries of one execution of a Container Apps job train the same model set, so that a try that follows
# one that was killed goes on from its last checkpoint.
set -eu

if [ -z "${COLORIZE_MODEL_VERSION:-}" ] && [ -n "${CONTAINER_APP_JOB_EXECUTION_NAME:-}" ]; then
    export COLORIZE_MODEL_VERSION="$CONTAINER_APP_JOB_EXECUTION_NAME"
fi
exec dotnet /app/Colorize.Trainer.dll "$@"
