using System.Text.Json;

namespace Colorize.Cli.Dropping.Results;

/// <summary>The record of a folder's results: a JSON object a line, the last one of a file counts.</summary>
internal sealed class ResultRecords
{
    /// <summary>The record's name in the folder.</summary>
    public const string FileName = ".colorize-results.jsonl";

    private readonly string _path;
    private readonly Dictionary<string, ResultRecord> _records = new(StringComparer.Ordinal);

    private ResultRecords(string path) => _path = path;

    /// <summary>Reads the record of a folder, which may have none.</summary>
    /// <exception cref="PlainErrorException">It is a link, and writing it would write elsewhere.</exception>
    public static ResultRecords Read(string folder)
    {
        ResultRecords records = new(Path.Combine(folder, FileName));
        FileInfo file = new(records._path);
        if (file.LinkTarget is not null)
        {
            throw new PlainErrorException(
                $"{records._path} is a link. Colorize keeps its own record of results there: remove the link, or choose another folder "
                    + "with --out.");
        }

        foreach (string line in file.Exists ? File.ReadLines(records._path) : [])
        {
            records.Take(line);
        }

        return records;
    }

    /// <summary>What is known of a file, or null.</summary>
    public ResultRecord? Find(string file)
    {
        lock (_records)
        {
            return _records.GetValueOrDefault(file);
        }
    }

    /// <summary>Writes a record down, on disk before the file itself appears.</summary>
    public void Add(ResultRecord record)
    {
        lock (_records)
        {
            File.AppendAllText(_path, JsonSerializer.Serialize(record, JsonSerializerOptions.Web) + "\n");
            _records[record.File] = record;
        }
    }

    // A line that was cut off by a crash says nothing, and its file counts as somebody else's.
    private void Take(string line)
    {
        try
        {
            if (JsonSerializer.Deserialize<ResultRecord>(line, JsonSerializerOptions.Web)
                is { File: not null, Source: not null, Result: not null } record)
            {
                _records[record.File] = record;
            }
        }
        catch (JsonException)
        {
        }
    }
}
