using System.Text.RegularExpressions;
using Custos.Text.Tokens;

namespace Custos.Text.TokenSteps;

/// <summary>Where does a pattern of tokenizer.json match?</summary>
/// <remarks>O(n): known split rules are written out, other regular expressions run without backtracking, over UTF-16 units.</remarks>
internal sealed class TextPattern
{
    private static readonly Dictionary<string, SplitRule> Known = new(StringComparer.Ordinal)
    {
        [@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"] = SplitRule.Gpt2,
        [@"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"] = SplitRule.Gpt2,
        [@"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"] = SplitRule.Cl100K,
        [@"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"] = SplitRule.Qwen2,
        [@"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"] = SplitRule.O200K,
    };

    private readonly string? _text;
    private readonly Regex? _regex;

    private TextPattern(string? text, Regex? regex, SplitRule rule) => (_text, _regex, Rule) = (text, regex, rule);

    /// <summary>The known rule that this is; <see cref="SplitRule.None"/> for none.</summary>
    public SplitRule Rule { get; }

    public static TextPattern OfText(string text) => new(text, null, SplitRule.None);

    public static TextPattern OfRule(SplitRule rule) => new(null, null, rule);

    /// <summary>The pattern that a regular expression says; null where it needs backtracking or is none.</summary>
    public static TextPattern? OfExpression(string expression)
    {
        if (Known.TryGetValue(expression, out var rule)) return OfRule(rule);
        try
        {
            return new TextPattern(null, new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), SplitRule.None);
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>How the publishers write a rule as a regular expression.</summary>
    public static string ExpressionOf(SplitRule rule) => Known.First(known => known.Value == rule).Key;

    public List<(int Start, int End)> MatchesIn(ReadOnlySpan<char> text)
    {
        var matches = new List<(int, int)>();
        if (_regex is not null)
        {
            foreach (var match in _regex.EnumerateMatches(text)) matches.Add((match.Index, match.Index + match.Length));
        }
        else if (_text is not null)
        {
            for (var at = 0; text[at..].IndexOf(_text, StringComparison.Ordinal) is >= 0 and var skip; at += skip + _text.Length)
            {
                matches.Add((at + skip, at + skip + _text.Length));
            }
        }
        else
        {
            for (var at = 0; at < text.Length;)
            {
                var end = PieceRules.EndOf(text, at, Rule);
                matches.Add((at, end));
                at = end;
            }
        }

        return matches;
    }
}
