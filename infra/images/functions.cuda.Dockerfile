# The function app on an NVIDIA GPU. From the root of the repository:
#   docker build -f infra/images/functions.cuda.Dockerfile -t colorize-functions .
# Needs no BuildKit, since builds in a container registry have none.

ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG FUNCTIONS_IMAGE=mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0
# Its CUDA has to be the one that ONNX Runtime's provider is built for; check-cuda.sh says so if it is not.
ARG CUDA_IMAGE=nvcr.io/nvidia/cuda:13.0.2-cudnn-runtime-ubuntu22.04

FROM ${CUDA_IMAGE} AS cuda
# Only what the provider and cuDNN load (the whole image is three times as large), and the driver's libraries for older drivers.
RUN mkdir -p /libraries /compat && cd /libraries \
    && for name in cudart cublas cublasLt cufft curand nvrtc nvrtc-builtins nvJitLink; do \
         cp -P /usr/local/cuda/lib64/lib$name.so.* . || exit 1; \
       done \
    && cp -P /usr/lib/x86_64-linux-gnu/libcudnn*.so.* . \
    && if [ -d /usr/local/cuda/compat ]; then cp -P /usr/local/cuda/compat/lib*.so* /compat; fi

FROM ${SDK_IMAGE} AS build
# Another version of ONNX Runtime than that of Directory.Packages.props, where NuGet has one for another CUDA_IMAGE. MSBuild
# takes what the environment names like a property for its value.
ARG OnnxRuntimeGpuVersion=
RUN command -v readelf || (apt-get update && apt-get install -y --no-install-recommends binutils)
WORKDIR /source
COPY . .
RUN dotnet publish Functions -c Release -o /app -p:FunctionsHost=Isolated -p:Accelerator=Cuda -p:DebugType=none
COPY --from=cuda /libraries /cuda
RUN sh infra/images/check-cuda.sh /app/libonnxruntime_providers_cuda.so /cuda

FROM ${FUNCTIONS_IMAGE}
ENV AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true \
    ASPNETCORE_URLS=http://+:8080 \
    DOTNET_RUNNING_IN_CONTAINER=true \
    LD_LIBRARY_PATH=/opt/cuda/lib \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
COPY --from=cuda /libraries /opt/cuda/lib
COPY --from=cuda /compat /opt/cuda/compat
COPY infra/images/cuda-start.sh /opt/cuda/start.sh
COPY --from=build /app /home/site/wwwroot
COPY LICENSE THIRD-PARTY-NOTICES.md /licenses/
# The host reads its keys from a mounted secret and logs to the console; these two folders are what else it may want to write.
RUN mkdir -p /home/LogFiles /home/data && chown -R 1654:1654 /home/LogFiles /home/data
USER 1654
EXPOSE 8080
# The command is the base image's own, which an ENTRYPOINT takes away.
ENTRYPOINT ["sh", "/opt/cuda/start.sh"]
CMD ["/opt/startup/start_nonappservice.sh"]
