using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Colorize.Models;

namespace Colorize.Tests.Trainer.Publishing;

/// <summary>Files during whose upload something else happens.</summary>
internal sealed class MeanwhileDictionary(IReadOnlyDictionary<ModelFile, byte[]> files, Action meanwhile)
    : IReadOnlyDictionary<ModelFile, byte[]>
{
    public IEnumerable<ModelFile> Keys => files.Keys;

    public IEnumerable<byte[]> Values => files.Values;

    public int Count => files.Count;

    public byte[] this[ModelFile key] => files[key];

    public bool ContainsKey(ModelFile key) => files.ContainsKey(key);

    public bool TryGetValue(ModelFile key, [MaybeNullWhen(false)] out byte[] value) => files.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<ModelFile, byte[]>> GetEnumerator()
    {
        meanwhile();
        return files.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
