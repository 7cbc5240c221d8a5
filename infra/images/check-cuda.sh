#!/bin/sh
# Fails unless the CUDA libraries that a native library was built for are in the image. A provider built for CUDA 12 says
# nothing when it finds CUDA 13: it falls back to the CPU, at twenty times the cost.
#
# usage: check-cuda.sh LIBRARY FOLDER...
set -eu

library=$1
shift
[ -f "$library" ] || { echo "There is no $library: was it published with -p:Accelerator=Cuda?" >&2; exit 1; }

# The names that the dynamic loader will look for, such as libcudart.so.12. The build image has no readelf.
needed=$(LC_ALL=C grep -aoE 'lib(cudart|cublas|cublasLt|cufft|curand|cudnn|nvrtc)\.so\.[0-9]+' "$library" | sort -u)
[ -n "$needed" ] || { echo "$library names no CUDA library: it is not built for CUDA." >&2; exit 1; }

missing=
for name in $needed; do
    found=
    for folder in "$@"; do
        for file in "$folder/$name"*; do
            [ -e "$file" ] && found=$file
        done
    done
    [ -n "$found" ] || missing="$missing $name"
done

if [ -n "$missing" ]; then
    major=$(echo "$needed" | sed -n 's/^libcudart\.so\.//p')
    echo "$(basename "$library") is built for CUDA ${major:-of another kind} and the image lacks$missing." >&2
    echo "Give the image of CUDA ${major:-that it is built for}: --build-arg CUDA_IMAGE=nvidia/cuda:${major:-N}.x.y-cudnn-runtime-ubuntu22.04" >&2
    exit 1
fi
printf "%s: all CUDA libraries are there: %s\n" "$(basename "$library")" "$(echo "$needed" | tr "\n" " ")"
