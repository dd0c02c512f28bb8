using Custos.Policy.Documents;
using Custos.Text.Rewriting;

namespace Custos.Policy.Patterns;

/// <summary>What does a regular expression cost?</summary>
/// <param name="Places">How many places its automaton has, about: what it takes in memory, and to be built, grows with them.</param>
/// <param name="Characters">How many UTF-16 units were searched.</param>
/// <param name="Elapsed">How long that took, at its quickest.</param>
/// <remarks>The time depends on the machine, and on how much of a text looks like the beginning of a match; it is linear in the text for any text.</remarks>
public sealed record PatternCost(int Places, int Characters, TimeSpan Elapsed)
{
    private const int Rounds = 8;

    // What messages are made of: words, numbers, addresses, encoded bytes, another script.
    private const string Line = "Please send the 3 invoices of 2026-01-31 (total 1,234.56) to someone@example.org, or see https://example.org/a?b=c. "
        + "aGVsbG8gd29ybGQ= 4111-1111-1111-1112 DE89 3704 0044 0532 0130 01; \u043F\u0440\u0438\u0432\u0435\u0442 SELECT * FROM t WHERE x = 'y';\n";

    private static readonly string Text = string.Concat(Enumerable.Repeat(Line, 64));

    public double MicrosecondsPerThousandCharacters => Elapsed.TotalMicroseconds / Characters * 1000;

    /// <summary>Times every match of a policy's pattern in 13,000 characters of all sorts.</summary>
    /// <exception cref="ArgumentException">The pattern is not well-formed; a policy that was read holds no such.</exception>
    public static PatternCost Of(PolicyPattern pattern, TimeProvider time)
    {
        if (!LinearPattern.TryGet(pattern.Expression, out var compiled, out var problem)) throw new ArgumentException(problem, nameof(pattern));
        var (spans, quickest) = (new List<TextSpan>(), TimeSpan.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            spans.Clear();
            var started = time.GetTimestamp();
            compiled.Find(Text, spans, int.MaxValue);
            var elapsed = time.GetElapsedTime(started);
            if (elapsed < quickest) quickest = elapsed;
        }

        return new PatternCost(compiled.Size, Text.Length, quickest);
    }
}
