using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using Custos.Policy.Values;
using Custos.Text.Rewriting;

namespace Custos.Policy.Patterns;

/// <summary>Does a text match a regular expression in RE2's syntax, in time linear in the text?</summary>
/// <remarks>
/// Built on .NET's matching without backtracking. Expressions are kept once they are built, at most <see cref="Kept"/> of them, so that
/// a bundle that is loaded again builds only what is new. Thread-safe.
/// </remarks>
internal sealed class LinearPattern
{
    private const int Kept = 1024;

    // What is no larger cannot come near the engine's own limit, whatever its classes say above U+FFFF.
    private const int SurelySmall = 20;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly ConcurrentDictionary<string, LinearPattern> Known = new(StringComparer.Ordinal);

    private readonly Regex _plain;
    private readonly Lazy<Regex> _full;

    private LinearPattern(Re2Pattern pattern)
    {
        Size = pattern.Size;
        _plain = new Regex(pattern.ForPlainText, Options);
        _full = pattern.ForPlainText == pattern.ForAnyText ? new Lazy<Regex>(_plain) : new Lazy<Regex>(() => new Regex(pattern.ForAnyText, Options));
        if (Size > SurelySmall) _ = _full.Value;
    }

    /// <summary>How many places its automaton has, about.</summary>
    public int Size { get; }

    /// <summary>The expression, built now or before.</summary>
    /// <param name="source">In RE2's syntax.</param>
    /// <param name="pattern">The expression.</param>
    /// <param name="problem">What is wrong with it, where it is not well-formed.</param>
    public static bool TryGet(string source, [NotNullWhen(true)] out LinearPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        if (Known.TryGetValue(source, out pattern)) return true;
        try
        {
            pattern = new LinearPattern(Re2Pattern.Translate(source));
        }
        catch (FormatException wrong)
        {
            problem = wrong.Message;
            return false;
        }
        catch (NotSupportedException)
        {
            problem = "The regular expression is too large: its automaton would have more than 10,000 places.";
            return false;
        }

        if (Known.Count >= Kept) Known.Clear();
        Known.TryAdd(source, pattern);
        return true;
    }

    /// <summary>Does the expression match anywhere in the text?</summary>
    public bool IsMatch(string text)
    {
        if (CodePoints.IsPlain(text)) return _plain.IsMatch(text);
        return _full.Value.IsMatch(WellFormed(text));
    }

    /// <summary>Adds where the expression matches: stretches that do not overlap and are not empty, at most <paramref name="most"/> of them.</summary>
    public void Find(string text, List<TextSpan> spans, int most)
    {
        var match = CodePoints.IsPlain(text) ? _plain.Match(text) : _full.Value.Match(WellFormed(text));
        for (var found = 0; match.Success && found < most; match = match.NextMatch())
        {
            if (match.Length == 0) continue;
            spans.Add(new TextSpan(match.Index, match.Length));
            found++;
        }
    }

    // RE2 reads what is no text as U+FFFD; here it is a surrogate without its partner.
    private static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else return Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));
        }

        return text;
    }
}
