namespace Colorize.Imaging.Tiff;

/// <summary>The tags of TIFF fields that decide what happens to a file (TIFF 6.0, EXIF 3.0, DNG 1.7).</summary>
internal static class TiffTag
{
    public const ushort NewSubfileType = 254;
    public const ushort ImageWidth = 256;
    public const ushort ImageLength = 257;
    public const ushort BitsPerSample = 258;
    public const ushort Compression = 259;
    public const ushort Photometric = 262;
    public const ushort FillOrder = 266;
    public const ushort DocumentName = 269;
    public const ushort ImageDescription = 270;
    public const ushort Make = 271;
    public const ushort Model = 272;
    public const ushort StripOffsets = 273;
    public const ushort Orientation = 274;
    public const ushort SamplesPerPixel = 277;
    public const ushort RowsPerStrip = 278;
    public const ushort StripByteCounts = 279;
    public const ushort XResolution = 282;
    public const ushort YResolution = 283;
    public const ushort PlanarConfiguration = 284;
    public const ushort PageName = 285;
    public const ushort T4Options = 292;
    public const ushort T6Options = 293;
    public const ushort ResolutionUnit = 296;
    public const ushort PageNumber = 297;
    public const ushort Software = 305;
    public const ushort DateTime = 306;
    public const ushort Artist = 315;
    public const ushort HostComputer = 316;
    public const ushort Predictor = 317;
    public const ushort ColorMap = 320;
    public const ushort TileWidth = 322;
    public const ushort TileLength = 323;
    public const ushort TileOffsets = 324;
    public const ushort TileByteCounts = 325;
    public const ushort SubIfds = 330;
    public const ushort InkSet = 332;
    public const ushort ExtraSamples = 338;
    public const ushort SampleFormat = 339;
    public const ushort JpegTables = 347;
    public const ushort JpegInterchange = 513;
    public const ushort JpegInterchangeLength = 514;
    public const ushort YcbcrCoefficients = 529;
    public const ushort YcbcrSubsampling = 530;
    public const ushort YcbcrPositioning = 531;
    public const ushort ReferenceBlackWhite = 532;
    public const ushort Xmp = 700;
    public const ushort Copyright = 33432;
    public const ushort Iptc = 33723;
    public const ushort Photoshop = 34377;
    public const ushort ExifIfd = 34665;
    public const ushort IccProfile = 34675;
    public const ushort GpsIfd = 34853;
    public const ushort InteropIfd = 40965;
    public const ushort DngVersion = 50706;

    // Within the EXIF and interoperability directories.
    public const ushort InteropIndex = 1;
    public const ushort ColorSpace = 40961;
    public const ushort PixelXDimension = 40962;
    public const ushort PixelYDimension = 40963;
}
