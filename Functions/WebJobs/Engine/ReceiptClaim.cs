using Azure;
using Azure.Storage.Blobs;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>What became of the wish to queue a version.</summary>
/// <param name="Receipt">Its receipt.</param>
/// <param name="Version">The receipt's version.</param>
/// <param name="State">Who queues it.</param>
internal sealed record ReceiptClaim(BlobClient Receipt, ETag Version, ReceiptState State);
