namespace Custos.Text.Rewriting;

/// <summary>What has a text been rewritten to, and where does each character come from? A buffer that is used again for every text.</summary>
/// <remarks>Whoever rewrites hands on the source from left to right, as copies and replacements; what is not handed on is left out. Not thread-safe.</remarks>
internal sealed class MappedText
{
    private char[] _characters = new char[256];

    public int Length { get; private set; }

    public SourceMap Map { get; } = new();

    public ReadOnlySpan<char> Text => _characters.AsSpan(0, Length);

    /// <summary>The same, for changes that keep every character in its place.</summary>
    public Span<char> Characters => _characters.AsSpan(0, Length);

    public void Clear()
    {
        Length = 0;
        Map.Clear();
    }

    /// <summary>Hands on a stretch of the source as it is.</summary>
    public void Copy(ReadOnlySpan<char> source, int start, int length)
    {
        source.Slice(start, length).CopyTo(Room(length));
        Map.AddCopy(start, length);
        Length += length;
    }

    /// <summary>Hands on other characters in place of a stretch of the source, which is not empty.</summary>
    public void Replace(int sourceStart, int sourceLength, scoped ReadOnlySpan<char> with)
    {
        with.CopyTo(Room(with.Length));
        Map.AddBlock(sourceStart, sourceLength, with.Length);
        Length += with.Length;
    }

    public void Replace(int sourceStart, int sourceLength, char with) => Replace(sourceStart, sourceLength, new ReadOnlySpan<char>(in with));

    /// <summary>Hands on characters that stand for as many of the source, one for one.</summary>
    public void Substitute(int sourceStart, ReadOnlySpan<char> with)
    {
        with.CopyTo(Room(with.Length));
        Map.AddCopy(sourceStart, with.Length);
        Length += with.Length;
    }

    /// <summary>Hands on a stretch of the source last character first; surrogate pairs stay pairs.</summary>
    public void CopyReversed(ReadOnlySpan<char> source, int start, int length)
    {
        var room = Room(length)[..length];
        source.Slice(start, length).CopyTo(room);
        room.Reverse();
        for (var i = 0; i + 1 < length; i++)
        {
            if (char.IsLowSurrogate(room[i]) && char.IsHighSurrogate(room[i + 1]))
            {
                (room[i], room[i + 1]) = (room[i + 1], room[i]);
                i++;
            }
        }

        Map.AddReversed(start, length);
        Length += length;
    }

    /// <summary>Takes back the characters from <paramref name="length"/> on.</summary>
    public void Truncate(int length)
    {
        Length = length;
        Map.Truncate(length);
    }

    /// <summary>Room for at least that many characters after the last; <see cref="Length"/> does not move.</summary>
    public Span<char> Room(int characters)
    {
        var needed = checked(Length + characters);
        if (needed > _characters.Length)
        {
            Array.Resize(ref _characters, (int)Math.Min(Math.Max(needed, _characters.Length * 2L), Array.MaxLength));
        }

        return _characters.AsSpan(Length);
    }

    /// <summary>Says that characters were written to <see cref="Room"/>, one for each of the source from <paramref name="sourceStart"/> on.</summary>
    public void Advance(int sourceStart, int length)
    {
        Map.AddCopy(sourceStart, length);
        Length += length;
    }
}
