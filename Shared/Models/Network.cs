using System.Text.Json.Serialization;

namespace Colorize.Models;

/// <summary>The networks of a model set: the three of the poster, and the U-Net that goes beyond it.</summary>
[JsonConverter(typeof(NetworkNameConverter))]
public enum Network
{
    /// <summary>AlexNet-Gray, the scene classifier: <c>l</c> → <c>class_probabilities</c>.</summary>
    [JsonStringEnumMemberName("alexnet")]
    AlexNet,

    /// <summary>ResNet-Gray, the colorizer that sees the lightness only: <c>l</c> → <c>ab</c>.</summary>
    [JsonStringEnumMemberName("resnet")]
    ResNet,

    /// <summary>The colorizer that is told the classes as well: <c>l</c>, <c>class_probabilities</c> → <c>ab</c>.</summary>
    [JsonStringEnumMemberName("ensemble")]
    Ensemble,

    /// <summary>
    /// The colorizer that predicts a distribution of colours and decodes it from faithful to vivid:
    /// <c>l</c>, <c>class_probabilities</c>, <c>vividness</c> → <c>ab</c>.
    /// </summary>
    [JsonStringEnumMemberName("unet")]
    UNet,
}
