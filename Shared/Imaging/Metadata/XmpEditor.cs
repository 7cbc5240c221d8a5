using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Colorize.Imaging.Metadata;

/// <summary>Makes XMP true for the picture in colour (ISO 16684-1). What need not change stays byte for byte.</summary>
internal static class XmpEditor
{
    private const int MaxBytes = 16 << 20;

    private static readonly XNamespace Tiff = "http://ns.adobe.com/tiff/1.0/";
    private static readonly XNamespace Exif = "http://ns.adobe.com/exif/1.0/";
    private static readonly XNamespace Basic = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace Photoshop = "http://ns.adobe.com/photoshop/1.0/";
    private static readonly XNamespace GainMap = "http://ns.adobe.com/hdr-gain-map/1.0/";
    private static readonly XNamespace Container = "http://ns.google.com/photos/1.0/container/";

    private static readonly Dictionary<XName, string> RightValues = new() { [Tiff + "Orientation"] = "1", [Exif + "ColorSpace"] = "1" };

    // Thumbnails in grey, a profile that is gone, and the announcement of a gain map that is gone.
    private static readonly XName[] Untrue = [Basic + "Thumbnails", Photoshop + "ICCProfile", Container + "Directory"];

    private static readonly (XName Width, XName Height)[] Sizes =
        [(Tiff + "ImageWidth", Tiff + "ImageLength"), (Exif + "PixelXDimension", Exif + "PixelYDimension")];

    /// <summary>XMP that says upright and sRGB, without thumbnails and gain maps.</summary>
    /// <param name="xmp">The packet.</param>
    /// <param name="isTurned">Whether width and height have been swapped.</param>
    /// <returns>The packet, or null where it cannot be read or is too large to be looked through.</returns>
    public static byte[]? Edit(ReadOnlyMemory<byte> xmp, bool isTurned)
    {
        if (xmp.Length > MaxBytes)
        {
            return null;
        }

        byte[] packet = xmp.Span.TrimEnd((byte)0).ToArray();
        if (Parse(packet) is not { } document)
        {
            return null;
        }

        bool isChanged = SetRightValues(document) | RemoveUntrue(document) | (isTurned && SwapSizes(document));
        return isChanged ? Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting)) : packet;
    }

    private static XDocument? Parse(byte[] packet)
    {
        var settings =
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxBytes };
        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(packet), settings);
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // A simple property is an element, or an attribute of its description.
    private static List<XObject> Properties(XDocument document, Func<XName, bool> isWanted) =>
    [
        .. document.Descendants().SelectMany(element => element.Attributes().Where(one => isWanted(one.Name)).Cast<XObject>()),
        .. document.Descendants().Where(one => isWanted(one.Name)),
    ];

    private static bool SetRightValues(XDocument document)
    {
        bool isChanged = false;
        foreach (XObject property in Properties(document, RightValues.ContainsKey))
        {
            isChanged |= SetValue(property, RightValues[property is XAttribute named ? named.Name : ((XElement)property).Name]);
        }

        return isChanged;
    }

    private static bool RemoveUntrue(XDocument document)
    {
        bool isChanged = false;
        foreach (XObject property in Properties(document, name => Untrue.Contains(name) || name.Namespace == GainMap))
        {
            isChanged = true;
            if (property is XAttribute attribute)
            {
                attribute.Remove();
            }
            else if (property.Parent is not null)
            {
                ((XElement)property).Remove();
            }
        }

        return isChanged;
    }

    private static bool SwapSizes(XDocument document)
    {
        bool isChanged = false;
        foreach ((XName width, XName height) in Sizes)
        {
            XObject? one = Properties(document, name => name == width).FirstOrDefault();
            XObject? other = Properties(document, name => name == height).FirstOrDefault();
            if (one is not null && other is not null)
            {
                string value = Value(one);
                isChanged |= SetValue(one, Value(other)) | SetValue(other, value);
            }
        }

        return isChanged;
    }

    private static string Value(XObject property) => property is XAttribute attribute ? attribute.Value : ((XElement)property).Value;

    private static bool SetValue(XObject property, string value)
    {
        bool isChanged = Value(property) != value;
        if (property is XAttribute attribute)
        {
            attribute.Value = value;
        }
        else
        {
            ((XElement)property).Value = value;
        }

        return isChanged;
    }
}
