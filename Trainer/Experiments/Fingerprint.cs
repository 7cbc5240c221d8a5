using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Colorize.Trainer.Data;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.Experiments;

/// <summary>
/// Tells trainings apart by all that decides them: options, starting weights, the classifier that is asked, and the
/// pictures. The same training has the same folder and is not repeated; any other has another.
/// </summary>
/// <param name="pictures">What the trainings learn from and, where they are measured there, the test pictures.</param>
internal sealed class Fingerprint(params IReadOnlyList<CachedDataset> pictures)
{
    private const int Digits = 8;

    private readonly Dictionary<string, byte[]> _digests = [];

    /// <summary>The fingerprint of a training.</summary>
    /// <param name="options">How it is trained.</param>
    /// <param name="files">The files that it starts from or asks.</param>
    /// <exception cref="TrainingException">A file is missing.</exception>
    public string Of(TrainingOptions options, IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(options, ExperimentJson.Default.TrainingOptions));
        foreach (CachedDataset dataset in pictures)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(dataset.Fingerprint.ToString()));
        }

        foreach (string file in files)
        {
            hash.AppendData(DigestOf(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    private byte[] DigestOf(string path)
    {
        if (!_digests.TryGetValue(path, out byte[]? digest))
        {
            using FileStream file = File.Exists(path)
                ? File.OpenRead(path)
                : throw new TrainingException($"There is no file {path} with weights.");
            digest = SHA256.HashData(file);
            _digests.Add(path, digest);
        }

        return digest;
    }
}
