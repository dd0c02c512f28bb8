using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Custos.Learning.Themes;
using Custos.Learning.Vocabulary;

namespace Custos.Learning;

/// <summary>How are a classifier's columns and weights laid out in <c>model.bin</c>?</summary>
/// <remarks>
/// Little-endian. "CUSTOSTC"; 12 int32: layout (1, 2 where columns count by their logarithm, 3 with a lexicon), labels, word columns, nodes, words, bytes of words, character columns,
/// bytes of character runs, shortest and longest word sequence, shortest and longest character run (0 and 0 for none).
/// In layout 3 two int32 more: 1 where columns count by their logarithm, else 0; bytes of the lexicon.
/// Then int32 parent and last per node; int32 length per word; int32 length per character run; the bytes of both, and of the lexicon; zeros up to a multiple
/// of 8; double idf per column of words or characters; double scale per column of themes; and per label double weight per column. Look-up tables are built when it is read, so that
/// the bytes depend on the content alone, and no index is trusted.
/// </remarks>
internal static class ModelBytes
{
    // The layout of a model of raw counts is that of the first version, so that what was trained then keeps its bytes and its id.
    private const int RawLayout = 1;
    private const int LogarithmicLayout = 2;
    private const int LexiconLayout = 3;
    private const int HeaderBytes = 8 + (12 * sizeof(int));

    private static ReadOnlySpan<byte> Magic => "CUSTOSTC"u8;

    public static byte[] Write(TextFeatures features, IReadOnlyList<TextClassifierLabel> labels)
    {
        var content = features.Vocabulary.Content;
        using var stream = new MemoryStream();
        stream.Write(Magic);
        var (words, characters) = (content.Words, content.CharacterGrams);
        var isLogarithmic = features.TermFrequency == TermFrequency.Logarithmic;
        var lexicon = features.Lexicon is { } themes ? LexiconContent.Write(themes) : [];
        Ints(stream, [
            features.Lexicon is not null ? LexiconLayout : isLogarithmic ? LogarithmicLayout : RawLayout, labels.Count, content.WordColumns, content.Parent.Length, words.Count, BytesIn(words), characters.Count, BytesIn(characters),
            content.WordNgrams.Min, content.WordNgrams.Max, content.CharacterNgrams?.Min ?? 0, content.CharacterNgrams?.Max ?? 0]);
        if (features.Lexicon is not null)
        {
            Ints(stream, [isLogarithmic ? 1 : 0, lexicon.Length]);
        }

        Ints(stream, content.Parent);
        Ints(stream, content.Last);
        Ints(stream, words.Lengths);
        Ints(stream, characters.Lengths);
        stream.Write(words.Bytes.AsSpan(0, BytesIn(words)));
        stream.Write(characters.Bytes.AsSpan(0, BytesIn(characters)));
        stream.Write(lexicon);
        stream.Write(new byte[Padding(stream.Length)]);
        Doubles(stream, features.Idf);
        Doubles(stream, features.Themes?.Scale);
        foreach (var label in labels)
        {
            Doubles(stream, label.Weights.Span);
        }

        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes contradict themselves.</exception>
    public static (TextFeatures Features, double[][] Weights) Read(byte[] bytes, int labels)
    {
        if (bytes.Length < HeaderBytes || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new InvalidDataException("It does not begin as a model does.");
        }

        var at = Magic.Length;
        var header = Ints(bytes, ref at, 12);
        if (header[0] is not (RawLayout or LogarithmicLayout or LexiconLayout) || header[1] != labels || header.AsSpan().ContainsAnyInRange(int.MinValue, -1))
        {
            throw new InvalidDataException("Its head does not fit the manifest.");
        }

        var isLogarithmic = header[0] == LogarithmicLayout;
        var lexiconBytes = 0;
        if (header[0] == LexiconLayout)
        {
            var more = Ints(bytes, ref at, 2);
            (isLogarithmic, lexiconBytes) = more[0] is 0 or 1 && more[1] > 0 ? (more[0] == 1, more[1]) : throw new InvalidDataException("Its head contradicts itself.");
        }

        var parent = Ints(bytes, ref at, header[3]);
        var last = Ints(bytes, ref at, header[3]);
        var wordLengths = Ints(bytes, ref at, header[4]);
        var characterLengths = Ints(bytes, ref at, header[6]);
        var words = new ByteStrings(wordLengths, Strings(bytes, ref at, header[5]));
        var characters = new ByteStrings(characterLengths, Strings(bytes, ref at, header[7]));
        var lexicon = lexiconBytes > 0 ? LexiconContent.Read(Take(bytes, ref at, lexiconBytes)) : null;
        at += Padding(at);
        var options = new TextFeatureOptions
        {
            WordNgrams = (header[8], header[9]),
            CharacterNgrams = header[10] == 0 ? null : (header[10], header[11]),
        };
        if (header[2] > header[3] || !TextFeatureOptions.IsRange(options.WordNgrams) || !TextFeatureOptions.IsRange(options.CharacterNgrams ?? (1, 1)))
        {
            throw new InvalidDataException("Its head contradicts itself.");
        }

        var content = new VocabularyContent(options.WordNgrams, options.CharacterNgrams, header[2], parent, last, words, characters);
        var columns = header[2] + header[6];
        var idf = Doubles(bytes, ref at, columns);
        var scale = Doubles(bytes, ref at, lexicon is null ? 0 : ThemeMeasures.CountOf(lexicon));
        var weights = new double[labels][];
        for (var label = 0; label < labels; label++)
        {
            weights[label] = Doubles(bytes, ref at, columns + scale.Length);
        }

        if (at != bytes.Length || idf.AsSpan().ContainsAnyExceptInRange(1, double.MaxValue) || scale.AsSpan().ContainsAnyExceptInRange(0, double.MaxValue))
        {
            throw new InvalidDataException("It is longer than its head says, or an idf or a scale is out of range.");
        }

        var themes = lexicon is null ? null : new ThemeMeasures(lexicon, scale);
        return (new TextFeatures(new TextVocabulary(content), isLogarithmic ? TermFrequency.Logarithmic : TermFrequency.Raw, idf, themes), weights);
    }

    private static int BytesIn(ByteStrings strings) => strings.Lengths.Sum();

    private static int Padding(long at) => (int)(-at & 7);

    private static void Ints(MemoryStream stream, ReadOnlySpan<int> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }

    private static void Doubles(MemoryStream stream, ReadOnlySpan<double> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }

    private static int[] Ints(byte[] bytes, ref int at, int count) =>
        MemoryMarshal.Cast<byte, int>(Take(bytes, ref at, (long)count * sizeof(int))).ToArray();

    private static double[] Doubles(byte[] bytes, ref int at, int count) =>
        MemoryMarshal.Cast<byte, double>(Take(bytes, ref at, (long)count * sizeof(double))).ToArray();

    private static byte[] Strings(byte[] bytes, ref int at, int count) =>
        [.. Take(bytes, ref at, count), .. new byte[ByteStringTable.ReadAhead]];

    private static ReadOnlySpan<byte> Take(byte[] bytes, ref int at, long count)
    {
        if (count > bytes.Length - at)
        {
            throw new InvalidDataException("It is shorter than its head says.");
        }

        var taken = bytes.AsSpan(at, (int)count);
        at += (int)count;
        return taken;
    }
}
