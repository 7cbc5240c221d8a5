#!/bin/sh
# Starts a command with CUDA's forward-compatibility libraries where the machine's driver is older than the image's CUDA:
# https://docs.nvidia.com/deploy/cuda-compatibility/forward-compatibility.html
# They are in a folder of their own, since a driver that is new enough must not meet them.
#
# usage: cuda-start.sh COMMAND [ARGUMENT...]
set -eu

compatibility=${CUDA_COMPATIBILITY:-/opt/cuda/compat}
version_file=${NVIDIA_VERSION_FILE:-/proc/driver/nvidia/version}

# "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.95.05  Release Build …": 580
machine=
if [ -r "$version_file" ]; then
    machine=$(sed -n 's/^NVRM version:.*[[:space:]]\([0-9][0-9]*\)\.[0-9][0-9.]*[[:space:]].*/\1/p' "$version_file")
elif command -v nvidia-smi >/dev/null; then
    machine=$(nvidia-smi --query-gpu=driver_version --format=csv,noheader 2>/dev/null | sed -n '1s/\..*//p')
fi
image=$(find "$compatibility" -name 'libcuda.so.[0-9][0-9]*.*' 2>/dev/null | sed -n '1s/.*libcuda\.so\.\([0-9]*\)\..*/\1/p')

if [ -z "$machine" ]; then
    echo "CUDA: this machine has no NVIDIA driver."
elif [ -z "$image" ]; then
    echo "CUDA: driver $machine; the image has no forward-compatibility libraries."
elif [ "$machine" -lt "$image" ]; then
    echo "CUDA: driver $machine is older than $image, which the image's CUDA asks for, so the forward-compatibility libraries are used."
    export LD_LIBRARY_PATH="$compatibility${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
else
    echo "CUDA: driver $machine, which is new enough."
fi
exec "$@"
