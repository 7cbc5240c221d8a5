using System.Text;
using Colorize.Models;
using CsCheck;

namespace Colorize.Tests.Models;

public sealed class ModelManifestFuzzTests
{
    private static readonly byte[] Whole = TestManifests.Whole.ToJson();

    private static readonly string[] Fragments =
        ["null", "{}", "[]", "{", "}", "[", "]", ",", ":", "\"", "-1", "0", "1e999", "9223372036854775808", "../", "\\u0000", "\\ud800",
            "\"name\":\"../x\",", "true"];

    /// <summary>One edit: where, what, and how many bytes of the original it takes away.</summary>
    private static readonly Gen<(int Position, byte[] Inserted, int Removed)> Edit = Gen.Select(
        Gen.Int[0, Whole.Length - 1],
        Gen.OneOf(Gen.Byte.Array[0, 3], Gen.Int[0, Fragments.Length - 1].Select(index => Encoding.UTF8.GetBytes(Fragments[index]))),
        Gen.Frequency((4, Gen.Int[0, 4]), (1, Gen.Int[0, Whole.Length])));

    [Fact]
    public void A_damaged_manifest_is_read_as_something_harmless_or_refused() => Edit.Array[1, 4].Sample(
        edits =>
        {
            byte[] damaged = edits.Aggregate(Whole, Apply);
            try
            {
                var manifest = ModelManifest.Parse(damaged, "manifest.json");
                return PlainName.Is(manifest.Version)
                    && manifest.Files.All(file => PlainName.Is(file.Name) && file.Size is > 0 and <= ModelFile.MaxSize);
            }
            catch (ModelSetException)
            {
                return true;
            }
        },
        iter: 20_000);

    [Fact]
    public void Any_bytes_are_a_version_or_refused() => Gen.Byte.Array[0, 64].Sample(
        bytes =>
        {
            try
            {
                return PlainName.Is(CurrentModel.Parse(bytes, "current.json").Version);
            }
            catch (ModelSetException)
            {
                return true;
            }
        },
        iter: 20_000);

    private static byte[] Apply(byte[] bytes, (int Position, byte[] Inserted, int Removed) edit)
    {
        int start = Math.Min(edit.Position, bytes.Length);
        int end = Math.Min(start + edit.Removed, bytes.Length);
        return [.. bytes[..start], .. edit.Inserted, .. bytes[end..]];
    }
}
