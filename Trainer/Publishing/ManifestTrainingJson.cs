using System.Text.Json.Serialization;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.Publishing;

/// <summary>How a run stands in the manifest, for people.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrainingState))]
internal sealed partial class ManifestTrainingJson : JsonSerializerContext;
