
namespace Custos.Text.Similarity;

/// <summary>Which texts say nearly the same as one of another list?</summary>
/// <remarks>
/// Two texts are near-identical when the Jaccard similarity of their sets of words and pairs of neighbouring words is at least the
/// threshold; words are those that the features see (<see cref="WordTokens"/>: case and accents folded, at least two letters). Texts
/// without a word are near-identical to none: a model learns nothing from them. Words and pairs are told apart by 64-bit hashes.
/// </remarks>
internal static class NearIdenticalTexts
{
    /// <summary>Per text, is it near-identical to at least one of the others?</summary>
    /// <param name="texts">The texts asked about.</param>
    /// <param name="others">The texts compared with.</param>
    /// <param name="similarity">The Jaccard similarity from which on two texts are near-identical, in (0, 1].</param>
    /// <param name="threads">At least 1; the answer does not depend on it.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <remarks>Exact: no pair is missed. Memory O(words of the others).</remarks>
    public static bool[] Find(
        IReadOnlyList<string> texts, IReadOnlyList<string> others, double similarity, int threads, CancellationToken cancellationToken)
    {
        var shingles = new WordShingles();
        var index = new JaccardIndex(similarity, others.Select(other => shingles.Of(other).ToArray()));
        var near = new bool[texts.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, texts.Count, options, () => (Shingles: new WordShingles(), Probe: index.NewProbe()), (text, _, own) =>
        {
            near[text] = own.Probe.Matches(own.Shingles.Of(texts[text]));
            return own;
        }, _ => { });
        return near;
    }
}
