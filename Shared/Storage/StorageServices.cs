using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Colorize.Storage;

/// <summary>Registers storage with a host.</summary>
public static class StorageServices
{
    /// <summary>
    /// Adds <see cref="StorageClients"/> and <see cref="RejectionStore"/>, from the settings of <see cref="StorageOptions"/>.
    /// </summary>
    public static IServiceCollection AddColorizeStorage(this IServiceCollection services)
    {
        services.AddSingleton(provider => StorageOptions.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => StorageClients.Create(provider.GetRequiredService<StorageOptions>()));
        services.AddSingleton<RejectionStore>();
        return services;
    }
}
