namespace Colorize.Imaging.Portable;

/// <summary>Reads the numbers of a portable anymap, over white space and comments.</summary>
internal ref struct PnmReader(ReadOnlySpan<byte> file)
{
    private const int SignatureSize = 2;
    private readonly ReadOnlySpan<byte> _file = file;
    private int _at = SignatureSize;

    /// <summary>Where the pixels begin: after the one white space that ends the header.</summary>
    public readonly int AfterHeader => Math.Min(_at + 1, _file.Length);

    public readonly int Left => _file.Length - _at;

    /// <summary>The next number; -1 where there is none, or one of more than nine digits.</summary>
    public int Number()
    {
        const int MaxDigits = 9;
        SkipSpace();
        int start = _at, value = 0;
        while (_at < _file.Length && char.IsAsciiDigit((char)_file[_at]) && _at - start <= MaxDigits)
        {
            value = _at - start < MaxDigits ? (value * 10) + _file[_at] - '0' : value;
            _at++;
        }

        return _at == start || _at - start > MaxDigits ? -1 : value;
    }

    /// <summary>The next 0 or 1, which need no space between them; a number over 1 where there is none.</summary>
    public int Digit()
    {
        SkipSpace();
        return _at < _file.Length ? _file[_at++] - '0' : byte.MaxValue;
    }

    private void SkipSpace()
    {
        while (_at < _file.Length && (char.IsWhiteSpace((char)_file[_at]) || _file[_at] == '#'))
        {
            int comment = _file[_at] == '#' ? _file[_at..].IndexOf((byte)'\n') : 0;
            _at = comment < 0 ? _file.Length : _at + comment + 1;
        }
    }
}
