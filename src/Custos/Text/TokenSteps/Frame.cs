using Custos.Text.Tokens;

namespace Custos.Text.TokenSteps;

/// <summary>A part of a framed text: a special token, or one of the texts.</summary>
/// <param name="Ids">The tokens; null for a text.</param>
/// <param name="IsSecond">Is it the second text of two?</param>
/// <param name="TypeId">The type of its tokens.</param>
internal sealed record FramePart(int[]? Ids, bool IsSecond, int TypeId);

/// <summary>Which special tokens stand around one text, and around two?</summary>
/// <param name="Single">For one text.</param>
/// <param name="Pair">For two.</param>
/// <param name="TrimsBlanks">Do the places of tokens leave out the blanks they begin and end with?</param>
internal sealed record Frame(IReadOnlyList<FramePart> Single, IReadOnlyList<FramePart> Pair, bool TrimsBlanks = false)
{
    /// <summary>The texts as they are.</summary>
    public static Frame None { get; } = new([new FramePart(null, false, 0)], [new FramePart(null, false, 0), new FramePart(null, true, 1)]);

    public TokenSequence Around(FoundTokens first, FoundTokens? second, bool withSpecial)
    {
        var parts = second is null ? Single : Pair;
        if (!withSpecial) parts = [.. parts.Where(part => part.Ids is null)];
        var length = parts.Sum(part => part.Ids?.Length ?? Of(part).Count);
        var (ids, starts, ends, types, special) = (new int[length], new int[length], new int[length], new int[length], new bool[length]);
        var at = 0;
        foreach (var part in parts)
        {
            var count = part.Ids?.Length ?? Of(part).Count;
            types.AsSpan(at, count).Fill(part.TypeId);
            special.AsSpan(at, count).Fill(part.Ids is not null);
            (part.Ids ?? Of(part).Ids).CopyTo(ids.AsSpan(at));
            if (part.Ids is null)
            {
                Of(part).Starts.CopyTo(starts.AsSpan(at));
                Of(part).Ends.CopyTo(ends.AsSpan(at));
            }

            at += count;
        }

        return new TokenSequence(ids, starts, ends, types, special);

        FoundTokens Of(FramePart part) => part.IsSecond ? second! : first;
    }
}
