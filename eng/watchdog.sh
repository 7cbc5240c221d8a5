#!/bin/sh
# watchdog.sh COMMAND [ARG ...]: runs a command until it ends, or until whoever started this lets go of standard input, by
# closing it or by dying, however suddenly. The command is then asked to stop, and after a while made to.
grace=${WATCHDOG_GRACE:-20}

exec 3<&0
trap '' INT
"$@" </dev/null 3<&- &
child=$!
(
    cat <&3 >/dev/null
    kill -TERM "$child" 2>/dev/null || exit 0
    i=0
    while [ "$i" -lt "$grace" ] && kill -0 "$child" 2>/dev/null; do
        sleep 1
        i=$((i + 1))
    done
    kill -KILL "$child" 2>/dev/null
) >/dev/null 2>&1 &
watcher=$!
trap 'kill -TERM "$child" 2>/dev/null' TERM

wait "$child"
code=$?
while kill -0 "$child" 2>/dev/null; do
    wait "$child"
    code=$?
done
kill "$watcher" 2>/dev/null
exit "$code"
