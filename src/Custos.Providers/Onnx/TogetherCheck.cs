namespace Custos.Providers.Onnx;

/// <summary>Does a chunk get the same score, bit for bit, whether it is scored alone or with others?</summary>
/// <remarks>
/// Which order a processor's kernels add in depends on the shapes alone, not on the values; and a quantised model may scale by the greatest
/// value of all rows. So some shapes are tried, with tokens drawn by a fixed rule, when a model is loaded: where one bit differs, nothing is
/// scored together.
/// </remarks>
internal static class TogetherCheck
{
    private static readonly int[] Lengths = [8, 24, 64];
    private static readonly int[] Numbers = [2, 3, 8];

    /// <param name="model">The model.</param>
    /// <param name="settings">How long chunks are, and how many are scored together.</param>
    /// <param name="tokens">One more than the greatest token.</param>
    /// <exception cref="Runtime.OnnxRuntimeException">The model fails.</exception>
    public static bool IsExact(ChunkModel model, OnnxSettings settings, int tokens)
    {
        foreach (var length in Lengths.Select(length => model.FixedTokens ?? Math.Min(length, settings.MaxTokens)).Distinct())
        {
            TextChunk[] chunks = [.. Enumerable.Range(0, Numbers.Max()).Select(number => Drawn(number, Math.Max(1, length - (number % 3)), tokens))];
            var alone = chunks.Select(chunk => model.Run([chunk], length)[0]).ToList();
            foreach (var number in Numbers.Select(number => Math.Min(number, settings.MostTogether)).Distinct())
            {
                var together = model.Run(chunks[..number], length);
                for (var row = 0; row < number; row++)
                {
                    if (!together[row].AsSpan().SequenceEqual(alone[row])) return false;
                }
            }
        }

        return true;
    }

    private static TextChunk Drawn(int number, int length, int tokens)
    {
        // A linear congruential generator (Knuth's MMIX): any tokens will do, the same on every machine.
        var state = (ulong)(number + 1);
        var ids = new long[length];
        for (var i = 0; i < length; i++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            ids[i] = (long)((state >> 33) % (ulong)tokens);
        }

        return new TextChunk(ids, new long[length], length);
    }
}
