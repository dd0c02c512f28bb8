using Custos.Text;

namespace Custos.Learning.Vocabulary;

/// <summary>Which word sequences and character runs come in enough of the texts, and where do they come?</summary>
/// <remarks>
/// A sequence cannot come in more texts than the sequences within it, so that only the continuations of frequent sequences
/// are ever counted. Memory O(words in the texts · longest sequence).
/// </remarks>
internal sealed class VocabularyCensus
{
    private readonly IReadOnlyList<string> _texts;
    private readonly TextFeatureOptions _options;

    public VocabularyCensus(IReadOnlyList<string> texts, TextFeatureOptions options, CancellationToken cancellationToken)
    {
        _texts = texts;
        _options = options;
        Starts = new int[texts.Count + 1];
        Levels = new GramLevel[options.WordNgrams.Max];
        CountWords(cancellationToken);
        for (var order = 2; order <= Levels.Length; order++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Levels[order - 1] = CountLonger(Levels[order - 2], order);
        }
    }

    /// <summary>Per text, where its words start in <see cref="GramLevel.At"/>; one more at the end.</summary>
    public int[] Starts { get; }

    /// <summary>The word sequences by length: the first level holds the words.</summary>
    public GramLevel[] Levels { get; }

    public ByteStringTable Words { get; } = new();

    /// <summary>The character runs, where they are asked for; their <see cref="GramLevel.At"/> is parted by <see cref="CharacterStarts"/>.</summary>
    public GramLevel? CharacterLevel { get; private set; }

    public ByteStringTable CharacterGrams { get; } = new();

    public int[] CharacterStarts { get; private set; } = [];

    private void CountWords(CancellationToken cancellationToken)
    {
        var level = new GramLevel();
        var folded = new FoldedText();
        var grams = _options.CharacterNgrams is { } range ? new CharacterGrams(range.Min, range.Max) : null;
        if (grams is not null)
        {
            CharacterLevel = new GramLevel();
            CharacterStarts = new int[_texts.Count + 1];
        }

        for (var text = 0; text < _texts.Count; text++)
        {
            if (text % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            folded.Fold(_texts[text]);
            var tokens = new WordTokens(folded);
            var padded = folded.Padded;
            while (tokens.MoveNext())
            {
                level.Append(Words.FindOrAdd(padded[tokens.Start..], tokens.Length), text);
            }

            Starts[text + 1] = level.Length;
            if (grams is not null)
            {
                CountCharacters(folded, grams, text);
            }
        }

        Levels[0] = level;
    }

    private void CountCharacters(FoldedText folded, CharacterGrams grams, int text)
    {
        grams.Restart();
        while (grams.MoveNext(folded))
        {
            CharacterLevel!.Append(CharacterGrams.FindOrAdd(grams.Word[grams.Start..], grams.Length), text);
        }

        CharacterStarts[text + 1] = CharacterLevel!.Length;
    }

    private GramLevel CountLonger(GramLevel shorter, int order)
    {
        var words = Levels[0];
        var level = new GramLevel();
        var pairs = new PairTable(words.Length / 2);
        for (var text = 0; text < _texts.Count; text++)
        {
            for (var at = Starts[text]; at < Starts[text + 1]; at++)
            {
                var gram = -1;
                if (at + order <= Starts[text + 1]
                    && shorter.At[at] is var first and >= 0 && shorter.Documents[first] >= _options.MinDocuments
                    && words.At[at + order - 1] is var last && words.Documents[last] >= _options.MinDocuments)
                {
                    gram = pairs.FindOrAdd(first, last, level.Count);
                    if (gram == level.Count)
                    {
                        level.Describe(first, last);
                    }
                }

                level.Append(gram, text);
            }
        }

        return level;
    }
}
