using System.Buffers;
using Custos.Text.Tokens;

namespace Custos.Text.TokenSteps;

/// <summary>A token that is looked for in the text before anything else.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">What stands for it.</param>
/// <param name="IsSpecial">Is it left out when a text is put together again?</param>
/// <param name="IsNormalised">Is it looked for in the normalised text, or in the raw one?</param>
/// <param name="TakesLeft">Does it swallow the blanks before it?</param>
/// <param name="TakesRight">Does it swallow the blanks after it?</param>
/// <param name="IsWord">Does it count only where no letter or digit touches it?</param>
internal sealed record AddedToken(int Id, string Content, bool IsSpecial, bool IsNormalised, bool TakesLeft, bool TakesRight, bool IsWord);

/// <summary>Where do added tokens stand in a text? Of several that begin at one place the longest counts.</summary>
/// <remarks>O(n × the longest token). Thread-safe.</remarks>
internal sealed class AddedTokens
{
    private readonly TextVocabulary _contents = new();
    private readonly Dictionary<int, AddedToken> _tokens = [];
    private readonly SearchValues<char> _firsts;

    public AddedTokens(IEnumerable<AddedToken> tokens)
    {
        foreach (var token in tokens)
        {
            if (_contents.TryAdd(token.Content, token.Id)) _tokens.Add(token.Id, token);
        }

        _firsts = SearchValues.Create([.. _tokens.Values.Select(token => token.Content[0]).Distinct()]);
    }

    public bool IsEmpty => _tokens.Count == 0;

    /// <summary>The next added token from a place on, with the blanks it swallows; null for none.</summary>
    public (AddedToken Token, int Start, int End)? Next(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            var skip = text[at..].IndexOfAny(_firsts);
            if (skip < 0) return null;
            at += skip;
            if (LongestAt(text, at) is not { } token) continue;
            var (start, end) = (at, at + token.Content.Length);
            if (token.IsWord && (TouchesWord(text, start - 1) || TouchesWord(text, end))) continue;
            while (token.TakesLeft && start > from && char.IsWhiteSpace(text[start - 1])) start--;
            while (token.TakesRight && end < text.Length && char.IsWhiteSpace(text[end])) end++;
            return (token, start, end);
        }

        return null;
    }

    private AddedToken? LongestAt(ReadOnlySpan<char> text, int at)
    {
        var (node, best) = (0, -1);
        for (var i = at; i < text.Length && _contents.Step(ref node, text[i], out var id); i++) best = id >= 0 ? id : best;
        return best < 0 ? null : _tokens[best];
    }

    private static bool TouchesWord(ReadOnlySpan<char> text, int at) =>
        at >= 0 && at < text.Length && (CharacterKinds.Of(text[at]) & CharacterKinds.Word) != 0;
}
