using Colorize.Storage;
using Microsoft.Azure.Storage;
using Microsoft.Azure.WebJobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>Gives the WebJobs engine its storage account, whatever connection a trigger names: there is one.</summary>
internal sealed class EngineStorageProvider : StorageAccountProvider
{
    private readonly EngineStorageAccount _account;

    public EngineStorageProvider(
        IConfiguration configuration,
        StorageOptions options,
        MessageHolds holds,
        WorkInHand work,
        Receipts receipts,
        ILogger<PoisonQueue> poisonLog)
        : base(configuration)
    {
        if (options.UsesIdentity)
        {
            throw new StorageSettingsException(
                $"This host needs a connection string in {StorageOptions.SectionName}. To run with an identity, build the app with "
                + "-p:FunctionsHost=Isolated and run it in Azure Functions.");
        }

        _account = new EngineStorageAccount(CloudStorageAccount.Parse(options.ConnectionString), holds, work, receipts, poisonLog);
    }

    public override StorageAccount Get(string name) => _account;

    public override StorageAccount GetHost() => _account;
}
