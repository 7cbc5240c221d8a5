using Colorize.Storage;
using Colorize.Tests.Hostile;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.Load;

/// <summary>The corpus of odd, broken and hostile files, dropped at once where the functions run.</summary>
[Trait("Category", "Long")]
public sealed class CorpusTests(Emulator emulator)
{
    // What SECURITY.md states.
    private const long MaxMemory = 1L << 30;

    private const string Folder = "corpus";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Each_file_is_put_into_colour_or_refused_at_the_first_try_and_memory_stays_bounded()
    {
        HostileCase[] cases = [.. OddImages.All(), .. BrokenImages.All()];
        TestAccount account = await emulator.NewAccountAsync();
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);

        await Parallel.ForEachAsync(cases, TestContext.Current.CancellationToken, async (one, _) =>
            await account.DropAsync(ContainerNames.Grayscale, $"{Folder}/{one.Name}", one.Content));
        await TestAccount.WaitAsync(
            "the end of the last file", () => Task.FromResult(Ends(functions).Count() >= cases.Length ? functions : null), Timeout);

        ILookup<string, string> ends = Ends(functions).ToLookup(NameOf, StringComparer.Ordinal);
        Assert.All(cases, one =>
        {
            string end = Assert.Single(ends[one.Name]);
            Assert.Contains(one.Refusals.Length == 0 ? ": colorized, " : ": rejected, ", end, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(functions.Lines, line => line.Contains("this try failed", StringComparison.Ordinal));
        Assert.Empty(await account.PoisonTextAsync());
        Assert.InRange(functions.PeakMemory, 1, MaxMemory);
    }

    private static IEnumerable<string> Ends(FunctionsProcess functions) => functions.Lines.Where(line =>
        line.Contains($"/{Folder}/", StringComparison.Ordinal)
        && (line.Contains(": colorized, ", StringComparison.Ordinal) || line.Contains(": rejected, ", StringComparison.Ordinal)));

    // As in "12:00:00.000 grayscale/corpus/NAME (0x1234): rejected, ...".
    private static string NameOf(string line)
    {
        string start = line[(line.IndexOf($"/{Folder}/", StringComparison.Ordinal) + Folder.Length + 2)..];
        return start[..start.IndexOf(" (0x", StringComparison.Ordinal)];
    }
}
