namespace Custos.Ingest.Conventions;

/// <summary>Which pattern does a name with numbers in it follow? <c>gen_ai.prompt.0.content</c> follows <c>gen_ai.prompt.{i}.content</c>.</summary>
internal static class NumberedName
{
    /// <summary>Longer names follow no pattern.</summary>
    public const int Longest = 96;

    // A list that a sender spells out one attribute by one is shorter.
    private const int MostDigits = 6;

    /// <summary>Does a number stand between two dots?</summary>
    public static bool HasNumber(ReadOnlySpan<byte> name)
    {
        for (var i = 1; i < name.Length; i++)
        {
            if (name[i - 1] == '.' && char.IsAsciiDigit((char)name[i])) return true;
        }

        return false;
    }

    /// <summary>Writes the pattern.</summary>
    /// <param name="name">At most <see cref="Longest"/> bytes.</param>
    /// <param name="to">Twice that.</param>
    /// <param name="place">The number; of two, the first in the upper half.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(ReadOnlySpan<byte> name, Span<byte> to, out long place)
    {
        var written = 0;
        place = 0;
        foreach (var range in name.Split((byte)'.'))
        {
            var part = name[range];
            if (written > 0) to[written++] = (byte)'.';
            if (part.Length is > 0 and <= MostDigits && !part.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                place = (place << 32) | (uint)int.Parse(part, System.Globalization.CultureInfo.InvariantCulture);
                "{i}"u8.CopyTo(to[written..]);
                written += 3;
                continue;
            }

            part.CopyTo(to[written..]);
            written += part.Length;
        }

        return written;
    }
}
