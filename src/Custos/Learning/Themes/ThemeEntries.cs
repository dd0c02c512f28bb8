using System.Text;
using Custos.Learning.Vocabulary;

namespace Custos.Learning.Themes;

/// <summary>Which entries of a lexicon come in a text, and which themes is each of?</summary>
/// <remarks>Entries are the columns of a vocabulary. An entry that stands in several themes counts for each; one within another counts beside it. Thread-safe.</remarks>
internal sealed class ThemeEntries
{
    private readonly int[] _starts;
    private readonly int[] _themes;

    public ThemeEntries(ThemeLexicon lexicon)
    {
        var nodes = new Dictionary<string, int>(StringComparer.Ordinal);
        var themesOf = new List<List<int>>();
        for (var theme = 0; theme < lexicon.Themes.Length; theme++)
        {
            foreach (var entry in lexicon.Themes[theme].Entries)
            {
                if (nodes.TryAdd(entry, nodes.Count)) themesOf.Add([]);
                themesOf[nodes[entry]].Add(theme);
            }
        }

        Vocabulary = new TextVocabulary(ContentOf(nodes));
        _starts = new int[themesOf.Count + 1];
        for (var entry = 0; entry < themesOf.Count; entry++) _starts[entry + 1] = _starts[entry] + themesOf[entry].Count;
        _themes = [.. themesOf.SelectMany(themes => themes)];
    }

    public TextVocabulary Vocabulary { get; }

    public ReadOnlySpan<int> ThemesOf(int entry) => _themes.AsSpan(_starts[entry], _starts[entry + 1] - _starts[entry]);

    private static VocabularyContent ContentOf(Dictionary<string, int> nodes)
    {
        var entries = nodes.Count;
        foreach (var entry in nodes.Keys.ToList())
        {
            foreach (var word in entry.Split(' ')) nodes.TryAdd(word, nodes.Count);
            for (var end = entry.IndexOf(' ', StringComparison.Ordinal); end >= 0; end = entry.IndexOf(' ', end + 1)) nodes.TryAdd(entry[..end], nodes.Count);
        }

        var sequences = nodes.OrderBy(node => node.Value).Select(node => node.Key).ToList();
        var parent = sequences.ConvertAll(sequence => sequence.LastIndexOf(' ') is var end and >= 0 ? nodes[sequence[..end]] : -1);
        var last = sequences.ConvertAll(sequence => sequence.LastIndexOf(' ') is var end and >= 0 ? nodes[sequence[(end + 1)..]] : -1);
        var words = sequences.FindAll(sequence => !sequence.Contains(' ', StringComparison.Ordinal)).ConvertAll(Encoding.UTF8.GetBytes);
        var longest = sequences.Max(sequence => sequence.AsSpan().Count(' ') + 1);
        return new VocabularyContent((1, longest), null, entries, [.. parent], [.. last], Joined(words), Joined([]), WithSingleLetters: true);
    }

    private static ByteStrings Joined(List<byte[]> strings) =>
        new([.. strings.Select(one => one.Length)], [.. strings.SelectMany(one => one), .. new byte[ByteStringTable.ReadAhead]]);
}
