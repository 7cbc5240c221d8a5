#!/usr/bin/env bash
# Source this before starting the trainer: . eng/trainer-env.sh
#
# These have to be in the environment before the process starts.
#   LD_LIBRARY_PATH   lets TorchSharp load on systems with an older libstdc++ (see libstdcxx-compat.sh).
#                     With COLORIZE_LIBTORCH, the folder torch/lib of an installed PyTorch, it holds that PyTorch's libtorch and
#                     NVIDIA's libraries as well (docs/gpu.md).
#   OMP_WAIT_POLICY   libtorch's idle threads sleep; spinning, they make two busy processes many times slower.
#   MALLOC_*          glibc keeps the memory of one step for the next instead of returning it to the system and
#                     faulting every page in again: 28 -> 17 ms an image on two threads.

trainer_env_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
trainer_env_libraries=$("$trainer_env_folder/libstdcxx-compat.sh")
if [ -n "$trainer_env_libraries" ]; then
    export LD_LIBRARY_PATH="$trainer_env_libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
fi
if [ -n "${COLORIZE_LIBTORCH:-}" ]; then
    if [ ! -e "$COLORIZE_LIBTORCH/libtorch.so" ]; then
        echo "There is no libtorch.so in COLORIZE_LIBTORCH=$COLORIZE_LIBTORCH." \
            "It has to be the folder torch/lib of an installed PyTorch:" >&2
        echo "    python3 -c 'import os, torch; print(os.path.join(os.path.dirname(torch.__file__), \"lib\"))'" >&2
        return 1
    fi
    trainer_env_libraries=$COLORIZE_LIBTORCH
    for trainer_env_folder in "$COLORIZE_LIBTORCH"/../../nvidia/*/lib; do
        [ ! -d "$trainer_env_folder" ] || trainer_env_libraries=$trainer_env_libraries:$trainer_env_folder
    done
    export LD_LIBRARY_PATH="$trainer_env_libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
fi
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}
export MALLOC_MMAP_THRESHOLD_=${MALLOC_MMAP_THRESHOLD_:-8589934592}
export MALLOC_TRIM_THRESHOLD_=${MALLOC_TRIM_THRESHOLD_:-17179869184}
export MALLOC_TOP_PAD_=${MALLOC_TOP_PAD_:-268435456}
unset trainer_env_folder trainer_env_libraries
