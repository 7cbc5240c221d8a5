namespace Colorize.Tests.Hosting;

/// <summary>Tests of the functions that run for all of them; each test uses blob names of its own.</summary>
public abstract class SharedFunctionsTests(Emulator emulator) : IAsyncLifetime
{
    internal TestAccount Account { get; private set; } = null!;

    internal FunctionsProcess Functions { get; private set; } = null!;

    public async ValueTask InitializeAsync() => (Account, Functions) = await emulator.SharedAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
