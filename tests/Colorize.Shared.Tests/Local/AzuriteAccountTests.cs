using Colorize.Local;
using Colorize.Storage;

namespace Colorize.Tests.Local;

public sealed class AzuriteAccountTests
{
    [Fact]
    public void A_storage_keeps_its_own_key_and_no_two_have_the_same()
    {
        using TemporaryFolder data = new();
        AzuriteAccount first = AzuriteAccount.LoadOrCreate(data.Path);
        Assert.Equal(first, AzuriteAccount.LoadOrCreate(data.Path));
        Assert.NotEqual(first, AzuriteAccount.CreateRandom());
        Assert.DoesNotContain("Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq", first.Setting, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            UnixFileMode mode = File.GetUnixFileMode(Assert.Single(Directory.GetFiles(data.Path)));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        }
    }

    [Fact]
    public void Its_connection_string_is_one()
    {
        StorageClients clients = StorageClients.Create(
            new StorageOptions { ConnectionString = AzuriteAccount.CreateRandom().ConnectionString(1000, 1001, 1002) });
        Assert.Equal("http://127.0.0.1:1000/devstoreaccount1", clients.Address);
        Assert.True(clients.IsLocal);
    }
}
