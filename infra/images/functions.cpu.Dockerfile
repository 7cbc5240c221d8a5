# The function app on the CPU. From the root of the repository:
#   docker build -f infra/images/functions.cpu.Dockerfile -t colorize-functions .
# Needs no BuildKit, since builds in a container registry have none.

ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG FUNCTIONS_IMAGE=mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY . .
RUN dotnet publish Functions -c Release -o /app -p:FunctionsHost=Isolated -p:Accelerator=Cpu -p:DebugType=none

FROM ${FUNCTIONS_IMAGE}
ENV AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true \
    ASPNETCORE_URLS=http://+:8080 \
    DOTNET_RUNNING_IN_CONTAINER=true
COPY --from=build /app /home/site/wwwroot
COPY LICENSE THIRD-PARTY-NOTICES.md /licenses/
# The host reads its keys from a mounted secret and logs to the console; these two folders are what else it may want to write.
RUN mkdir -p /home/LogFiles /home/data && chown -R 1654:1654 /home/LogFiles /home/data
USER 1654
EXPOSE 8080
