#!/bin/sh
# Fails unless every CUDA library that a native library needs is in one of the folders. ONNX Runtime says little when one is
# missing, and with Colorize__ExecutionProvider=auto the networks then run on the CPU, at many times the cost.
#
# usage: check-cuda.sh LIBRARY FOLDER...
set -eu

library=$1
shift
[ -f "$library" ] || { echo "There is no $library: was it published with -p:Accelerator=Cuda?" >&2; exit 1; }
command -v readelf >/dev/null || { echo "readelf is missing: install binutils." >&2; exit 1; }

# What the dynamic loader will look for. Names that stand elsewhere in the file mean nothing: ONNX Runtime's provider for
# CUDA 13 has libcudart.so.12 in a message. The driver's own library, libcuda.so.1, comes with the machine.
linked=$(readelf -d "$library" | sed -n 's/.*(NEEDED).*\[\(lib\(cu\|nv\)[^]]*\)\]/\1/p' | grep -v '^libcuda\.so' || true)
[ -n "$linked" ] || { echo "$library needs no CUDA library: it is not built for CUDA." >&2; exit 1; }
cuda=$(echo "$linked" | sed -n 's/^libcudart[^.]*\.so\.\([0-9]*\)$/\1/p')

# What ONNX Runtime's provider opens by itself when it first runs, which no header of the file tells.
opened=
case $(basename "$library"):$cuda in
    libonnxruntime_providers_cuda.so:12) opened="libcudnn.so.9 libcufft.so.11 libnvrtc.so.12" ;;
    libonnxruntime_providers_cuda.so:13) opened="libcudnn.so.9 libcufft.so.12 libnvrtc.so.13" ;;
    libonnxruntime_providers_cuda.so:*)
        echo "$library is built for CUDA ${cuda:-of another kind}, and what it opens when it runs is not known here." >&2
        exit 1
        ;;
esac

missing=
for name in $linked $opened; do
    found=
    for folder in "$@"; do
        [ ! -e "$folder/$name" ] || found=$folder
    done
    [ -n "$found" ] || missing="$missing $name"
done

if [ -n "$missing" ]; then
    echo "$(basename "$library") is built for CUDA $cuda, and missing:$missing" >&2
    echo "Give the image of CUDA $cuda with cuDNN 9: --build-arg CUDA_IMAGE=nvcr.io/nvidia/cuda:$cuda.x.y-cudnn-runtime-ubuntu22.04" >&2
    exit 1
fi
echo "$(basename "$library"): every library of CUDA $cuda that it needs is there."
