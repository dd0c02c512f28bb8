using System.Globalization;
using Custos.Records;
using Custos.Text.Tokens;

namespace Custos.Text.TokenFiles;

/// <summary>Which tokenizer is in a file: Hugging Face's tokenizer.json, or tiktoken's list of ranks?</summary>
public static class TokenizerFile
{
    private const int LargestBytes = 1 << 28;

    /// <summary>The tokenizer of a file, which of the two it is told by its first character.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rule">How a list of ranks cuts texts; null to know it by the number of ranks, as those of tiktoken's encodings are known. Of no use for a tokenizer.json.</param>
    /// <exception cref="BadInputException">It is neither, is larger than 256 MiB, needs a rule, or names a part that is not supported.</exception>
    public static Tokenizer Open(string path, SplitRule? rule = null)
    {
        using var file = OpenFile(path);
        return Read(file, path, rule);
    }

    /// <summary>The tokenizer of a stream.</summary>
    /// <param name="stream">Read to its end.</param>
    /// <param name="place">What messages call it.</param>
    /// <param name="rule">As for <see cref="Open"/>.</param>
    /// <exception cref="BadInputException">As for <see cref="Open"/>.</exception>
    public static Tokenizer Read(Stream stream, string place, SplitRule? rule = null)
    {
        var bytes = ReadAll(stream, place);
        var first = bytes.AsSpan().IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0) throw new BadInputException("The file is empty.", "Name a tokenizer.json or a list of ranks.", place);
        if (bytes[first] == '{') return TokenizerJson.Read(bytes, place);
        var ranks = RankFile.Read(bytes, place);
        var known = KnownRanks.Of(ranks.Size);
        if ((rule ?? known?.Rule) is not { } cut)
        {
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"A list of {ranks.Size:N0} ranks is none of the known ones, so it is not known how it cuts texts."), "Name its rule.", place);
        }

        return RankFile.TokenizerOf(ranks, cut, known?.Special ?? [], findsSpecial: false, place);
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException("There is no such file.", "Name a tokenizer.json or a list of ranks.", path, innerException: missing);
        }
    }

    private static byte[] ReadAll(Stream stream, string place)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is > 0 and var read)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > LargestBytes) throw new BadInputException("The file is larger than 256 MiB.", "Name a tokenizer.json or a list of ranks.", place);
        }

        var bytes = memory.ToArray();
        // A mark of byte order is no part of either format, and editors write it.
        return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
    }
}
