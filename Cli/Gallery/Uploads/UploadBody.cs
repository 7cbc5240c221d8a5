using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Colorize.Imaging;
using Microsoft.AspNetCore.Http;

namespace Colorize.Cli.Gallery.Uploads;

/// <summary>
/// Reads the photographs of a request: a list of them in JSON, <c>[{"path":"a.jpg","bytes":3}, …]</c>, then their contents, one after
/// another. What it claims is judged before room is made for it.
/// </summary>
/// <param name="limits">What a photograph may ask for.</param>
internal sealed class UploadBody(ImageLimits limits)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Judges what a request claims to bring.</summary>
    /// <param name="listBytes">The length of its list.</param>
    /// <param name="length">The length of its body.</param>
    /// <exception cref="UploadRefusedException">It is too much.</exception>
    public void Check(int listBytes, long? length)
    {
        Require(length is not null, StatusCodes.Status411LengthRequired, "came without a length.");
        Require(
            listBytes is > 0 and <= UploadLimits.MaxListBytes && listBytes <= length,
            StatusCodes.Status400BadRequest,
            "came with a list that is too long.");
        RequireSize(length!.Value - listBytes);
    }

    /// <summary>Reads them, one after the other.</summary>
    /// <exception cref="UploadRefusedException">The list and the contents are not what the page sends.</exception>
    public async IAsyncEnumerable<(string Path, byte[] Content)> ReadAsync(
        int listBytes, HttpRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] list = new byte[listBytes];
        await request.Body.ReadExactlyAsync(list, cancellationToken);
        foreach (SentPhotograph sent in Parse(list, request.ContentLength!.Value - listBytes))
        {
            byte[] content = GC.AllocateUninitializedArray<byte>((int)sent.Bytes);
            await request.Body.ReadExactlyAsync(content, cancellationToken);
            yield return (sent.Path, content);
        }
    }

    private SentPhotograph[] Parse(byte[] list, long length)
    {
        SentPhotograph?[] sent = [];
        try
        {
            sent = JsonSerializer.Deserialize<SentPhotograph?[]>(list, Json) ?? [];
        }
        catch (JsonException)
        {
            // As one that names nothing.
        }

        bool fits = sent.Length is > 0 and <= UploadLimits.MaxPhotographs
            && sent.All(one => one is { Bytes: >= 0 } && one.Bytes <= limits.MaxBytes)
            && sent.Sum(one => one!.Bytes) == length
            && (sent.Length == 1 || length <= UploadLimits.MaxBytesTogether);
        Require(fits, StatusCodes.Status400BadRequest, "came with a list that does not fit what follows it.");
        return sent!;
    }

    private void RequireSize(long bytes) => Require(
        bytes <= limits.MaxBytes,
        StatusCodes.Status413PayloadTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"is larger than {limits.MaxBytes / (double)(1 << 20):0.##} MiB, the most that is taken."));

    private static void Require(bool holds, int status, string reason)
    {
        if (!holds)
        {
            throw new UploadRefusedException(status, reason);
        }
    }
}
