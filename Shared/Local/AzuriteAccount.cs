using System.Globalization;
using System.Security.Cryptography;
using Colorize.Files;

namespace Colorize.Local;

/// <summary>
/// The account of an Azurite that we start. Its key is random: with the published one, any page in a browser could send it
/// signed requests.
/// </summary>
/// <param name="Key">The account's key, in Base64.</param>
public sealed record AzuriteAccount(string Key)
{
    /// <summary>The variable that tells Azurite its accounts.</summary>
    public const string Variable = "AZURITE_ACCOUNTS";

    private const string Name = "devstoreaccount1";
    private const string FileName = "account.key";
    private const int KeyBytes = 64;

    /// <summary>The value of <see cref="Variable"/>.</summary>
    public string Setting => $"{Name}:{Key}";

    /// <summary>An account that nobody has had before.</summary>
    public static AzuriteAccount CreateRandom() => new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));

    /// <summary>The account of a storage, which it keeps over restarts in a file that only its user reads.</summary>
    /// <param name="data">The folder in which the storage keeps its data.</param>
    public static AzuriteAccount LoadOrCreate(string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        string file = Path.Combine(data, FileName);
        if (PrivateFile.TryRead(file)?.Trim() is { } key && Convert.TryFromBase64String(key, new byte[key.Length], out int length)
            && length == KeyBytes)
        {
            return new AzuriteAccount(key);
        }

        AzuriteAccount account = CreateRandom();
        PrivateFile.Write(file, account.Key);
        return account;
    }

    /// <summary>How to reach the account.</summary>
    /// <param name="blobPort">The port of its blobs.</param>
    /// <param name="queuePort">The port of its queues.</param>
    /// <param name="tablePort">The port of its tables.</param>
    public string ConnectionString(int blobPort, int queuePort, int tablePort) => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{blobPort}/{Name};"
        + $"QueueEndpoint=http://127.0.0.1:{queuePort}/{Name};TableEndpoint=http://127.0.0.1:{tablePort}/{Name};");
}
