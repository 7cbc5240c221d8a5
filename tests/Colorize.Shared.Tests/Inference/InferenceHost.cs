using Colorize.Inference;
using Colorize.Models;
using Colorize.Tests.Onnx;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Colorize.Tests.Inference;

/// <summary>The inference services as a host has them. Model sets are put in by hand, or come from stores once it is started.</summary>
internal sealed class InferenceHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private IHostedService? _watcher;

    public InferenceHost(params (string Setting, string Value)[] settings)
        : this(new ServiceCollection(), settings)
    {
    }

    /// <summary>A host with stores of its own, whose clock stands still until a test moves it.</summary>
    public InferenceHost(StoredModels? stored, BundledModels bundled)
        : this(
            new ServiceCollection().AddSingleton(_ => stored!).AddSingleton(bundled).AddSingleton<TimeProvider>(new FakeTimeProvider()),
            ("BatchWait", "0")) // by a clock that stands still, a batch would wait for ever
    {
    }

    private InferenceHost(IServiceCollection services, params (string Setting, string Value)[] settings)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Colorize:{setting.Setting}", (string?)setting.Value)))
            .Build();
        _services = services
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(logging => logging.AddProvider(Log))
            .AddColorizeInference()
            .BuildServiceProvider();
    }

    public MemoryLog Log { get; } = new();

    public IChromaPredictor Predictor => Get<IChromaPredictor>();

    public string? Version => Get<ActiveModelSet>().Version;

    /// <summary>The set in use.</summary>
    public LoadedModelSet Current
    {
        get
        {
            using ModelSetLease? lease = Get<ActiveModelSet>().TryLease();
            return lease!.Set;
        }
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Loads a set and puts it in the place of the one in use.</summary>
    public async Task<LoadedModelSet> UseAsync(TestModelSet set)
    {
        LoadedModelSet loaded = await Get<ModelSetLoader>().LoadAsync(set.Store, set.Version, TestContext.Current.CancellationToken);
        Get<ActiveModelSet>().Replace(loaded);
        Get<ActiveModelSet>().MarkInitialized();
        return loaded;
    }

    /// <summary>Loads the first set and begins to watch storage.</summary>
    public async Task StartAsync()
    {
        _watcher = Get<IHostedService>();
        await _watcher.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Lets the watcher poll storage some twenty times.</summary>
    public async Task PollSomeTimesAsync()
    {
        int polls = 0;
        await PollUntilAsync(() => ++polls > 20);
    }

    /// <summary>Lets the watcher poll storage, at least once, until the condition holds.</summary>
    public async Task PollUntilAsync(Func<bool> condition)
    {
        var clock = (FakeTimeProvider)Get<TimeProvider>();
        await Eventually.HoldsAsync(condition, () => clock.Advance(new InferenceOptions().ModelPollInterval));
    }

    public async ValueTask DisposeAsync()
    {
        if (_watcher is not null)
        {
            await _watcher.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}
