# syntax=docker/dockerfile:1
# The function app. From the root of the repository:
#   docker build -f infra/images/functions.Dockerfile -t colorize-functions .
#   docker build -f infra/images/functions.Dockerfile -t colorize-functions --build-arg ACCELERATOR=cuda .

ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG FUNCTIONS_IMAGE=mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0
# Its CUDA has to be the one that ONNX Runtime's provider is built for; check-cuda.sh says so if it is not.
ARG CUDA_IMAGE=nvidia/cuda:13.0.2-cudnn-runtime-ubuntu22.04
# cpu or cuda
ARG ACCELERATOR=cpu

FROM ${SDK_IMAGE} AS build
ARG ACCELERATOR
WORKDIR /source
COPY . .
# The property's values are Cpu and Cuda.
RUN accelerator=$([ "$ACCELERATOR" = cuda ] && echo Cuda || echo Cpu) \
    && dotnet publish Functions -c Release -o /app -p:FunctionsHost=Isolated -p:Accelerator=$accelerator -p:DebugType=none

FROM ${FUNCTIONS_IMAGE} AS runtime-cpu

FROM ${CUDA_IMAGE} AS cuda
# Only what the provider and cuDNN load; the whole image is three times as large.
RUN mkdir /libraries && cd /libraries \
    && for name in cudart cublas cublasLt cufft curand nvrtc nvrtc-builtins nvJitLink; do \
         cp -P /usr/local/cuda/lib64/lib$name.so.* . || exit 1; \
       done \
    && cp -P /usr/lib/x86_64-linux-gnu/libcudnn*.so.* .

FROM ${FUNCTIONS_IMAGE} AS runtime-cuda
COPY --from=cuda /libraries /opt/cuda
ENV LD_LIBRARY_PATH=/opt/cuda \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
RUN --mount=type=bind,from=build,source=/,target=/build \
    sh /build/source/infra/images/check-cuda.sh "$(find /build/app -name libonnxruntime_providers_cuda.so | head -n 1)" /opt/cuda

FROM runtime-${ACCELERATOR}
ENV AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true \
    ASPNETCORE_URLS=http://+:8080 \
    DOTNET_RUNNING_IN_CONTAINER=true
COPY --from=build /app /home/site/wwwroot
# The host writes its keys to storage and its logs to the console; these two folders are what else it may want to write.
RUN mkdir -p /home/LogFiles /home/data && chown -R 1654:1654 /home/LogFiles /home/data
USER 1654
EXPOSE 8080
