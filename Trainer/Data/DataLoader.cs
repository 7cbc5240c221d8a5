using System.Threading.Channels;
using Colorize.Tensors;

namespace Colorize.Trainer.Data;

/// <summary>Reads, converts and augments batches in the background, ahead of the network.</summary>
internal sealed class DataLoader(CachedDataset dataset, int batchSize)
{
    private const int Ahead = 3;

    /// <summary>Keeps tones from following the same random numbers as crops.</summary>
    private const int ToneSeed = 0x5EED;

    /// <summary>
    /// Reads the rows in the order given. A batch is valid until the next one is asked for. Crops and draws depend
    /// on the seed and the order only.
    /// </summary>
    public IEnumerable<HostBatch> Read(
        IReadOnlyList<int> rows, Augmentation? augmentation, int seed, CancellationToken cancellationToken)
    {
        var free = Channel.CreateUnbounded<HostBatch>();
        var ready = Channel.CreateUnbounded<HostBatch>();
        for (int i = 0; i < Ahead; i++)
        {
            free.Writer.TryWrite(new HostBatch(Math.Min(batchSize, rows.Count)));
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task producer = Task.Run(
            () => ProduceAsync(rows, augmentation, seed, free.Reader, ready.Writer, stop.Token), CancellationToken.None);
        try
        {
            while (Next(ready.Reader, cancellationToken) is { } batch)
            {
                yield return batch;
                free.Writer.TryWrite(batch);
            }
        }
        finally
        {
            stop.Cancel();
            producer.Wait(CancellationToken.None);
        }
    }

    /// <summary>Waits for a batch; the training thread has nothing else to do meanwhile. Null at the end.</summary>
    private static HostBatch? Next(ChannelReader<HostBatch> ready, CancellationToken cancellationToken)
    {
        bool more = ready.WaitToReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult();
        return more && ready.TryRead(out HostBatch? batch) ? batch : null;
    }

    /// <summary>Fills batches until the rows are used up; a failure reaches the reader through the channel.</summary>
    private async Task ProduceAsync(
        IReadOnlyList<int> rows,
        Augmentation? augmentation,
        int seed,
        ChannelReader<HostBatch> free,
        ChannelWriter<HostBatch> ready,
        CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            var filler = new BatchFiller(dataset);
            var crops = new Random(seed);
            var draws = new Random(~seed);
            var tones = new Random(seed ^ ToneSeed);
            for (int start = 0; start < rows.Count; start += batchSize)
            {
                HostBatch batch = await free.ReadAsync(cancellationToken);
                batch.Count = Math.Min(batchSize, rows.Count - start);
                for (int place = 0; place < batch.Count; place++)
                {
                    Crop crop = augmentation?.Draw(crops, LabTensor.Size) ?? Crop.Whole(LabTensor.Size);
                    filler.Fill(batch, place, rows[start + place], crop, augmentation?.DrawTone(tones) ?? Tone.Unchanged);
                    batch.Draws[place] = draws.Next();
                }

                await ready.WriteAsync(batch, cancellationToken);
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        ready.Complete(failure);
    }
}
