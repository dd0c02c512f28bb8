namespace Custos.Text.Repeats;

/// <summary>Which of many texts stand inside which others?</summary>
internal static class ContainedTexts
{
    /// <summary>For each text, the others that stand anywhere in it, in their order. Of equal texts each stands in the other.</summary>
    /// <remarks>O(n log n) for n characters and, for each text, the places where it stands. 24 bytes a character.</remarks>
    public static List<int>[] Of(IReadOnlyList<string> texts)
    {
        var joined = new JoinedTexts(texts);
        var array = SuffixArray.OfOwned(joined.Symbols);
        var shared = array.CommonPrefixes();
        var ranks = array.Ranks();
        var textOfPlaces = joined.TextOfPlaces();
        var contents = Enumerable.Range(0, texts.Count).Select(_ => new List<int>()).ToArray();
        for (var text = 0; text < texts.Count; text++)
        {
            var length = joined.StartOf(text + 1) - joined.StartOf(text) - 1;
            int first = ranks[joined.StartOf(text)], last = first;
            while (length > 0 && shared[first] >= length) first--;
            while (length > 0 && last + 1 < shared.Length && shared[last + 1] >= length) last++;
            foreach (var place in array.Suffixes[first..(last + 1)])
            {
                var around = contents[textOfPlaces[place]];
                if (textOfPlaces[place] != text && (around.Count == 0 || around[^1] != text)) around.Add(text);
            }
        }

        return contents;
    }
}
